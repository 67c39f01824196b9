//! Programs: registered, given tokens, and shut out again (OAuth 2, RFC 6749, 7009, 7636, 8414).

use super::entity::Application;
use super::params::Params;
use super::problem::Problem;
use super::{Answer, App, Caller};
use axum::Json;
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_app::client::{Proof, Token};
use sampan_domain::client::{Draft, Scopes};
use serde_json::json;

/// `POST /api/v1/apps`
pub(super) async fn register(app: App, caller: Caller, params: Params) -> Answer {
    let draft = Draft {
        name: params.owned("client_name"),
        website: params.owned("website"),
        redirects: params.list("redirect_uris"),
        scopes: params.owned("scopes"),
    };
    let new = app.app.register_client(draft, &caller.address).await?;
    let entity = json!({
        "id": new.id.0.to_string(),
        "name": new.name,
        "website": (!new.website.is_empty()).then_some(new.website),
        "scopes": new.scopes.iter().collect::<Vec<_>>(),
        "redirect_uri": new.redirects.join("\n"),
        "redirect_uris": new.redirects,
        "client_id": new.key,
        "client_secret": new.secret,
        "client_secret_expires_at": 0,
        "vapid_key": app.app.push_key().await?,
    });
    Ok(Json(entity).into_response())
}

/// `GET /api/v1/apps/verify_credentials`
pub(super) async fn verify(app: App, caller: Caller) -> Answer {
    let bearer = caller.bearer()?;
    let client = &bearer.client;
    let application = Application::of(client.id, &client.name, &client.website);
    let scopes: Vec<&str> = bearer.scopes.iter().collect();
    Ok(Json(json!({
        "id": application.id,
        "name": application.name,
        "website": application.website,
        "scopes": scopes,
        "redirect_uri": client.redirects.join("\n"),
        "redirect_uris": client.redirects,
        "vapid_key": app.app.push_key().await?,
    }))
    .into_response())
}

/// Who a program is: by HTTP basic authentication or by two parameters.
fn proof(headers: &HeaderMap, params: &Params) -> Proof {
    let basic = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Basic "))
        .and_then(|text| STANDARD.decode(text).ok())
        .and_then(|bytes| String::from_utf8(bytes).ok());
    match basic.as_deref().and_then(|pair| pair.split_once(':')) {
        Some((key, secret)) => Proof {
            key: key.to_owned(),
            secret: secret.to_owned(),
        },
        None => Proof {
            key: params.owned("client_id"),
            secret: params.owned("client_secret"),
        },
    }
}

/// A token as it is told, once.
pub(super) fn told(token: &Token) -> serde_json::Value {
    json!({
        "access_token": token.token,
        "token_type": "Bearer",
        "scope": token.scopes.to_string(),
        "created_at": token.made_at_ms / 1_000,
    })
}

/// `POST /oauth/token`
pub(super) async fn token(app: App, caller: Caller, headers: HeaderMap, params: Params) -> Answer {
    let proof = proof(&headers, &params);
    let token = match params.text("grant_type") {
        "authorization_code" => {
            let (code, redirect) = (params.text("code"), params.text("redirect_uri"));
            let verifier = params.text("code_verifier");
            app.app.redeem(&proof, code, redirect, verifier).await?
        }
        "client_credentials" => {
            let scopes = params.text("scope");
            app.app
                .client_token(&proof, scopes, &caller.address)
                .await?
        }
        _ => {
            return Err(Problem::Grant(
                StatusCode::BAD_REQUEST,
                "unsupported_grant_type",
                "The authorization grant type is not supported by the authorization server.",
            ));
        }
    };
    Ok(([(CACHE_CONTROL, "no-store")], Json(told(&token))).into_response())
}

/// `POST /oauth/revoke`
pub(super) async fn revoke(app: App, headers: HeaderMap, params: Params) -> Answer {
    let proof = proof(&headers, &params);
    app.app.revoke(&proof, params.text("token")).await?;
    Ok(Json(json!({})).into_response())
}

/// `GET /.well-known/oauth-authorization-server`
pub(super) async fn metadata(app: App) -> Answer {
    let origin = &app.app.config().origin;
    Ok(Json(json!({
        "issuer": format!("{origin}/"),
        "service_documentation": format!("{origin}/about"),
        "authorization_endpoint": format!("{origin}/oauth/authorize"),
        "token_endpoint": format!("{origin}/oauth/token"),
        "revocation_endpoint": format!("{origin}/oauth/revoke"),
        "app_registration_endpoint": format!("{origin}/api/v1/apps"),
        "scopes_supported": Scopes::all().collect::<Vec<_>>(),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
    }))
    .into_response())
}
