//! The operator's page: how the instance is doing.

use super::{Answer, App};
use crate::failure::{Failure, html};
use crate::form::Fields;
use crate::page::Here;
use crate::page::pulse::{Pulse, PulsePage, RouteTimes};
use crate::reader::{Member, see};
use sampan_app::gate::Step;

/// Routes that are shown.
const ROUTES: usize = 12;

/// `GET /admin/pulse`, for operators; its live part alone as a fragment.
pub(crate) async fn page(app: App, member: Member) -> Answer {
    let pulse = app.app.pulse(member.viewer()).await?;
    let routes = app.gauge.slowest(ROUTES).into_iter();
    let pulse = Pulse {
        frame: member.frame(Here::Other),
        pulse,
        at_work: app.door.at_work(),
        late_ms: app.app.late_ms(),
        routes: routes
            .map(|(route, times)| RouteTimes {
                route,
                count: times.count,
                mean_ms: times.total.as_secs_f64() * 1e3 / times.count.max(1) as f64,
                longest_ms: times.longest.as_secs_f64() * 1e3,
            })
            .collect(),
    };
    if member.is_fragment() {
        html(&pulse)
    } else {
        html(&PulsePage {
            frame: member.frame(Here::Other),
            pulse,
        })
    }
}

/// `POST /admin/gate`, for operators: holds a step of joining, or lets it follow the crowd.
pub(crate) async fn hold(app: App, member: Member, fields: Fields) -> Answer {
    let step = match fields.text("step") {
        "auto" => None,
        other => Some(Step::parse(other).ok_or(Failure::Malformed)?),
    };
    app.app.hold_gate(member.viewer(), step).await?;
    Ok(see("/admin/pulse"))
}
