//! The cached lists: complete, true, shared, and within the quota.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::RawQuery;
use axum::http::{Request, Uri};
use axum::response::IntoResponse;
use flate2::read::GzDecoder;
use futures_util::{FutureExt, future};
use serde_json::Value;
use server::Limits;
use simulator::{Config, Plan, Scenario};

use crate::harness::{Answer, Stage, ask, normal, provider_at, serve_page};

fn calm(plan: Plan) -> Config {
    Config { plan, scenario: Scenario::Calm, ..Config::default() }
}

fn rows(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    answer.json()["data"].as_array().unwrap().clone()
}

/// Every price of the rows, in a form that can be compared.
fn prices(rows: &[Value]) -> Vec<String> {
    let mut prices: Vec<String> = rows
        .iter()
        .flat_map(|row| {
            let place =
                ["bookmaker", "competition", "match_name", "market_type", "period", "is_live"];
            let place: Vec<String> = place.iter().map(|name| row[*name].to_string()).collect();
            let odds = row["odds"].as_object().unwrap().clone();
            odds.into_iter().map(move |(selection, odds)| format!("{place:?} {selection} {odds}"))
        })
        .collect();
    prices.sort_unstable();
    prices
}

#[tokio::test]
async fn the_whole_board_is_read_past_the_row_limit() {
    let stage = Stage::new(Config::default()).await;
    let control = stage.simulator.control();
    control.pause();
    let answer = stage.get("/api/odds").await;
    let found = prices(&rows(&answer));
    let shown: usize = control.matches().iter().map(|found| found.prices.len()).sum();
    let mut once = found.clone();
    once.dedup();
    println!(
        "{} rows, {shown} prices, {} requests",
        rows(&answer).len(),
        stage.requests("/api/odds")
    );
    assert_eq!((found.len(), once.len()), (shown, shown));
    let meta = &answer.json()["meta"];
    assert_eq!(meta["complete"], true);
    assert_eq!(meta["count"], rows(&answer).len());
    assert!(meta["rate_limit_remaining"].is_u64());
}

#[tokio::test]
async fn a_plan_without_live_prices_misses_none() {
    let stage = Stage::new(calm(Plan::ProRt)).await;
    let answer = stage.get("/api/odds").await;
    assert!(rows(&answer).len() > 500);
    assert_eq!(answer.json()["meta"]["complete"], true);
    let live = stage.get("/api/odds?is_live=true").await;
    assert_eq!((live.status.as_u16(), live.code().as_str()), (403, "live_not_on_plan"));
}

#[tokio::test]
async fn rows_are_the_providers_own() {
    let stage = Stage::new(calm(Plan::ProLive)).await;
    stage.simulator.control().pause();
    let url = format!("{}/api/odds?competition=EPL&limit=50", stage.simulator.api_url());
    let direct = reqwest::Client::builder().no_proxy().build().unwrap();
    let direct = direct.get(url).header("x-api-key", simulator::DEMO_KEY).send().await.unwrap();
    let direct: Value = serde_json::from_slice(&direct.bytes().await.unwrap()).unwrap();
    let ours = stage.get("/api/odds?competition=EPL&limit=50").await;
    assert_eq!(ours.json()["data"], direct["data"]);
    assert_eq!(rows(&ours).len(), 50);
}

#[tokio::test]
async fn a_thousand_visitors_cost_one_request() {
    let stage = Stage::new(calm(Plan::ProLive)).await;
    let visits = (0..1000).map(|index| {
        let same =
            ["/api/odds?sport=Football&limit=20", "/api/odds?limit=020&sport=FOOTBALL&theme=dark"];
        stage.get(same[index % 2])
    });
    let answers = future::join_all(visits).await;
    let first = &answers[0].json()["data"];
    assert!(answers.iter().all(|answer| answer.status == 200 && answer.json()["data"] == *first));
    assert_eq!(stage.requests("/api/odds"), 1);
    stage.get("/api/odds?sport=football&limit=20").await;
    assert_eq!(stage.requests("/api/odds"), 1);
}

#[tokio::test]
async fn a_visitor_who_leaves_does_not_stop_the_read() {
    let stage = Stage::new(calm(Plan::ProLive)).await;
    let visit = stage.get("/api/odds?limit=10");
    assert!(visit.now_or_never().is_none(), "there can be no answer yet");
    assert_eq!(rows(&stage.get("/api/odds?limit=10").await).len(), 10);
    assert_eq!(stage.requests("/api/odds"), 1);
}

#[tokio::test]
async fn answers_say_when_they_were_true_and_when_to_ask_again() {
    let before = std::time::SystemTime::now();
    let stage = Stage::new(calm(Plan::ProLive)).await;
    let (first, second) =
        (stage.get("/api/odds?limit=5").await, stage.get("/api/odds?limit=5").await);
    let (first, second) = (first.json()["meta"].clone(), second.json()["meta"].clone());
    assert_eq!(first["fetched_at"], second["fetched_at"]);
    let text = |meta: &Value, name: &str| meta[name].as_str().unwrap().to_owned();
    assert!(text(&first, "fetched_at") <= text(&first, "server_time"));
    assert!(text(&first, "server_time") <= text(&second, "server_time"));
    assert!(text(&first, "fetched_at").ends_with('Z'));
    let next = first["next_refresh_s"].as_u64().unwrap();
    assert!((29..=31).contains(&next), "{next}");
    assert!(before.elapsed().unwrap() < Duration::from_secs(20));
}

#[tokio::test]
async fn the_board_reads_what_the_server_writes() {
    let stage = Stage::new(calm(Plan::ProLive)).await;
    let answer = stage.get("/api/odds?competition=EPL").await;
    let text = std::str::from_utf8(&answer.body).unwrap();
    let mut taken = 0;
    let meta = wire::snapshot::decode(text, |_row| taken += 1).unwrap();
    assert!(taken > 100, "{taken}");
    assert_eq!((meta.taken, meta.bad), (taken, 0));
    assert!(
        meta.fetched_at.is_some() && meta.server_time.is_some() && meta.next_refresh_s.is_some()
    );
    let grant = wire::token::grant(std::str::from_utf8(&stage.token().await.body).unwrap());
    assert!(grant.is_ok());
    stage.simulator.control().refuse_tokens(Some((401, "unauthorized")));
    let refused = stage.token().await;
    let refusal = wire::token::refusal(std::str::from_utf8(&refused.body).unwrap());
    assert_eq!(refusal, wire::token::Refusal::Rejected);
}

#[tokio::test]
async fn rows_are_never_said_to_be_newer_than_they_are() {
    let millis = || {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        i64::try_from(since.as_millis()).unwrap()
    };
    // Every page of rows says when it was asked for; the list is read in 22 parts.
    let upstream = Router::new().fallback(move |uri: Uri| async move {
        let data = match uri.path() {
            "/api/sports" => r#"{"name":"Football","competition_codes":["A","B","C"]}"#.to_owned(),
            "/api/bookmakers" => r#""One","Two""#.to_owned(),
            _ => vec![format!(r#"{{"asked":{}}}"#, millis()); 500].join(","),
        };
        let headers = [("x-ratelimit-remaining", "5000"), ("x-ratelimit-reset", "9999999999")];
        (headers, format!(r#"{{"data":[{data}]}}"#))
    });
    let router = serve_page(&provider_at(upstream).await, normal(), &[]);
    let answer = ask(&router, Request::get("/api/odds").body(Body::empty()).unwrap()).await;
    let asked = rows(&answer).iter().map(|row| row["asked"].as_i64().unwrap()).min().unwrap();
    let json = answer.json();
    let fetched = wire::instant_from_rfc3339(json["meta"]["fetched_at"].as_str().unwrap()).unwrap();
    assert_eq!(json["meta"]["count"], 6000);
    assert!(fetched.as_ms() <= asked, "{} is after {asked}", fetched.as_ms());
}

/// Waits until a list has been read again.
async fn until_read_again(stage: &Stage, uri: &str, before: &Value) -> Answer {
    loop {
        let answer = stage.get(uri).await;
        if answer.json()["meta"]["fetched_at"] != *before {
            return answer;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn prices_are_read_again_when_their_time_has_come() {
    let limits = Limits { floor: Duration::from_millis(50), ..normal() };
    let stage = Stage::with(calm(Plan::ProLive), limits).await;
    let uri = "/api/odds?competition=EPL&limit=5";
    let first = stage.get(uri).await.json()["meta"]["fetched_at"].clone();
    let again =
        tokio::time::timeout(Duration::from_secs(20), until_read_again(&stage, uri, &first)).await;
    assert_eq!(rows(&again.unwrap()).len(), 5);
}

#[tokio::test]
async fn old_rows_stand_in_for_a_while_with_their_true_time() {
    let limits = Limits {
        floor: Duration::from_millis(1),
        stale: Duration::from_secs(2),
        patience: Duration::from_millis(500),
        ..normal()
    };
    let Stage { simulator, router } = Stage::with(calm(Plan::ProLive), limits).await;
    let get =
        async || ask(&router, Request::get("/api/odds?limit=5").body(Body::empty()).unwrap()).await;
    let first = get().await;
    simulator.shutdown().await;
    let mut fetched = first.json()["meta"]["fetched_at"].clone();
    let (mut stood_in, mut refused) = (0, None);
    while refused.is_none() {
        let answer = get().await;
        if answer.status == 200 {
            let found = answer.json()["meta"]["fetched_at"].clone();
            assert!(found.as_str() >= fetched.as_str());
            fetched = found;
            stood_in += 1;
        } else {
            refused = Some(answer);
        }
        tokio::task::yield_now().await;
    }
    assert!(stood_in > 0);
    assert_eq!(refused.unwrap().code(), "upstream_unavailable");
}

#[tokio::test]
async fn the_other_lists_are_passed_on() {
    let stage = Stage::new(calm(Plan::ProLive)).await;
    let sports = rows(&stage.get("/api/sports").await);
    assert!(sports.iter().any(|sport| sport["name"] == "Football"));
    let books = rows(&stage.get("/api/bookmakers").await);
    assert!(books.iter().any(|book| book["name"] == "Pinnacle"));
    let bets = stage.get("/api/value-bets?min_ev=1&limit=3").await;
    assert!(rows(&bets).len() <= 3);
    for path in ["/api/sports", "/api/bookmakers", "/api/value-bets?limit=3&min_ev=1.0"] {
        let meta = stage.get(path).await.json()["meta"].clone();
        assert!(meta["fetched_at"].is_string() && meta["next_refresh_s"].is_u64(), "{path}");
    }
    let counts = stage.simulator.control().counts().requests;
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
}

#[tokio::test]
async fn a_plan_without_value_bets_says_so_once() {
    let stage = Stage::new(calm(Plan::Free)).await;
    for _ in 0..3 {
        let answer = stage.get("/api/value-bets").await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (403, "value_bets_not_on_plan")
        );
    }
    assert_eq!(stage.requests("/api/value-bets"), 1);
}

#[tokio::test]
async fn bad_values_cost_nothing() {
    let stage = Stage::new(calm(Plan::ProLive)).await;
    for uri in [
        "/api/odds?limit=0",
        "/api/odds?limit=many",
        "/api/odds?is_live=maybe",
        "/api/odds?sport=a&sport=b",
        "/api/odds?competition=%00",
        "/api/value-bets?min_ev=NaN",
    ] {
        let answer = stage.get(uri).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "bad_request"), "{uri}");
    }
    assert!(stage.simulator.control().counts().requests.is_empty());
}

#[tokio::test]
async fn no_number_of_questions_overdraws_the_quota() {
    let stage = Stage::new(calm(Plan::Free)).await;
    let mut refused = 0;
    for index in 0..400 {
        let answer = stage.get(&format!("/api/odds?market_type=m{index}&limit=5")).await;
        if answer.status != 200 {
            assert_eq!(answer.code(), "rate_limit_exceeded");
            assert!(answer.header("retry-after").parse::<u64>().unwrap() >= 1);
            refused += 1;
        }
    }
    let made = stage.requests("/api/odds");
    println!("400 questions on the Free plan: {made} requests, {refused} refused");
    assert!(made <= 25, "{made}");
    let journal = stage.simulator.control().journal();
    assert!(!format!("{journal:?}").contains("status: 429"));
}

#[tokio::test]
async fn bad_rows_are_dropped_and_counted() {
    let stage = Stage::new(Config { scenario: Scenario::Hostile, ..Config::default() }).await;
    let answer = stage.get("/api/odds?competition=EPL&limit=50").await;
    assert!(rows(&answer).iter().all(Value::is_object));
    println!("dropped: {}", answer.json()["meta"]["dropped"]);
}

#[tokio::test]
async fn compressed_and_plain_answers_say_the_same() {
    let stage = Stage::new(calm(Plan::ProLive)).await;
    let plain = stage.get("/api/odds").await;
    let request =
        Request::get("/api/odds").header("accept-encoding", "gzip, br").body(Body::empty());
    let packed = ask(&stage.router, request.unwrap()).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.header("content-length"), packed.body.len().to_string());
    assert!(packed.header("vary").contains("Accept-Encoding"));
    let mut unpacked = Vec::new();
    GzDecoder::new(&packed.body[..]).read_to_end(&mut unpacked).unwrap();
    let unpacked: Value = serde_json::from_slice(&unpacked).unwrap();
    assert_eq!(unpacked["data"], plain.json()["data"]);
    println!("{} bytes as {}", plain.body.len(), packed.body.len());
    assert!(packed.body.len() * 5 < plain.body.len());
}

/// A provider whose every list of prices is full, with a quota that counts down.
fn bottomless(quota: u64) -> (Router, Arc<AtomicUsize>) {
    let (asked, left) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicU64::new(quota)));
    let counted = asked.clone();
    let router = Router::new().fallback(move |uri: Uri, RawQuery(query): RawQuery| {
        counted.fetch_add(1, Ordering::Relaxed);
        let left =
            left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        let left = left.map_or(0, |left| left - 1);
        let data = match uri.path() {
            "/api/sports" => r#"{"name":"Football","competition_codes":["A","B","C"]}"#.to_owned(),
            "/api/bookmakers" => r#""One","Two""#.to_owned(),
            _ => {
                let row = format!(r#"{{"q":"{}"}}"#, query.unwrap_or_default());
                vec![row; 500].join(",")
            }
        };
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let headers = [
            ("x-ratelimit-remaining", left.to_string()),
            ("x-ratelimit-reset", (now.as_secs() + 3600).to_string()),
        ];
        async move { (headers, format!(r#"{{"data":[{data}]}}"#)).into_response() }
    });
    (router, asked)
}

#[tokio::test]
async fn an_answer_that_could_not_be_completed_says_so() {
    let (upstream, asked) = bottomless(5000);
    let router = serve_page(&provider_at(upstream).await, normal(), &[]);
    let answer = ask(&router, Request::get("/api/odds").body(Body::empty()).unwrap()).await;
    let json = answer.json();
    // All, by competition, by phase and by bookmaker: 1 + 3 + 6 + 12, and the two lists.
    assert_eq!(asked.load(Ordering::Relaxed), 24);
    assert_eq!((&json["meta"]["complete"], &json["meta"]["count"]), (&false.into(), &6000.into()));
}

#[tokio::test]
async fn a_read_in_parts_ends_where_the_quota_does() {
    for quota in [1, 2, 3, 10, 40, 400] {
        let (upstream, asked) = bottomless(quota);
        let router = serve_page(&provider_at(upstream).await, normal(), &[]);
        let answer = ask(&router, Request::get("/api/odds").body(Body::empty()).unwrap()).await;
        let asked = asked.load(Ordering::Relaxed) as u64;
        println!("quota {quota}: {asked} requests, {}", answer.status);
        assert!(asked <= quota, "{asked} of {quota}");
        let json = answer.json();
        assert_eq!(json["meta"]["complete"], false, "{quota}");
        assert!(json["meta"]["count"].as_u64().unwrap() >= 500, "{quota}");
    }
}
