//! Providers that misbehave: the key stays here, and nothing they say gets through.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::{StreamExt, stream};
use server::{Limits, Provider};
use tokio::time::interval;

use crate::harness::{
    CANARY, ask, impatient, listen, nobody, normal, provider_at, serve_page, token_request,
};

const LISTS: [&str; 4] = ["/api/odds", "/api/value-bets", "/api/sports", "/api/bookmakers"];

/// What tokens and lists are answered with, whatever the provider says to all of them.
async fn check(name: &str, upstream: Router, status: u16, code: &str) {
    check_within(normal(), name, upstream, status, code).await;
}

async fn check_within(limits: Limits, name: &str, upstream: Router, status: u16, code: &str) {
    let provider = provider_at(upstream).await;
    let start = Instant::now();
    let router = serve_page(&provider, limits, &[]);
    let answer = ask(&router, token_request()).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{name}: token");
    for path in LISTS {
        let answer =
            ask(&router, axum::http::Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (status, code),
            "{name}: {path}"
        );
    }
    assert!(
        start.elapsed() < limits.total * 5 + Duration::from_secs(2),
        "{name}: {:?}",
        start.elapsed()
    );
}

fn always(answer: impl Fn() -> Response + Clone + Send + Sync + 'static) -> Router {
    Router::new().fallback(move || {
        let answer = answer();
        async move { answer }
    })
}

fn says(status: u16, body: &'static str) -> Router {
    always(move || (StatusCode::from_u16(status).unwrap(), body).into_response())
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let visits = Arc::new(AtomicUsize::new(0));
    let counted = visits.clone();
    let attacker = Router::new().fallback(move |_request: Request| {
        counted.fetch_add(1, Ordering::Relaxed);
        async { r#"{"token":"stolen","expires_in":300}"# }
    });
    let attacker = listen(attacker).await;
    for status in [301, 302, 303, 307, 308] {
        let to = format!("http://{attacker}/");
        let upstream = always(move || {
            (StatusCode::from_u16(status).unwrap(), [(header::LOCATION, to.clone())])
                .into_response()
        });
        check(&status.to_string(), upstream, 503, "upstream_unavailable").await;
    }
    assert_eq!(visits.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn a_provider_that_repeats_the_key_is_not_repeated() {
    let echo = |status: u16| {
        Router::new().fallback(move |headers: HeaderMap| async move {
            let key = headers.get("x-api-key").unwrap().to_str().unwrap().to_owned();
            assert_eq!(key, CANARY);
            let error = format!(
                r#"{{"error":{{"code":"{key}","message":"bad key {key} at http://internal/"}}}}"#
            );
            (StatusCode::from_u16(status).unwrap(), [("x-echo", key)], error)
        })
    };
    check("401", echo(401), 502, "upstream_rejected").await;
    check("403", echo(403), 502, "upstream_rejected").await;
    check("500", echo(500), 503, "upstream_unavailable").await;
    check("200", echo(200), 503, "upstream_unavailable").await;
}

#[tokio::test]
async fn rows_and_tokens_with_the_key_in_them_are_dropped() {
    let provider = provider_at(Router::new().fallback(|headers: HeaderMap| async move {
        let key = headers.get("x-api-key").unwrap().to_str().unwrap().to_owned();
        format!(r#"{{"data":[{{"url":"https://x/?{key}"}},{{"a":1}}],"token":"{key}","expires_in":300}}"#)
    }))
    .await;
    let router = serve_page(&provider, normal(), &[]);
    assert_eq!(ask(&router, token_request()).await.code(), "upstream_unavailable");
    let odds =
        ask(&router, axum::http::Request::get("/api/odds").body(Body::empty()).unwrap()).await;
    let json = odds.json();
    assert_eq!(json["data"], serde_json::json!([{ "a": 1 }]));
    assert_eq!((&json["meta"]["dropped"], &json["meta"]["count"]), (&1.into(), &1.into()));
}

#[tokio::test]
async fn answers_that_are_none_are_none() {
    check("html", says(200, "<!doctype html><h1>Hello</h1>"), 503, "upstream_unavailable").await;
    check("empty", says(200, ""), 503, "upstream_unavailable").await;
    check("other json", says(200, r#"{"data":{},"token":{}}"#), 503, "upstream_unavailable").await;
    check("created", says(201, r#"{"token":"t","expires_in":300}"#), 503, "upstream_unavailable")
        .await;
    check("no content", says(204, ""), 503, "upstream_unavailable").await;
    let packed =
        always(|| ([(header::CONTENT_ENCODING, "gzip")], vec![0x1f_u8, 0x8b, 8]).into_response());
    check("gzip", packed, 503, "upstream_unavailable").await;
}

#[tokio::test]
async fn tokens_are_short_printable_text_that_lives_for_a_while() {
    let long = format!(r#"{{"token":"{}","expires_in":300}}"#, "x".repeat(4097));
    let longest = format!(r#"{{"token":"{}","expires_in":300}}"#, "x".repeat(4096));
    for (body, granted) in [
        (r#"{"token":"a.b-c_d~=","expires_in":300}"#.to_owned(), true),
        (longest, true),
        (long, false),
        (r#"{"token":"","expires_in":300}"#.to_owned(), false),
        (r#"{"token":"a\r\nb","expires_in":300}"#.to_owned(), false),
        (r#"{"token":"a b","expires_in":300}"#.to_owned(), false),
        (r#"{"token":"é","expires_in":300}"#.to_owned(), false),
        (r#"{"token":7,"expires_in":300}"#.to_owned(), false),
        (r#"{"token":["a"],"expires_in":300}"#.to_owned(), false),
        (r#"{"token":"a"}"#.to_owned(), false),
        (r#"{"token":"a","expires_in":0}"#.to_owned(), false),
        (r#"{"token":"a","expires_in":-1}"#.to_owned(), false),
        (r#"{"token":"a","expires_in":"300"}"#.to_owned(), false),
        (r#"{"token":"a","expires_in":4000000000}"#.to_owned(), false),
        (r#"{"token":"a","token":"b","expires_in":300}"#.to_owned(), false),
    ] {
        let answer = body.clone();
        let provider = provider_at(Router::new().fallback(move || async move { answer })).await;
        let answer = ask(&serve_page(&provider, normal(), &[]), token_request()).await;
        assert_eq!(answer.status.as_u16(), if granted { 200 } else { 503 }, "{body:.60}");
    }
}

#[tokio::test]
async fn a_provider_that_hangs_is_given_up() {
    let silent = Router::new().fallback(|| async { std::future::pending::<&str>().await });
    check_within(impatient(), "silent", silent, 503, "upstream_unavailable").await;
    let endless = always(|| {
        let bytes = stream::once(async { Ok::<_, std::io::Error>(Bytes::from("{")) });
        Body::from_stream(bytes.chain(stream::pending()).boxed()).into_response()
    });
    check_within(impatient(), "endless", endless, 503, "upstream_unavailable").await;
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_unavailable() {
    let router = serve_page(&nobody(), normal(), &[]);
    assert_eq!(ask(&router, token_request()).await.code(), "upstream_unavailable");
}

#[tokio::test]
async fn long_answers_are_not_read_to_their_end() {
    for announced in [true, false] {
        let sent = Arc::new(AtomicUsize::new(0));
        let counted = sent.clone();
        let flood = always(move || {
            let counted = counted.clone();
            let chunks = stream::repeat(Bytes::from(vec![b' '; 64 * 1024])).take(1600);
            let chunks = chunks.map(move |chunk| {
                counted.fetch_add(chunk.len(), Ordering::Relaxed);
                Ok::<_, std::io::Error>(chunk)
            });
            let mut response = Body::from_stream(chunks).into_response();
            if announced {
                response.headers_mut().insert(header::CONTENT_LENGTH, (1600 * 64 * 1024).into());
            }
            response
        });
        check("flood", flood, 503, "upstream_unavailable").await;
        let sent = sent.load(Ordering::Relaxed);
        println!("five floods of 100 MB: {sent} bytes sent, announced: {announced}");
        assert!(sent < 5 * 12 * 1024 * 1024, "{sent}");
    }
}

#[tokio::test]
async fn pauses_the_provider_asks_for_are_kept_within_a_day() {
    for (said, told) in [
        ("0", "1"),
        ("7", "7"),
        ("86400", "86400"),
        ("999999999999", "86400"),
        ("-3", "60"),
        ("Wed, 21 Oct 2015 07:28:00 GMT", "1"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "86400"),
        ("Wed, 41 Oct 2026 07:28:00 GMT", "60"),
        ("soon", "60"),
        ("", "60"),
    ] {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = asked.clone();
        let upstream = always(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, said)]).into_response()
        });
        let router = serve_page(&provider_at(upstream).await, normal(), &[]);
        let first = ask(&router, token_request()).await;
        assert_eq!(first.code(), "rate_limit_exceeded", "{said}");
        assert_eq!(first.header("retry-after"), told, "{said}");
        let told: u64 = told.parse().unwrap();
        // A pause of a second may be over at once, since clocks count whole ones.
        if told > 1 {
            let again = ask(&router, token_request()).await;
            assert_eq!(again.code(), "rate_limit_exceeded", "{said}");
            let left: u64 = again.header("retry-after").parse().unwrap();
            assert!(left <= told && told - left < 30, "{said}: {left}");
            assert_eq!(asked.load(Ordering::Relaxed), 1, "{said}");
        }
    }
}

#[tokio::test]
async fn a_provider_that_drips_is_given_up() {
    let drip = always(|| {
        let byte = Ok::<_, std::io::Error>(Bytes::from(" "));
        let drops = stream::unfold(interval(Duration::from_millis(20)), move |mut tick| {
            let byte = byte.as_ref().ok().cloned();
            async move {
                tick.tick().await;
                byte.map(|byte| (Ok::<_, std::io::Error>(byte), tick))
            }
        });
        Body::from_stream(drops.boxed()).into_response()
    });
    check_within(impatient(), "drip", drip, 503, "upstream_unavailable").await;
}

#[tokio::test]
async fn packed_answers_are_not_unpacked() {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&vec![b' '; 10 * 1024 * 1024]).unwrap();
    let bomb = packer.finish().unwrap();
    assert!(bomb.len() < 16 * 1024, "short enough to be read as a token: {}", bomb.len());
    let bomb = always(move || ([(header::CONTENT_ENCODING, "gzip")], bomb.clone()).into_response());
    check("bomb", bomb, 503, "upstream_unavailable").await;
}

#[tokio::test]
async fn a_provider_without_tls_behind_an_encrypted_address_is_unavailable() {
    server::install_crypto();
    let visits = Arc::new(AtomicUsize::new(0));
    let counted = visits.clone();
    let plain = listen(Router::new().fallback(move || {
        counted.fetch_add(1, Ordering::Relaxed);
        async { r#"{"token":"t","expires_in":300}"# }
    }));
    let base = format!("https://{}", plain.await);
    let provider = Provider::new(&base, &base, "wss://127.0.0.1:9/", CANARY).unwrap();
    let router = serve_page(&provider, normal(), &[]);
    assert_eq!(ask(&router, token_request()).await.code(), "upstream_unavailable");
    assert_eq!(visits.load(Ordering::Relaxed), 0);
}
