//! Who may call: origins, fetch metadata, methods, preflights.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use simulator::{Config, DEMO_KEY, Running, Scenario, Simulator};

use crate::harness::{Answer, ask, nobody, normal, serve_page};

const LISTED: &str = "https://www.example.com";
const HOST: &str = "odds.example.com";

async fn stage() -> (Running, Router) {
    server::install_crypto();
    let config = Config { scenario: Scenario::Calm, ..Config::default() };
    let simulator = Simulator::start(config).await.unwrap();
    let provider = server::demo::provider(&simulator, DEMO_KEY).unwrap();
    let router = serve_page(&provider, normal(), &[LISTED, "http://localhost:5173"]);
    (simulator, router)
}

async fn send(router: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("host", HOST);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(router, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn only_exact_origins_get_tokens_and_prices() {
    let (simulator, router) = stage().await;
    let mut tokens = 0;
    for (origin, passes) in [
        (LISTED, true),
        ("http://localhost:5173", true),
        ("https://odds.example.com", true),
        ("http://odds.example.com", true),
        ("https://www.example.com:443", false),
        ("https://www.example.com:8443", false),
        ("http://www.example.com", false),
        ("https://www.example.com.", false),
        ("https://WWW.EXAMPLE.COM", false),
        ("https://www.example.com.evil.example", false),
        ("https://evilwww.example.com", false),
        ("https://user@www.example.com", false),
        ("https://odds.example.com:8080", false),
        ("https://xn--exmple-cua.com", false),
        ("http://localhost", false),
        ("null", false),
        ("", false),
    ] {
        for (method, path) in [("POST", "/api/token"), ("GET", "/api/sports")] {
            let answer = send(&router, method, path, &[("origin", origin)]).await;
            assert_eq!(answer.status.as_u16(), if passes { 200 } else { 403 }, "{origin} {path}");
            assert!(answer.header("vary").contains("Origin"), "{origin}");
            let listed = passes && !origin.ends_with(HOST);
            let allowed = answer.header("access-control-allow-origin");
            assert_eq!(allowed, if listed { origin } else { "" }, "{origin}");
            assert_eq!(answer.header("access-control-allow-credentials"), "", "{origin}");
        }
        tokens += u64::from(passes);
    }
    let twice =
        send(&router, "POST", "/api/token", &[("origin", LISTED), ("origin", LISTED)]).await;
    assert_eq!(twice.code(), "forbidden");
    let long = format!("https://{}.example", "a".repeat(8192));
    let long = send(&router, "POST", "/api/token", &[("origin", &long)]).await;
    assert_eq!(long.code(), "forbidden");
    assert_eq!(simulator.control().counts().tokens_issued, tokens);
}

#[tokio::test]
async fn errors_can_be_read_by_listed_sites() {
    let (_simulator, router) = stage().await;
    let answer = send(&router, "GET", "/api/odds?limit=x", &[("origin", LISTED)]).await;
    assert_eq!(answer.code(), "bad_request");
    assert_eq!(answer.header("access-control-allow-origin"), LISTED);
    assert_eq!(answer.header("access-control-expose-headers"), "Retry-After");
}

#[tokio::test]
async fn fetch_metadata_keeps_out_what_no_script_of_ours_sends() {
    let (simulator, router) = stage().await;
    let mut tokens = 0;
    for (origin, site, mode, dest, token, list) in [
        ("", "", "", "", true, true),
        ("", "same-origin", "cors", "empty", true, true),
        ("", "same-origin", "same-origin", "empty", true, true),
        ("http://odds.example.com", "same-origin", "cors", "empty", true, true),
        (LISTED, "cross-site", "cors", "empty", true, true),
        (LISTED, "same-site", "cors", "empty", true, true),
        ("", "none", "navigate", "document", false, true),
        ("", "same-origin", "navigate", "document", false, true),
        ("", "cross-site", "navigate", "document", false, false),
        ("", "same-origin", "navigate", "iframe", false, false),
        ("", "same-origin", "no-cors", "image", false, false),
        ("", "cross-site", "no-cors", "script", false, false),
        ("", "cross-site", "cors", "empty", false, false),
        (LISTED, "cross-site", "navigate", "document", false, false),
        (LISTED, "cross-site", "no-cors", "empty", false, false),
        ("http://odds.example.com", "cross-site", "cors", "empty", false, false),
        ("", "same-origin", "websocket", "websocket", false, false),
        ("", "?", "?", "?", false, false),
    ] {
        let said = [
            ("origin", origin),
            ("sec-fetch-site", site),
            ("sec-fetch-mode", mode),
            ("sec-fetch-dest", dest),
        ];
        let said: Vec<_> = said.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        for (method, path, passes) in [("POST", "/api/token", token), ("GET", "/api/sports", list)]
        {
            let answer = send(&router, method, path, &said).await;
            let expected = if passes { 200 } else { 403 };
            assert_eq!(answer.status.as_u16(), expected, "{path} {origin} {site} {mode} {dest}");
        }
        tokens += u64::from(token);
    }
    assert_eq!(simulator.control().counts().tokens_issued, tokens);
}

#[tokio::test]
async fn preflights_are_answered_for_listed_sites_only() {
    let (simulator, router) = stage().await;
    let ask = |path: &'static str, origin: &'static str, method: &'static str| {
        let router = router.clone();
        async move {
            let headers = [("origin", origin), ("access-control-request-method", method)];
            send(&router, "OPTIONS", path, &headers).await
        }
    };
    for (path, methods) in [("/api/token", "POST"), ("/api/odds", "GET, HEAD")] {
        for method in ["POST", "PUT"] {
            let answer = ask(path, LISTED, method).await;
            assert_eq!(answer.status, 204);
            assert_eq!(answer.header("access-control-allow-origin"), LISTED);
            assert_eq!(answer.header("access-control-allow-methods"), methods);
            assert_eq!(answer.header("access-control-max-age"), "600");
            assert!(answer.header("vary").contains("Origin"));
        }
        let refused = ask(path, "https://evil.example", "POST").await;
        assert_eq!(refused.code(), "forbidden");
        assert_eq!(refused.header("access-control-allow-origin"), "");
        assert_eq!(refused.header("access-control-allow-methods"), "");
        assert!(refused.header("vary").contains("Origin"));
    }
    assert_eq!(simulator.control().counts().tokens_issued, 0);
}

#[tokio::test]
async fn addresses_and_methods_that_are_none_get_an_error_in_our_form() {
    let router = serve_page(&nobody(), normal(), &[]);
    for (method, path, status, code) in [
        ("GET", "/api", 404, "not_found"),
        ("GET", "/api/", 404, "not_found"),
        ("GET", "/api/stream", 404, "not_found"),
        ("GET", "/api/events", 404, "not_found"),
        ("GET", "/metrics", 404, "not_found"),
        ("POST", "/api/odds", 405, "method_not_allowed"),
        ("DELETE", "/api/sports", 405, "method_not_allowed"),
        ("POST", "/", 405, "method_not_allowed"),
        ("TRACE", "/", 405, "method_not_allowed"),
        ("POST", "/livez", 405, "method_not_allowed"),
        ("OPTIONS", "*", 405, "method_not_allowed"),
    ] {
        let answer = send(&router, method, path, &[]).await;
        assert_eq!(
            (answer.status.as_u16(), answer.code().as_str()),
            (status, code),
            "{method} {path}"
        );
        assert_eq!(!answer.header("allow").is_empty(), status == 405, "{method} {path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn a_request_names_one_host() {
    let (simulator, router) = stage().await;
    let forged = send(&router, "POST", "http://evil.example/api/token", &[]).await;
    assert_eq!(forged.code(), "bad_request");
    let twice = send(&router, "POST", "/api/token", &[("host", "evil.example")]).await;
    assert_eq!(twice.code(), "bad_request");
    let same = send(&router, "POST", "http://odds.example.com/api/token", &[]).await;
    assert_eq!(same.status, 200);
    assert_eq!(simulator.control().counts().tokens_issued, 1);
}

#[tokio::test]
async fn health_does_not_depend_on_the_provider() {
    let router = serve_page(&nobody(), normal(), &[]);
    for path in ["/livez", "/readyz"] {
        let answer = send(&router, "GET", path, &[]).await;
        assert_eq!((answer.status.as_u16(), &answer.body[..]), (200, &b"ok\n"[..]), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    let odds = send(&router, "GET", "/api/odds", &[]).await;
    assert_eq!((odds.status.as_u16(), odds.code().as_str()), (503, "upstream_unavailable"));
}
