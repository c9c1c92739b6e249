//! The REST endpoints, and the rules of key, quota and plan before them.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

use crate::counters::Happening;
use crate::data::bookmakers::BOOKMAKERS;
use crate::plan::Plan;
use crate::scenario::Scenario;
use crate::server::Shared;
use crate::server::answer::{ApiError, envelope};
use crate::server::params::Params;
use crate::server::token::decorate;
use crate::service::Service;
use crate::time::rfc3339;
use crate::world::fixture::Fixture;
use crate::world::{RowFilter, ValueFilter, World, bad_rows};

const LIST: [&str; 6] = ["sport", "competition", "bookmaker", "market_type", "is_live", "limit"];
const EVENTS: [&str; 6] =
    ["sport", "competition", "bookmaker", "is_live", "stale_minutes", "limit"];
const VALUE: [&str; 6] = ["sport", "competition", "bookmaker", "min_ev", "max_ev", "limit"];

/// JSON text of the data, and `meta.count` where there is one.
type Answer = Result<(String, Option<usize>), ApiError>;

/// `GET /api/odds`.
pub(crate) async fn odds(State(service): State<Shared>, headers: HeaderMap, uri: Uri) -> Response {
    answer(&service, &headers, &uri, |world| {
        let assumptions = &service.config.assumptions;
        let params = Params::read(&uri, &LIST, assumptions)?;
        let filter = permitted(&service, params.filter()?)?;
        let limit = params.limit(100, 500)?;
        let (mut data, [shown, all]) =
            world.odds(&filter, limit).map_err(|_| ApiError::Unavailable)?;
        let count = if assumptions.count_before_limit { all } else { shown };
        if service.config.scenario == Scenario::Hostile {
            data = with_bad_rows(&data, world)?;
        }
        Ok((data, Some(count)))
    })
}

/// `GET /api/sports`.
pub(crate) async fn sports(
    State(service): State<Shared>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    answer(&service, &headers, &uri, |world| {
        Params::read(&uri, &[], &service.config.assumptions)?;
        let mut sports: BTreeMap<&str, (BTreeSet<&str>, BTreeSet<u32>)> = BTreeMap::new();
        for view in world.rows(&RowFilter::default()) {
            let (codes, events) = sports.entry(view.fixture.sport().name).or_default();
            codes.insert(view.fixture.competition.code);
            events.insert(view.id);
        }
        let list: Vec<_> = sports
            .into_iter()
            .map(|(name, (codes, events))| {
                json!({ "name": name, "competition_codes": codes, "event_count": events.len() })
            })
            .collect();
        Ok((write(&list)?, None))
    })
}

/// `GET /api/bookmakers`; the shape is invented.
pub(crate) async fn bookmakers(
    State(service): State<Shared>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    answer(&service, &headers, &uri, |world| {
        Params::read(&uri, &[], &service.config.assumptions)?;
        let mut events: BTreeMap<&str, BTreeSet<u32>> = BTreeMap::new();
        for view in world.rows(&RowFilter::default()) {
            events.entry(BOOKMAKERS[view.book].name).or_default().insert(view.id);
        }
        let list: Vec<_> = events
            .into_iter()
            .map(|(name, events)| json!({ "name": name, "event_count": events.len() }))
            .collect();
        Ok((write(&list)?, Some(list.len())))
    })
}

/// `GET /api/events`.
pub(crate) async fn events(
    State(service): State<Shared>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    answer(&service, &headers, &uri, |world| {
        let params = Params::read(&uri, &EVENTS, &service.config.assumptions)?;
        let filter = permitted(&service, params.filter()?)?;
        let minutes = params.number("stale_minutes")?.unwrap_or(10.0).clamp(1.0, 60.0);
        let oldest = world.now() - (minutes * 60_000.0) as i64;
        let limit = params.limit(200, 1000)?;
        let mut events: BTreeMap<u32, (&Fixture, bool, BTreeSet<usize>)> = BTreeMap::new();
        for view in world.rows(&filter).into_iter().filter(|view| view.scraped_at >= oldest) {
            let (_, is_live, books) =
                events.entry(view.id).or_insert((view.fixture, false, BTreeSet::new()));
            *is_live |= view.is_live;
            books.insert(view.book);
        }
        let list: Vec<_> = events
            .values()
            .take(limit)
            .map(|(fixture, is_live, books)| event(fixture, *is_live, books.len()))
            .collect();
        Ok((write(&list)?, Some(list.len())))
    })
}

/// `GET /api/value-bets`.
pub(crate) async fn value_bets(
    State(service): State<Shared>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    answer(&service, &headers, &uri, |world| {
        let assumptions = &service.config.assumptions;
        if !service.config.plan.has_value_bets() {
            return Err(ApiError::ValueBetsNotOnPlan(assumptions.value_bets_code));
        }
        let params = Params::read(&uri, &VALUE, assumptions)?;
        let rows = permitted(&service, params.filter()?)?;
        let least = params.number("min_ev")?.unwrap_or(1.0);
        let most = params.number("max_ev")?.unwrap_or(20.0);
        let limit = params.limit(100, 500)?;
        let mut bets = world.value_bets(&ValueFilter { rows, ev: (least, most) });
        bets.truncate(limit);
        Ok((write(&bets)?, Some(bets.len())))
    })
}

/// Checks key and quota, lets `make` answer from the market, and wraps what comes of it.
fn answer(
    service: &Service,
    headers: &HeaderMap,
    uri: &Uri,
    make: impl FnOnce(&World) -> Answer,
) -> Response {
    let outcome = admit(service, headers).and_then(|()| make(&service.world()));
    if let Err(error) = &outcome {
        settle(service, error);
    }
    let remaining = service.door().requests.standing(service.clock.now()).remaining;
    let known = outcome.as_ref().err() != Some(&ApiError::Unauthorized);
    let failed = outcome.is_err();
    let limited = outcome.as_ref().err() == Some(&ApiError::RateLimited);
    let mut response = match outcome {
        Ok((data, count)) => envelope(&data, count, remaining),
        Err(error) => error.into_response(),
    };
    if known {
        decorate(service, &mut response, failed, limited);
    }
    service.note(Happening::Request {
        path: uri.path().to_owned(),
        query: uri.query().unwrap_or_default().to_owned(),
        status: response.status().as_u16(),
    });
    response
}

fn admit(service: &Service, headers: &HeaderMap) -> Result<(), ApiError> {
    let mut door = service.door();
    check_key(&door.key, headers)?;
    if door.requests.take(service.clock.now()) { Ok(()) } else { Err(ApiError::RateLimited) }
}

/// The one accepted key, in the one accepted header.
pub(crate) fn check_key(key: &str, headers: &HeaderMap) -> Result<(), ApiError> {
    let given = headers.get("x-api-key").and_then(|value| value.to_str().ok());
    if given == Some(key) { Ok(()) } else { Err(ApiError::Unauthorized) }
}

/// Refused requests cost as A-21 says; those without a key or quota never took any.
fn settle(service: &Service, error: &ApiError) {
    let took = !matches!(error, ApiError::Unauthorized | ApiError::RateLimited);
    if took && !service.config.assumptions.refused_requests_count {
        service.door().requests.give_back();
    }
}

/// Narrows a filter to what the plan covers.
fn permitted(service: &Service, mut filter: RowFilter) -> Result<RowFilter, ApiError> {
    let assumptions = &service.config.assumptions;
    if !service.config.plan.has_live() {
        if filter.is_live == Some(true) {
            return Err(ApiError::LiveNotOnPlan);
        }
        if !assumptions.live_rows_when_unasked {
            filter.is_live = Some(false);
        }
    }
    if service.config.plan == Plan::Free {
        let picked =
            service.config.free_bookmaker.clone().ok_or(ApiError::BookmakerNotConfigured)?;
        let asked = filter.bookmaker.as_ref();
        let implied = asked.is_none() && assumptions.free_implicit_bookmaker;
        if !implied && asked != Some(&picked) {
            return Err(ApiError::BookmakerForbidden);
        }
        filter.bookmaker = Some(picked);
    }
    Ok(filter)
}

fn event(fixture: &Fixture, is_live: bool, bookmakers: usize) -> serde_json::Value {
    json!({
        "slug": slug(&fixture.name),
        "match_name": &*fixture.name,
        "competition": fixture.competition.code,
        "sport": fixture.sport().name,
        "match_date": fixture.date_known.then(|| rfc3339(fixture.kickoff, false)),
        "is_live": is_live,
        "bookmaker_count": bookmakers,
    })
}

/// Percent-encodes everything but unreserved characters.
fn slug(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    name.bytes()
        .map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}

fn with_bad_rows(data: &str, world: &World) -> Result<String, ApiError> {
    let bad = write(&bad_rows(world.now()))?;
    let inner = |list: &str| list.trim_start_matches('[').trim_end_matches(']').to_owned();
    let parts = [inner(&bad), inner(data)];
    Ok(format!(
        "[{}]",
        parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(",")
    ))
}

/// Serialising these types cannot fail; if it did, the database would be to blame.
fn write(data: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(data).map_err(|_| ApiError::Unavailable)
}
