//! The handle: what a test sets is what every client sees, and nothing moves it.

use std::time::Duration;

use serde_json::{Value, json};
use simulator::control::{Control, MatchQuery};
use simulator::world::{Match, SteerError, Target};
use simulator::{Config, DEMO_KEY};

use crate::client::{Service, parse, start};

async fn service() -> Service {
    start(Config { http_control: true, ..Config::default() }).await
}

fn some_match(control: &Control, is_live: bool) -> Match {
    let query = MatchQuery {
        sport: Some("Football".to_owned()),
        is_live: Some(is_live),
        market_type: Some("moneyline".to_owned()),
        bookmakers: 4,
        ..MatchQuery::default()
    };
    control.find_match(&query).expect("a football match")
}

/// The first full-time moneyline price of a match.
fn target(found: &Match) -> Target {
    let price = found
        .prices
        .iter()
        .find(|price| {
            (price.market_type.as_str(), price.period) == ("moneyline", 0)
                && price.is_live == found.is_live
        })
        .expect("a price");
    Target {
        match_name: found.match_name.clone(),
        market_type: price.market_type.clone(),
        period: 0,
        is_live: found.is_live,
        selection: price.selection.clone(),
        bookmaker: price.bookmaker.clone(),
    }
}

/// The price as REST shows it, with the time of its row.
async fn shown(service: &Service, competition: &str, target: &Target) -> Option<(Value, String)> {
    let path = format!(
        "/api/odds?competition={competition}&bookmaker={}&market_type={}&is_live={}&limit=500",
        target.bookmaker, target.market_type, target.is_live
    );
    let answer = service.get(&path).await;
    let row = answer
        .rows()
        .iter()
        .find(|row| row["match_name"] == *target.match_name && row["period"] == target.period)?;
    Some((row["odds"].get(&target.selection)?.clone(), row["scraped_at"].to_string()))
}

#[tokio::test]
async fn a_set_price_is_sent_shown_and_pinned() {
    let service = service().await;
    let control = service.running.control();
    let found = some_match(&control, false);
    let target = target(&found);
    let mut socket = service.socket("").await;
    service.wait_for_sockets(1).await;
    control.pause();
    for odds in [7.77, 6.66] {
        control.set_price(&target, odds).expect("the price is set");
    }
    control.inject("mark");
    let frames = parse(&socket.hear_until("mark").await);
    let own: Vec<&Value> =
        frames.iter().filter(|frame| frame["odds"] == 7.77 || frame["odds"] == 6.66).collect();
    assert_eq!(own.len(), 2);
    assert!(own.iter().all(|frame| frame["match_name"] == *target.match_name));
    assert!(own.iter().all(|frame| frame["selection"] == *target.selection));
    assert!(own[0]["scraped_at"].as_str() < own[1]["scraped_at"].as_str());
    control.resume();
    control.burst(30_000);
    control.skip(Duration::from_mins(2));
    let (odds, _) = shown(&service, &found.competition, &target).await.expect("the price");
    assert_eq!(odds, 6.66);
    control.release(&target).expect("the price is there");
    control.skip(Duration::from_mins(2));
    let (odds, _) = shown(&service, &found.competition, &target).await.expect("the price");
    assert_ne!(odds, 6.66);
}

#[tokio::test]
async fn prices_and_markets_nobody_knows_can_be_set() {
    let service = service().await;
    let control = service.running.control();
    let found = some_match(&control, false);
    let odd =
        Target { market_type: "corners".to_owned(), selection: "Odd".to_owned(), ..target(&found) };
    control.set_price(&odd, 0.0).expect("any number is sent");
    control.skip(Duration::from_mins(1));
    let (odds, _) = shown(&service, &found.competition, &odd).await.expect("the price");
    assert_eq!(odds, 0.0);
    let unknown = Target { bookmaker: "Nobody".to_owned(), ..odd.clone() };
    assert_eq!(control.set_price(&unknown, 2.0), Err(SteerError::UnknownBookmaker));
    let unknown = Target { match_name: "Nobody - Noone".to_owned(), ..odd };
    assert_eq!(control.set_price(&unknown, 2.0), Err(SteerError::UnknownMatch));
}

#[tokio::test]
async fn a_paused_market_stands_still_and_stays_confirmed() {
    let service = service().await;
    let control = service.running.control();
    let found = some_match(&control, true);
    let target = target(&found);
    control.pause();
    let (odds, before) = shown(&service, &found.competition, &target).await.expect("the price");
    let mut socket = service.socket("").await;
    service.wait_for_sockets(1).await;
    control.skip(Duration::from_mins(5));
    control.inject("mark");
    assert_eq!(socket.hear_until("mark").await, Vec::<String>::new());
    let (same, after) = shown(&service, &found.competition, &target).await.expect("the price");
    assert_eq!(odds, same);
    assert!(before < after, "{before} {after}");
    control.resume();
    control.skip(Duration::from_mins(1));
    control.inject("mark");
    assert!(socket.hear_until("mark").await.len() > 100);
}

#[tokio::test]
async fn a_quiet_match_grows_old() {
    let service = service().await;
    let control = service.running.control();
    let found = some_match(&control, false);
    let target = target(&found);
    control.quiet(&found.match_name, true).expect("a known match");
    let (_, before) = shown(&service, &found.competition, &target).await.expect("the price");
    control.skip(Duration::from_mins(3));
    let (_, after) = shown(&service, &found.competition, &target).await.expect("the price");
    assert_eq!(before, after);
    control.quiet(&found.match_name, false).expect("a known match");
    control.skip(Duration::from_mins(1));
    let (_, again) = shown(&service, &found.competition, &target).await.expect("the price");
    assert!(again > after);
    assert_eq!(control.quiet("Nobody - Noone", true), Err(SteerError::UnknownMatch));
}

#[tokio::test]
async fn a_withdrawn_price_is_gone_from_the_row_without_a_word() {
    let service = service().await;
    let control = service.running.control();
    control.pause();
    let found = some_match(&control, false);
    let target = target(&found);
    let mut socket = service.socket("").await;
    service.wait_for_sockets(1).await;
    control.withdraw(&target).expect("the price is there");
    control.inject("mark");
    assert_eq!(socket.hear_until("mark").await, Vec::<String>::new());
    assert_eq!(shown(&service, &found.competition, &target).await, None);
    assert_eq!(control.withdraw(&target), Err(SteerError::UnknownPrice));
}

#[tokio::test]
async fn a_match_goes_live_under_the_same_name() {
    let service = service().await;
    let control = service.running.control();
    let found = some_match(&control, false);
    control.kick_off(&found.match_name).expect("an upcoming match");
    control.skip(Duration::from_mins(2));
    let path = format!("/api/odds?competition={}&limit=500", found.competition);
    let answer = service.get(&path).await;
    let phases = |live: bool| {
        let of_match =
            |row: &&Value| row["match_name"] == *found.match_name && row["is_live"] == live;
        answer.rows().iter().filter(of_match).count()
    };
    assert!(phases(true) > 0, "live rows appear");
    assert!(phases(false) > 0, "pre-match rows linger");
    control.skip(Duration::from_mins(10));
    let answer = service.get(&format!("{path}&is_live=false")).await;
    assert!(answer.rows().iter().all(|row| row["match_name"] != *found.match_name));
}

#[tokio::test]
async fn tokens_are_refused_on_request() {
    let service = service().await;
    let control = service.running.control();
    control.refuse_tokens(Some((503, "service_unavailable")));
    let answer = service.exchange().await;
    assert_eq!((answer.status, answer.code()), (503, "service_unavailable"));
    control.refuse_tokens(None);
    assert_eq!(service.exchange().await.status, 200);
    control.rotate_key("os_live_ffffffffffffffffffffffffffffffff");
    assert_eq!(service.exchange().await.status, 401);
}

#[tokio::test]
async fn the_journal_tells_what_happened_and_no_secret() {
    let service = service().await;
    let control = service.running.control();
    let token = service.token().await;
    let _socket =
        service.socket_with(&format!("?sport=Football&token={token}&bookmaker=PMU")).await;
    service.wait_for_sockets(1).await;
    service.get("/api/odds?competition=EPL&limit=3").await;
    service.get("/api/odds").await;
    assert_eq!(control.queries("/api/odds"), ["competition=EPL&limit=3", ""]);
    assert_eq!(control.queries("/api/stream"), ["sport=Football&bookmaker=PMU"]);
    let counts = control.counts();
    assert_eq!((counts.tokens_issued, counts.requests["/api/odds"]), (1, 2));
    let told = format!("{:?}", control.journal());
    assert!(!told.contains(&token) && !told.contains(DEMO_KEY));
}

#[tokio::test]
async fn orders_are_taken_over_http_where_that_is_switched_on() {
    let service = service().await;
    let control = service.running.control();
    let found = some_match(&control, false);
    let target = target(&found);
    let url = service.running.api_url() + "/_control";
    let order = json!({
        "do": "set_price", "match_name": target.match_name, "market_type": "moneyline",
        "selection": target.selection, "bookmaker": target.bookmaker, "odds": 9.5
    });
    assert_eq!(service.request("POST", url.clone(), Some(order)).await.status, 204);
    let (odds, _) = shown(&service, &found.competition, &target).await.expect("the price");
    assert_eq!(odds, 9.5);
    for order in
        [json!({"do": "pause"}), json!({"do": "skip", "seconds": 60}), json!({"do": "stall"})]
    {
        assert_eq!(service.request("POST", url.clone(), Some(order)).await.status, 204);
    }
    let lost = json!({"do": "quiet", "match_name": "Nobody", "quiet": true});
    assert_eq!(service.request("POST", url.clone(), Some(lost)).await.status, 404);
    let counts = service.request("GET", url.clone() + "/counts", None).await;
    assert_eq!(counts.body["requests"]["/api/odds"], 1);
    let matches = service.request("GET", url + "/matches", None).await;
    assert!(matches.body.as_array().is_some_and(|all| all.len() > 300));
    let closed = start(Config::default()).await;
    let url = closed.running.api_url() + "/_control";
    assert_eq!(closed.request("POST", url, Some(json!({"do": "pause"}))).await.status, 404);
}
