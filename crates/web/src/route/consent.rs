//! A program asks to speak for a member, and the member answers.

use super::{Answer, App};
use crate::failure::{Failure, html, html_with};
use crate::form::Fields;
use crate::page::Here;
use crate::page::consent::{Consent, ConsentCode, ConsentWrong};
use crate::reader::{FormMayLeadTo, Member, Reader, see};
use crate::rich::percent;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use sampan_app::Error;
use sampan_app::client::Wish;
use sampan_domain::client::OUT_OF_BAND;

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    response_type: String,
    client_id: String,
    redirect_uri: String,
    scope: String,
    state: String,
    code_challenge: String,
    code_challenge_method: String,
    force_login: String,
}

impl Asked {
    fn of(fields: &Fields) -> Self {
        Self {
            response_type: "code".into(),
            client_id: fields.owned("client_id"),
            redirect_uri: fields.owned("redirect_uri"),
            scope: fields.owned("scope"),
            state: fields.owned("state"),
            code_challenge: fields.owned("code_challenge"),
            code_challenge_method: fields.owned("code_challenge_method"),
            force_login: String::new(),
        }
    }

    fn wish(&self) -> Wish {
        Wish {
            client: self.client_id.clone(),
            redirect: self.redirect_uri.clone(),
            scopes: self.scope.clone(),
            challenge: self.code_challenge.clone(),
            method: self.code_challenge_method.clone(),
        }
    }

    /// Back to the program, with an answer.
    fn lead(&self, answer: &[(&str, &str)]) -> Response {
        let mut place = self.redirect_uri.clone();
        let mut joint = if place.contains('?') { '&' } else { '?' };
        let state = [("state", self.state.as_str())];
        for (name, value) in answer.iter().chain(&state) {
            if !value.is_empty() {
                place.push_str(&format!("{joint}{name}={}", percent(value)));
                joint = '&';
            }
        }
        see(&place)
    }
}

/// A wish that cannot be granted: whom to trust with the answer is not known, so nobody is led anywhere.
fn wrong(reader: &Reader, error: Error) -> Answer {
    match error {
        Error::Invalid(_) => html_with(
            StatusCode::BAD_REQUEST,
            &ConsentWrong {
                frame: reader.frame(Here::Other),
            },
        ),
        error => Err(error.into()),
    }
}

/// `GET /oauth/authorize`, for members; others sign in first.
pub(crate) async fn ask(app: App, reader: Reader, Query(asked): Query<Asked>) -> Answer {
    let wish = asked.wish();
    let wished = match app.app.wished(&wish).await {
        Ok(wished) if asked.response_type == "code" => wished,
        Ok(_) => return wrong(&reader, Error::invalid("response_type", "invalid")),
        Err(error) => return wrong(&reader, error),
    };
    let frame = reader.frame(Here::Other);
    let force = matches!(asked.force_login.as_str(), "true" | "1");
    if reader.viewer().is_none() || force && frame.path.contains("force_login=") {
        let path = frame
            .path
            .replace("&force_login=true", "")
            .replace("force_login=true&", "");
        return Ok(see(&frame.signin_for(path)));
    }
    let scheme = asked
        .redirect_uri
        .split_once(':')
        .map_or("", |(scheme, _)| scheme);
    let host = asked.redirect_uri.split('/').nth(2).unwrap_or_default();
    let leads = match scheme {
        _ if asked.redirect_uri == OUT_OF_BAND => String::new(),
        "http" | "https" => format!("{scheme}://{host}"),
        scheme => format!("{scheme}:"),
    };
    let mut response = html(&Consent {
        frame,
        wish,
        wished,
        state: asked.state,
    })?;
    response.extensions_mut().insert(FormMayLeadTo(leads));
    Ok(response)
}

/// `POST /oauth/authorize`, for members.
pub(crate) async fn answer(app: App, member: Member, fields: Fields) -> Answer {
    let asked = Asked::of(&fields);
    let wish = asked.wish();
    let wished = match app.app.wished(&wish).await {
        Ok(wished) => wished,
        Err(error) => return wrong(&member, error),
    };
    let is_copied = asked.redirect_uri == OUT_OF_BAND;
    match fields.text("answer") {
        "yes" => {}
        "no" if is_copied => return Ok(see("/")),
        "no" => return Ok(asked.lead(&[("error", "access_denied")])),
        _ => return Err(Failure::Malformed),
    }
    let code = match app.app.consent(member.viewer(), &wish).await {
        Ok(code) => code,
        Err(error) => return wrong(&member, error),
    };
    if !is_copied {
        return Ok(asked.lead(&[("code", &code)]));
    }
    let page = ConsentCode {
        frame: member.frame(Here::Other),
        client: wished.client.name,
        code,
    };
    Ok(([(CACHE_CONTROL, "no-store")], html(&page)?).into_response())
}
