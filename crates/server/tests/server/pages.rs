//! The static page: types, caching, compressed forms, headers, and nothing that is not in the folder.

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use server::{App, DistError, StartError, settings::Site};

use crate::harness::{Answer, Folder, ask, nobody, normal, serve_folder};

const JS: &str = "/oddsboard-app-0123456789abcdef.js";
const WASM: &str = "/oddsboard-app-0123456789abcdef_bg.wasm";

fn site() -> (Folder, Router) {
    let folder = Folder::new(&[
        ("index.html", "<!doctype html><title>Odds</title>"),
        ("index.html.br", "brotli of index"),
        ("index.html.gz", "gzip of index"),
        ("ticker.html", "<!doctype html><title>Ticker</title>"),
        ("grid.html", "<!doctype html><title>Grid</title>"),
        ("builder.html", "<!doctype html><title>Builder</title>"),
        ("embed.js", "export {}"),
        ("config.json", r#"{"api":""}"#),
        (&JS[1..], "export {}"),
        (&WASM[1..], "\0asm"),
        ("oddsboard-89abcdef.css", "body{}"),
        ("fonts/data.woff2", "wOF2"),
        (".env", "SECRET=1"),
        (".git/config", "[core]"),
    ]);
    std::fs::write(folder.path().join("../outside.txt"), "outside").unwrap();
    let router = serve_folder(&folder, &nobody(), normal(), &[]);
    (folder, router)
}

async fn get(router: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    send(router, "GET", path, headers).await
}

async fn send(router: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    ask(router, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn files_have_their_type_and_their_time() {
    let (_folder, router) = site();
    let forever = "public, max-age=31536000, immutable";
    for (path, mime, caching) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/index.html", "text/html; charset=utf-8", "no-cache"),
        ("/embed.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/config.json", "application/json; charset=utf-8", "no-cache"),
        ("/fonts/data.woff2", "font/woff2", "no-cache"),
        (JS, "text/javascript; charset=utf-8", forever),
        (WASM, "application/wasm", forever),
        ("/oddsboard-89abcdef.css", "text/css; charset=utf-8", forever),
    ] {
        let answer = get(&router, path, &[]).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), mime, "{path}");
        assert_eq!(answer.header("cache-control"), caching, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("vary"), "Accept-Encoding", "{path}");
    }
}

#[tokio::test]
async fn only_what_is_in_the_folder_is_there() {
    let (_folder, router) = site();
    for path in [
        "/../outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e/outside.txt",
        "/..%5coutside.txt",
        "/fonts/../index.html",
        "//index.html",
        "/index.html%00.js",
        "/index.html/",
        "/fonts",
        "/fonts/",
        "/.env",
        "/.git/config",
        "/index.html.br",
        "/INDEX.HTML",
        "/nothing.html",
        "/%c3%a9",
    ] {
        let answer = get(&router, path, &[]).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (404, "not_found"), "{path}");
    }
    let long = format!("/{}", "x".repeat(8000));
    assert_eq!(get(&router, &long, &[]).await.status, 404);
}

#[tokio::test]
async fn the_smallest_form_a_visitor_takes_is_sent() {
    let (_folder, router) = site();
    for (said, encoding, body) in [
        ("gzip, deflate, br, zstd", "br", "brotli of index"),
        ("gzip", "gzip", "gzip of index"),
        ("br;q=0, gzip", "gzip", "gzip of index"),
        ("identity", "", "<!doctype html><title>Odds</title>"),
    ] {
        let answer = get(&router, "/", &[("accept-encoding", said)]).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{said}");
        assert_eq!(answer.body, body, "{said}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{said}");
    }
    let plain = get(&router, "/embed.js", &[("accept-encoding", "br")]).await;
    assert_eq!(
        (plain.header("content-encoding").as_str(), &plain.body[..]),
        ("", &b"export {}"[..])
    );
}

#[tokio::test]
async fn what_a_visitor_has_is_not_sent_again() {
    let (_folder, router) = site();
    let first = get(&router, "/", &[("accept-encoding", "br")]).await.header("etag");
    let plain = get(&router, "/", &[]).await.header("etag");
    assert!(first.starts_with('"') && first != plain);
    let weak = format!("W/{first}");
    let among = format!("\"x\", {first}");
    for (said, status) in [
        (first.as_str(), 304),
        (&weak, 304),
        (&among, 304),
        ("*", 304),
        (&plain, 200),
        ("\"x\"", 200),
        ("", 200),
    ] {
        let headers = [("accept-encoding", "br"), ("if-none-match", said)];
        let answer = get(&router, "/", &headers).await;
        assert_eq!(answer.status.as_u16(), status, "{said}");
        assert_eq!(answer.header("etag"), first, "{said}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{said}");
        assert_eq!(answer.body.is_empty(), status == 304, "{said}");
    }
}

#[tokio::test]
async fn a_head_is_a_get_without_its_body() {
    let (_folder, router) = site();
    for path in ["/", WASM, "/nothing"] {
        let (head, get) = (send(&router, "HEAD", path, &[]).await, get(&router, path, &[]).await);
        assert_eq!(head.status, get.status, "{path}");
        if get.status == 200 {
            assert!(head.body.is_empty(), "{path}");
            assert_eq!(head.headers, get.headers, "{path}");
            assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path}");
        }
    }
}

#[tokio::test]
async fn pages_say_what_they_may_do_and_who_may_hold_them() {
    let (_folder, router) = site();
    for (path, ancestors, framing, trusted) in [
        ("/", "frame-ancestors 'none'", "DENY", true),
        ("/index.html", "frame-ancestors 'none'", "DENY", true),
        ("/builder.html", "frame-ancestors 'none'", "DENY", false),
        ("/ticker.html", "frame-ancestors *", "", false),
        ("/grid.html", "frame-ancestors *", "", false),
    ] {
        let answer = get(&router, path, &[]).await;
        let policy = answer.header("content-security-policy");
        assert!(policy.contains(ancestors), "{path}: {policy}");
        assert!(policy.contains("connect-src 'self' ws://127.0.0.1:9;"), "{path}: {policy}");
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval';"), "{path}: {policy}");
        assert!(!policy.contains("'unsafe-"), "{path}: {policy}");
        assert_eq!(policy.contains("require-trusted-types-for 'script'"), trusted, "{path}");
        assert_eq!(answer.header("x-frame-options"), framing, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        assert_eq!(answer.header("referrer-policy"), "strict-origin-when-cross-origin");
        assert!(answer.header("permissions-policy").contains("camera=()"));
    }
}

#[tokio::test]
async fn other_sites_may_load_what_embedding_needs() {
    let (_folder, router) = site();
    for path in ["/embed.js", "/config.json", JS, WASM, "/oddsboard-89abcdef.css"] {
        let answer = get(&router, path, &[("origin", "https://anywhere.example")]).await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(answer.header("timing-allow-origin"), "*", "{path}");
    }
}

#[tokio::test]
async fn a_folder_without_a_page_is_refused() {
    let empty = Folder::new(&[("readme.txt", "x")]);
    let dist = empty.path().to_owned();
    let outcome = App::new(&nobody(), Site { dist: dist.clone(), ..Site::default() });
    match outcome.err() {
        Some(StartError::Dist(DistError::NoPage(folder))) => assert_eq!(folder, dist),
        other => panic!("{other:?}"),
    }
}
