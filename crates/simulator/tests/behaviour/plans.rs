//! Plans and quotas: what each plan is refused, and how windows count.

use std::time::Duration;

use simulator::{Assumptions, Config, Plan};

use crate::client::{START, Service, start};

/// A minute before midnight UTC, when a day's window ends.
const LATE: i64 = START + 12 * 3_600_000 - 60_000;

async fn service(plan: Plan) -> Service {
    start(Config { plan, ..Config::default() }).await
}

async fn late_service(plan: Plan) -> Service {
    start(Config { plan, start: Some(LATE), ..Config::default() }).await
}

#[tokio::test]
async fn each_plan_is_refused_what_it_lacks() {
    let upgrade = Some("https://oddsstream.io/pricing");
    let cases = [
        (Plan::Free, "/api/odds?is_live=true", "live_not_on_plan", upgrade),
        (Plan::Pro, "/api/odds?is_live=true", "live_not_on_plan", upgrade),
        (Plan::ProRt, "/api/odds?is_live=true", "live_not_on_plan", upgrade),
        (Plan::ProLive, "/api/odds?is_live=true", "", None),
        (Plan::Free, "/api/odds?bookmaker=Winamax", "", None),
        (Plan::Free, "/api/odds?bookmaker=Betclic", "bookmaker_forbidden", None),
        (Plan::Pro, "/api/odds?bookmaker=Betclic", "", None),
        (Plan::Free, "/api/value-bets", "value_bets_not_on_plan", upgrade),
        (Plan::Pro, "/api/value-bets", "", None),
    ];
    for (plan, path, code, upgrade) in cases {
        let answer = service(plan).await.get(path).await;
        let status = if code.is_empty() { 200 } else { 403 };
        assert_eq!((answer.status, answer.code()), (status, code), "{plan} {path}");
        assert_eq!(answer.body["error"]["upgrade_url"].as_str(), upgrade, "{plan} {path}");
    }
}

#[tokio::test]
async fn free_needs_a_picked_bookmaker() {
    let unpicked = Config { plan: Plan::Free, free_bookmaker: None, ..Config::default() };
    assert_eq!(start(unpicked).await.get("/api/odds").await.code(), "bookmaker_not_configured");
    let picked = service(Plan::Free).await.get("/api/odds").await;
    assert!(picked.rows().iter().all(|row| row["bookmaker"] == "Winamax"));
    assert!(picked.rows().iter().all(|row| row["is_live"] == false) && !picked.rows().is_empty());
}

#[tokio::test]
async fn tokens_depend_on_the_plan() {
    for (plan, status) in
        [(Plan::Free, 200), (Plan::Pro, 403), (Plan::ProRt, 200), (Plan::ProLive, 200)]
    {
        let answer = service(plan).await.exchange().await;
        assert_eq!(answer.status, status, "{plan}");
        let code = if status == 403 { "websocket_not_on_plan" } else { "" };
        assert_eq!(answer.code(), code, "{plan}");
        if status == 200 {
            assert_eq!(answer.body["expires_in"], 300);
            assert_eq!(answer.body.as_object().map(serde_json::Map::len), Some(2));
        }
    }
}

#[tokio::test]
async fn free_has_thirty_tokens_a_day() {
    let service = late_service(Plan::Free).await;
    for _ in 0..30 {
        assert_eq!(service.exchange().await.status, 200);
    }
    let refused = service.exchange().await;
    assert_eq!((refused.status, refused.code()), (429, "rate_limit_exceeded"));
    assert_eq!(refused.header("x-ratelimit-reset"), Some(LATE / 1000 + 60));
    assert_eq!(refused.header("x-ratelimit-remaining"), Some(200), "tokens cost no request");
    assert_eq!(refused.header("retry-after"), None);
    service.running.control().skip(Duration::from_mins(1));
    assert_eq!(service.exchange().await.status, 200);
    let counts = service.running.control().counts();
    assert_eq!((counts.tokens_issued, counts.tokens_refused), (31, 1));
}

#[tokio::test]
async fn free_has_two_hundred_requests_a_day() {
    let service = late_service(Plan::Free).await;
    for used in 1..=200 {
        let answer = service.get("/api/bookmakers").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("x-ratelimit-remaining"), Some(200 - used));
        assert_eq!(answer.body["meta"]["rate_limit_remaining"], 200 - used);
    }
    let refused = service.get("/api/odds").await;
    assert_eq!((refused.status, refused.code()), (429, "rate_limit_exceeded"));
    assert_eq!(refused.header("x-ratelimit-remaining"), Some(0));
    service.running.control().skip(Duration::from_mins(1));
    assert_eq!(service.get("/api/odds").await.header("x-ratelimit-remaining"), Some(199));
}

#[tokio::test]
async fn paid_windows_are_clock_hours() {
    let service = service(Plan::ProLive).await;
    let answer = service.get("/api/odds?limit=1").await;
    assert_eq!(answer.header("x-ratelimit-remaining"), Some(5499));
    assert_eq!(answer.header("x-ratelimit-reset"), Some(START / 1000 + 3600));
    assert_eq!(answer.header("x-ratelimit-limit"), None);
}

#[tokio::test]
async fn refusals_cost_what_the_settings_say() {
    for counts in [true, false] {
        let assumptions = Assumptions {
            refused_requests_count: counts,
            limit_header: true,
            retry_after: true,
            token_costs_a_request: true,
            ..Assumptions::default()
        };
        let config = Config { plan: Plan::Free, assumptions, ..Config::default() };
        let service = start(config).await;
        service.get_with_key("/api/odds", None).await;
        service.get("/api/odds?limit=many").await;
        let after_bad = service.get("/api/odds").await;
        let left = if counts { 198 } else { 199 };
        assert_eq!(after_bad.header("x-ratelimit-remaining"), Some(left));
        assert_eq!(after_bad.header("x-ratelimit-limit"), Some(200));
        service.exchange().await;
        let after_token = service.get("/api/odds").await;
        assert_eq!(after_token.header("x-ratelimit-remaining"), Some(left - 2));
        for _ in 0..31 {
            service.exchange().await;
        }
        let refused = service.exchange().await;
        assert!(refused.header("retry-after").is_some_and(|seconds| seconds <= 12 * 3600));
    }
}
