//! `GET /api/stream`: the upgrade, and the check of its token.

mod forge;
mod life;
mod outlet;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use self::outlet::Outlet;
use crate::counters::Happening;
use crate::fault::line::Line;
use crate::plan::Plan;
use crate::server::Shared;
use crate::server::answer::ApiError;
use crate::server::params::Params;
use crate::service::{Service, Tags};
use crate::time::Millis;
use crate::tokens::TokenFault;
use crate::world::RowFilter;

const KNOWN: [&str; 4] = ["token", "sport", "competition", "bookmaker"];
/// The provider's code for a token that is missing, invalid or expired.
const BAD_TOKEN: u16 = 4001;
/// Nothing a client has to say is longer.
const LONGEST_FRAME: usize = 64 * 1024;

/// What one socket wants to hear.
#[derive(Debug)]
struct Subscription {
    filter: RowFilter,
    expiry: Millis,
}

/// Upgrades, and refuses bad tokens only afterwards, since a browser cannot read an HTTP status here.
pub(crate) async fn upgrade(
    State(service): State<Shared>,
    ConnectInfo(line): ConnectInfo<Line>,
    headers: HeaderMap,
    uri: Uri,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let Ok(upgrade) = upgrade else {
        return ApiError::BadRequest("This path takes a WebSocket upgrade.").into_response();
    };
    if !origin_allowed(&service, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let subscription = subscribe(&service, &uri);
    let upgrade = upgrade.max_message_size(LONGEST_FRAME);
    match subscription {
        Ok(subscription) => {
            let query = without_token(uri.query().unwrap_or_default());
            upgrade.on_upgrade(move |socket| {
                life::serve(Outlet::new(service, socket, line, subscription), query)
            })
        }
        Err(_) if !service.config.assumptions.refuse_after_upgrade => {
            ApiError::Unauthorized.into_response()
        }
        Err(fault) => upgrade.on_upgrade(async move |mut socket| {
            let reason = fault.reason().to_owned();
            service.note(Happening::SocketRefused { reason });
            life::close(&mut socket, BAD_TOKEN, fault.reason()).await;
        }),
    }
}

fn subscribe(service: &Service, uri: &Uri) -> Result<Subscription, TokenFault> {
    let assumptions = &service.config.assumptions;
    let params = Params::read(uri, &KNOWN, assumptions).map_err(|_| TokenFault::Invalid)?;
    let now = service.clock.now();
    let single_use = assumptions.single_use_tokens;
    let expiry = service.door().mint.check(params.text("token"), now, single_use)?;
    if !service.config.plan.has_stream() {
        return Err(TokenFault::Invalid);
    }
    let own = |name| params.text(name).map(str::to_owned);
    let filter = RowFilter {
        sport: own("sport"),
        competition: own("competition"),
        bookmaker: own("bookmaker"),
        ..RowFilter::default()
    };
    Ok(Subscription { filter, expiry })
}

impl Subscription {
    /// Whether a frame is for this socket, by its filters and by the plan.
    fn concerns(&self, service: &Service, tags: Tags) -> bool {
        let config = &service.config;
        let filter = &self.filter;
        let admits = |filter: &Option<String>, value: &str, any_case: bool| {
            RowFilter::admits(filter.as_deref(), value, config.assumptions.comma_lists, any_case)
        };
        let on_plan = !tags.is_live
            || config.plan.has_live()
            || config.assumptions.live_messages_on_every_plan;
        let restricted = config.plan == Plan::Free && config.assumptions.free_stream_restricted;
        let picked = config.free_bookmaker.as_deref() == Some(tags.bookmaker);
        on_plan
            && (!restricted || picked)
            && admits(&filter.sport, tags.sport, true)
            && admits(&filter.competition, tags.competition, false)
            && admits(&filter.bookmaker, tags.bookmaker, false)
    }
}

fn origin_allowed(service: &Service, headers: &HeaderMap) -> bool {
    let Some(allowed) = &service.config.assumptions.stream_origins else { return true };
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    origin.is_some_and(|origin| allowed.iter().any(|known| known == origin))
}

/// Tokens are secrets and have no place in a journal.
fn without_token(query: &str) -> String {
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("token=")).collect();
    kept.join("&")
}
