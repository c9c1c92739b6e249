//! The REST endpoints: envelopes, filters, limits, headers, errors.

use serde_json::Value;
use simulator::assumptions::LimitRule;
use simulator::{Assumptions, Config, Scenario};

use crate::client::{Answer, Service, start};

async fn service(assumptions: Assumptions) -> Service {
    start(Config { assumptions, ..Config::default() }).await
}

fn all(answer: &Answer, field: &str, accept: impl Fn(&Value) -> bool) {
    assert!(!answer.rows().is_empty());
    assert!(answer.rows().iter().all(|row| accept(&row[field])), "{:?}", answer.rows()[0]);
}

fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!((answer.status, answer.code()), (status, code));
    assert!(answer.body["error"]["message"].as_str().is_some_and(|text| !text.is_empty()));
}

#[tokio::test]
async fn a_row_has_the_documented_fields() {
    let service = service(Assumptions::default()).await;
    let answer = service.get("/api/odds?sport=football&market_type=moneyline&limit=500").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.body["meta"]["count"], answer.rows().len());
    for row in answer.rows() {
        let mut fields: Vec<&str> =
            row.as_object().expect("an object").keys().map(String::as_str).collect();
        fields.retain(|field| *field != "liquidity");
        let documented = [
            "bookmaker",
            "competition",
            "is_live",
            "market_type",
            "match_date",
            "match_name",
            "odds",
            "period",
            "scraped_at",
            "sport",
            "url",
        ];
        assert_eq!(fields, documented);
        assert_eq!(row.get("liquidity").is_some(), row["bookmaker"] == "Pinnacle");
        assert_eq!(row["odds"].as_object().map(serde_json::Map::len), Some(3), "{row}");
        assert!(row["odds"]["Draw"].as_f64().is_some_and(|odds| odds > 1.0));
        let time = row["scraped_at"].as_str().expect("a time");
        assert!(
            time.starts_with("2026-11-21T1") && time.len() == 20 && time.ends_with('Z'),
            "{time}"
        );
    }
}

#[tokio::test]
async fn filters_narrow_and_combine() {
    let service = service(Assumptions::default()).await;
    all(&service.get("/api/odds?sport=FOOTball").await, "sport", |sport| sport == "Football");
    all(&service.get("/api/odds?competition=NBA").await, "competition", |code| code == "NBA");
    let raw = "/api/odds?competition=Alg%C3%A9rie%20-%20Ligue%201";
    all(&service.get(raw).await, "sport", |sport| sport == "Other");
    all(&service.get("/api/odds?bookmaker=Unibet.fr").await, "bookmaker", |name| {
        name == "Unibet.fr"
    });
    all(&service.get("/api/odds?market_type=spread").await, "market_type", |kind| kind == "spread");
    all(&service.get("/api/odds?is_live=true").await, "is_live", |live| live == true);
    all(&service.get("/api/odds?is_live=false").await, "is_live", |live| live == false);
    let both = service.get("/api/odds?sport=hockey&bookmaker=PMU&market_type=total").await;
    all(&both, "bookmaker", |name| name == "PMU");
    all(&both, "sport", |sport| sport == "Hockey");
}

#[tokio::test]
async fn values_that_match_nothing_are_no_error() {
    let service = service(Assumptions::default()).await;
    for query in ["sport=Curling", "competition=nba", "bookmaker=winamax", "competition=EPL,NBA"] {
        let answer = service.get(&format!("/api/odds?{query}")).await;
        assert_eq!((answer.status, answer.rows().len()), (200, 0), "{query}");
        assert_eq!(answer.body["meta"]["count"], 0);
    }
    let lists = self::service(Assumptions { comma_lists: true, ..Assumptions::default() }).await;
    let answer = lists.get("/api/odds?competition=EPL,NBA&limit=500").await;
    all(&answer, "competition", |code| code == "EPL" || code == "NBA");
}

#[tokio::test]
async fn limits_are_clamped_or_refused() {
    let clamping = service(Assumptions::default()).await;
    for (query, rows) in [("", 100), ("?limit=7", 7), ("?limit=0", 1), ("?limit=9999", 500)] {
        assert_eq!(clamping.get(&format!("/api/odds{query}")).await.rows().len(), rows, "{query}");
    }
    let rule = Assumptions { limit_rule: LimitRule::Refuse, ..Assumptions::default() };
    let refusing = service(rule).await;
    refused(&refusing.get("/api/odds?limit=501").await, 400, "bad_request");
    refused(&refusing.get("/api/odds?limit=-1").await, 400, "bad_request");
    assert_eq!(refusing.get("/api/odds?limit=500").await.status, 200);
}

#[tokio::test]
async fn bad_requests_have_their_codes() {
    let service = service(Assumptions::default()).await;
    refused(&service.get("/api/odds?is_live=perhaps").await, 400, "bad_request");
    refused(&service.get("/api/odds?limit=many").await, 400, "bad_request");
    refused(&service.get("/api/value-bets?min_ev=high").await, 400, "bad_request");
    refused(&service.get("/api/nothing").await, 404, "not_found");
    let url = service.running.api_url() + "/api/odds";
    refused(&service.request("DELETE", url, None).await, 405, "method_not_allowed");
    for key in [None, Some(""), Some("os_live_ffffffffffffffffffffffffffffffff")] {
        let answer = service.get_with_key("/api/odds", key).await;
        refused(&answer, 401, "unauthorized");
        assert_eq!(answer.header("x-ratelimit-remaining"), None);
    }
    assert_eq!(service.get("/api/odds?colour=blue").await.status, 200);
}

#[tokio::test]
async fn settings_decide_what_is_ignored() {
    let assumptions = Assumptions {
        refuse_bad_values: false,
        refuse_unknown_parameters: true,
        count_before_limit: true,
        fractional_seconds: true,
        ..Assumptions::default()
    };
    let service = service(assumptions).await;
    refused(&service.get("/api/odds?colour=blue").await, 400, "bad_request");
    let answer = service.get("/api/odds?is_live=perhaps&limit=1").await;
    assert!(answer.body["meta"]["count"].as_u64().is_some_and(|count| count > 5_000));
    all(&answer, "scraped_at", |time| time.as_str().is_some_and(|time| time.len() == 24));
}

#[tokio::test]
async fn rows_are_newest_first_and_old_ones_are_left_out() {
    let service = service(Assumptions::default()).await;
    let times = |answer: &Answer| -> Vec<String> {
        answer.rows().iter().map(|row| row["scraped_at"].to_string()).collect()
    };
    let answer = service.get("/api/odds?limit=500").await;
    assert!(times(&answer).is_sorted_by(|newer, older| newer >= older));
    let control = service.running.control();
    control.silence("Bwin", true).expect("a known bookmaker");
    control.skip(std::time::Duration::from_mins(9));
    all(&service.get("/api/odds?bookmaker=Bwin").await, "bookmaker", |name| name == "Bwin");
    control.skip(std::time::Duration::from_mins(2));
    assert!(service.get("/api/odds?bookmaker=Bwin").await.rows().is_empty());
    all(&service.get("/api/odds?bookmaker=PMU").await, "bookmaker", |name| name == "PMU");
}

#[tokio::test]
async fn lists_describe_what_is_on() {
    let service = service(Assumptions::default()).await;
    let sports = service.get("/api/sports").await;
    assert!(sports.body["meta"].get("count").is_none());
    assert_eq!(sports.rows().len(), 8);
    let football = sports.rows().iter().find(|row| row["name"] == "Football").expect("football");
    assert_eq!(football["competition_codes"].as_array().map(Vec::len), Some(15));
    assert!(football["event_count"].as_u64().is_some_and(|count| count > 100));
    let books = service.get("/api/bookmakers").await;
    assert_eq!(books.rows().len(), 10);
    let events = service.get("/api/events?sport=basketball&limit=1000").await;
    assert_eq!(events.body["meta"]["count"], events.rows().len());
    all(&events, "sport", |sport| sport == "Basketball");
    let slashed =
        |row: &&Value| row["match_name"].as_str().is_some_and(|name| name.contains(" / "));
    let event = events.rows().iter().find(slashed).expect("a name with a slash");
    let slug = event["slug"].as_str().expect("a slug");
    assert!(slug.contains("%20%2F%20") && !slug.contains(' '), "{slug}");
}

#[tokio::test]
async fn value_bets_beat_the_fair_price() {
    let service = service(Assumptions::default()).await;
    let answer = service.get("/api/value-bets?limit=500").await;
    assert_eq!(answer.status, 200);
    assert!(!answer.rows().is_empty());
    for bet in answer.rows() {
        let number = |field: &str| bet[field].as_f64().expect("a number");
        let ev = (number("odds") / (number("fair_odds") * 1.01) - 1.0) * 100.0;
        assert!((ev - number("ev_pct")).abs() < 0.1, "{bet}");
        assert!((1.0..=20.0).contains(&number("ev_pct")), "{bet}");
        assert!((99.0..=105.0).contains(&number("payout_rate")), "{bet}");
        assert!(number("pinnacle_odds") < number("fair_odds"), "{bet}");
    }
    let better = service.get("/api/value-bets?min_ev=3&limit=500").await;
    assert!(better.rows().iter().all(|bet| bet["ev_pct"].as_f64().is_some_and(|ev| ev >= 3.0)));
    assert!(better.rows().len() < answer.rows().len());
}

#[tokio::test]
async fn browsers_are_kept_out_unless_let_in() {
    let check = async |service: &Service, url: String, method: &str, allowed: bool| {
        let answer = service.request("OPTIONS", url.clone(), None).await;
        assert_eq!(answer.status, if allowed { 204 } else { 405 });
        let answer = service.request(method, url, None).await;
        assert_eq!(answer.headers.contains_key("access-control-allow-origin"), allowed);
    };
    for allowed in [false, true] {
        let assumptions =
            Assumptions { cors_rest: allowed, cors_token: allowed, ..Assumptions::default() };
        let service = service(assumptions).await;
        check(&service, service.running.api_url() + "/api/odds", "GET", allowed).await;
        check(&service, service.running.token_url(), "POST", allowed).await;
    }
}

#[tokio::test]
async fn the_two_origins_serve_what_is_theirs() {
    let two = service(Assumptions::default()).await;
    let apex = two.running.token_url().replace("/api/stream/token", "");
    assert_ne!(apex, two.running.api_url());
    assert_eq!(
        two.request("POST", two.running.api_url() + "/api/stream/token", None).await.status,
        404
    );
    assert_eq!(two.request("GET", apex.clone() + "/api/odds", None).await.status, 404);
    assert_eq!(two.request("GET", apex + "/api/sports", None).await.status, 401);
    let one = start(Config { token_listen: None, ..Config::default() }).await;
    assert!(one.running.token_url().starts_with(&one.running.api_url()));
    assert_eq!(one.exchange().await.status, 200);
    assert_eq!(one.get("/api/odds").await.status, 200);
}

#[tokio::test]
async fn hostile_answers_still_hold_good_rows() {
    let service = start(Config { scenario: Scenario::Hostile, ..Config::default() }).await;
    let answer = service.get("/api/odds?limit=50").await;
    let good = |row: &&Value| row["url"] != "javascript:alert(1)" && row["odds"].is_object();
    assert_eq!(answer.rows().iter().filter(good).count(), 50);
    assert!(answer.rows().len() > 55);
}
