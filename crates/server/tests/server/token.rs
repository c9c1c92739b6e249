//! `POST /api/token` against the simulated provider.

use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use futures_util::{StreamExt, future, stream};
use simulator::{Config, Plan, Scenario};
use tokio::time::Instant;

use crate::harness::{Stage, ask, nobody, normal, serve_page};

fn on(plan: Plan) -> Config {
    Config { plan, scenario: Scenario::Calm, ..Config::default() }
}

#[tokio::test]
async fn every_request_gets_a_token_of_its_own() {
    let stage = Stage::new(on(Plan::ProLive)).await;
    let answers = future::join_all((0..20).map(|_| stage.token())).await;
    let mut tokens: Vec<String> = Vec::new();
    for answer in &answers {
        assert_eq!(answer.status, 200);
        let json = answer.json();
        assert_eq!(json["expires_in"], 300);
        assert_eq!(json["stream_url"], stage.simulator.stream_url());
        tokens.push(json["token"].as_str().unwrap().to_owned());
    }
    tokens.sort();
    tokens.dedup();
    assert_eq!(tokens.len(), 20);
    assert_eq!(stage.simulator.control().counts().tokens_issued, 20);
}

#[tokio::test]
async fn a_token_is_for_nobody_else_to_keep() {
    let answer = Stage::new(on(Plan::ProLive)).await.token().await;
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("vary"), "Origin");
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
    for absent in ["etag", "last-modified", "set-cookie", "access-control-allow-credentials"] {
        assert_eq!(answer.header(absent), "", "{absent}");
    }
}

#[tokio::test]
async fn a_token_opens_the_stream_it_comes_with() {
    let stage = Stage::new(on(Plan::ProLive)).await;
    let grant = stage.token().await.json();
    let url = format!(
        "{}?token={}",
        grant["stream_url"].as_str().unwrap(),
        grant["token"].as_str().unwrap()
    );
    let (_socket, response) = tokio_tungstenite::connect_async(url).await.unwrap();
    assert_eq!(response.status(), 101);
    stage.simulator.control().wait_until(|counts| counts.sockets_open == 1).await;
}

#[tokio::test]
async fn refusals_say_what_to_do_next() {
    let stage = Stage::new(on(Plan::ProLive)).await;
    let control = stage.simulator.control();
    for (given, code, status, ours) in [
        (401, "unauthorized", 502, "upstream_rejected"),
        (403, "websocket_not_on_plan", 403, "websocket_not_on_plan"),
        (403, "teapot", 502, "upstream_rejected"),
        (404, "not_found", 503, "upstream_unavailable"),
        (500, "internal_error", 503, "upstream_unavailable"),
        (503, "service_unavailable", 503, "upstream_unavailable"),
        (429, "rate_limit_exceeded", 429, "rate_limit_exceeded"),
    ] {
        control.refuse_tokens(Some((given, code)));
        let answer = stage.token().await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (status, ours),
            "{given} {code}"
        );
        assert_eq!(answer.header("cache-control"), "no-store", "{given} {code}");
        assert_eq!(!answer.header("retry-after").is_empty(), status == 429, "{given} {code}");
    }
}

#[tokio::test]
async fn a_plan_without_a_stream_says_so() {
    let answer = Stage::new(on(Plan::Pro)).await.token().await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (403, "websocket_not_on_plan"));
}

#[tokio::test]
async fn a_used_up_quota_is_not_tried_again_before_its_time() {
    let stage = Stage::new(on(Plan::Free)).await;
    let mut granted = 0;
    for _ in 0..40 {
        let answer = stage.token().await;
        if answer.status == 200 {
            granted += 1;
        } else {
            assert_eq!(answer.code(), "rate_limit_exceeded");
            let seconds: u64 = answer.header("retry-after").parse().unwrap();
            assert!((1..=86_400).contains(&seconds), "{seconds}");
        }
    }
    let counts = stage.simulator.control().counts();
    // Counted here, so the provider need not say so.
    assert_eq!((granted, counts.tokens_issued, counts.tokens_refused), (30, 30, 0));
}

#[tokio::test]
async fn other_methods_cost_no_token() {
    let stage = Stage::new(on(Plan::ProLive)).await;
    for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE", "TRACE"] {
        let request = Request::builder().method(method).uri("/api/token").body(Body::empty());
        let answer = ask(&stage.router, request.unwrap()).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("allow").as_str()),
            (405, "POST"),
            "{method}"
        );
    }
    assert_eq!(stage.simulator.control().counts().tokens_issued, 0);
}

#[tokio::test]
async fn a_body_is_short() {
    let stage = Stage::new(on(Plan::ProLive)).await;
    for (length, status) in [(0, 200), (1024, 200), (1025, 413), (1_000_000, 413)] {
        let body = Body::from("x".repeat(length));
        let answer = ask(&stage.router, Request::post("/api/token").body(body).unwrap()).await;
        assert_eq!(answer.status.as_u16(), status, "{length}");
    }
    assert_eq!(stage.simulator.control().counts().tokens_issued, 2);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let router = serve_page(&nobody(), normal(), &[]);
    let start = Instant::now();
    let body = Body::from_stream(stream::pending::<Result<&str, std::io::Error>>().boxed());
    let answer = ask(&router, Request::post("/api/token").body(body).unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (408, "request_timeout"));
    assert!(start.elapsed() <= Duration::from_secs(5));
}
