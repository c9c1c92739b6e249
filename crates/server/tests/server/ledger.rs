//! How many tokens are left, and the ledger that no restart and no crash makes forget.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, Uri};
use axum::response::IntoResponse;
use server::{Provider, StartError};

use crate::harness::{
    Answer, CANARY, Folder, ask, nobody, normal, provider_at, serve_page, serve_with_state,
    token_request,
};
use crate::program::{Ended, check, start};

/// What a provider says of its quota: requests left, and seconds to the next ones.
#[derive(Clone, Copy)]
struct Headers(u64, u64);

const FREE: Headers = Headers(150, 7200);
const PAID: Headers = Headers(5000, 1800);

/// A provider that gives a token to everyone and counts the attempts.
#[derive(Clone)]
struct Mint {
    attempts: Arc<AtomicU64>,
    lists: Arc<AtomicU64>,
    provider: Provider,
}

impl Mint {
    async fn new(headers: Option<Headers>) -> Self {
        let (attempts, lists) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
        let (tokens_asked, lists_asked) = (attempts.clone(), lists.clone());
        let resets_at_s = headers.map(|Headers(_, reset_s)| now_s() + reset_s);
        let router = Router::new().fallback(move |uri: Uri| {
            let is_token = uri.path() == "/api/stream/token";
            if is_token { &tokens_asked } else { &lists_asked }.fetch_add(1, Ordering::SeqCst);
            let mut answer = r#"{"data":[],"token":"given","expires_in":300}"#.into_response();
            if let (Some(Headers(left, _)), Some(resets_at_s)) = (headers, resets_at_s) {
                answer.headers_mut().insert("x-ratelimit-remaining", left.into());
                answer.headers_mut().insert("x-ratelimit-reset", resets_at_s.into());
            }
            async move { answer }
        });
        Self { attempts, lists, provider: provider_at(router).await }
    }

    fn attempts(&self) -> u64 {
        self.attempts.load(Ordering::SeqCst)
    }
}

fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs()
}

async fn token(router: &Router) -> Answer {
    ask(router, token_request()).await
}

async fn odds(router: &Router) -> Answer {
    ask(router, Request::get("/api/odds").body(Body::empty()).unwrap()).await
}

/// A server on a folder that the one before may not have let go of yet.
async fn restart(provider: &Provider, state: &Path) -> Router {
    loop {
        match serve_with_state(provider, state) {
            Ok(router) => return router,
            Err(StartError::Ledger(error)) => assert!(error.to_string().contains("another server")),
            Err(error) => panic!("{error}"),
        }
        tokio::task::yield_now().await;
    }
}

/// Attempts that the file in the folder speaks of.
fn written(state: &Path) -> u64 {
    let text = std::fs::read_to_string(state.join("tokens")).unwrap();
    let days = text.lines().filter(|line| line.starts_with("day "));
    days.map(|line| line.rsplit(' ').next().unwrap().parse::<u64>().unwrap()).sum()
}

fn assert_used_up(answer: &Answer) {
    let found = (answer.status.as_u16(), answer.code());
    assert_eq!(found, (429, "rate_limit_exceeded".to_owned()));
    let wait_s: u64 = answer.header("retry-after").parse().unwrap();
    assert!((7000..=7200).contains(&wait_s), "{wait_s}");
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a_free_plan_is_told_how_many_are_left() {
    let mint = Mint::new(Some(FREE)).await;
    let router = serve_page(&mint.provider, normal(), &[]);
    for left in (0..30).rev() {
        let json = token(&router).await.json();
        assert_eq!(json["tokens"]["remaining"], left);
        let reset_s = json["tokens"]["reset_s"].as_u64().unwrap();
        assert!((7000..=7200).contains(&reset_s), "{reset_s}");
    }
    for _ in 0..5 {
        assert_used_up(&token(&router).await);
    }
    assert_eq!(mint.attempts(), 30);
}

#[tokio::test]
async fn a_paid_plan_is_told_that_nobody_counts() {
    let mint = Mint::new(Some(PAID)).await;
    let router = serve_page(&mint.provider, normal(), &[]);
    for _ in 0..100 {
        let json = token(&router).await.json();
        assert!(json.as_object().unwrap().contains_key("tokens") && json["tokens"].is_null());
    }
    assert_eq!(mint.attempts(), 100);
}

#[tokio::test]
async fn nothing_is_said_of_what_is_not_known() {
    let mint = Mint::new(None).await;
    let router = serve_page(&mint.provider, normal(), &[]);
    for _ in 0..30 {
        let answer = token(&router).await;
        assert_eq!(answer.status, 200);
        assert!(!answer.json().as_object().unwrap().contains_key("tokens"));
    }
    let refused = token(&router).await;
    assert_eq!(
        (refused.code().as_str(), refused.header("retry-after").as_str()),
        ("rate_limit_exceeded", "10")
    );
    assert_eq!(mint.attempts(), 30);
}

#[tokio::test]
async fn a_list_tells_the_plan_as_well() {
    let state = Folder::new(&[("tokens", "damaged, so that no token comes before a list")]);
    let mint = Mint::new(Some(PAID)).await;
    let router = restart(&mint.provider, state.path()).await;
    assert_eq!(token(&router).await.status, 200);
    assert_eq!((mint.lists.load(Ordering::SeqCst), mint.attempts()), (1, 1));
}

#[tokio::test]
async fn a_crowd_at_the_first_start_is_not_taken_for_a_day_used_up() {
    let mint = Mint::new(Some(PAID)).await;
    let router = serve_page(&mint.provider, normal(), &[]);
    let answers = futures_util::future::join_all((0..200).map(|_| token(&router))).await;
    assert!(answers.iter().all(|answer| answer.status == 200));
    assert_eq!(mint.attempts(), 200);
    println!(
        "200 at once before the plan is known: {} lists read",
        mint.lists.load(Ordering::SeqCst)
    );
}

#[tokio::test]
async fn the_count_outlives_restarts() {
    let mint = Mint::new(Some(FREE)).await;
    let state = Folder::new(&[]);
    let mut granted = 0;
    for _ in 0..40 {
        let router = restart(&mint.provider, state.path()).await;
        let answer = token(&router).await;
        if answer.status == 200 {
            granted += 1;
            assert_eq!(answer.json()["tokens"]["remaining"], 30 - granted);
        } else {
            assert_used_up(&answer);
        }
        assert_eq!(written(state.path()), granted);
    }
    assert_eq!((granted, mint.attempts()), (30, 30));
}

#[tokio::test]
async fn a_refusal_of_the_provider_outlives_a_restart() {
    let asked = Arc::new(AtomicU64::new(0));
    let counted = asked.clone();
    let resets_at_s = now_s() + 7200;
    let refuse = Router::new().fallback(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        let headers = [
            ("x-ratelimit-remaining", "150".to_owned()),
            ("x-ratelimit-reset", resets_at_s.to_string()),
        ];
        async move { (StatusCode::TOO_MANY_REQUESTS, headers) }
    });
    let provider = provider_at(refuse).await;
    let state = Folder::new(&[]);
    for _ in 0..3 {
        assert_used_up(&token(&restart(&provider, state.path()).await).await);
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_damaged_ledger_closes_the_tap_of_a_free_plan_alone() {
    for (headers, is_open) in [(FREE, false), (PAID, true)] {
        let mint = Mint::new(Some(headers)).await;
        let state = Folder::new(&[("tokens", "oddsboard tok")]);
        let router = restart(&mint.provider, state.path()).await;
        assert_eq!(odds(&router).await.status, 200);
        for _ in 0..3 {
            let answer = token(&router).await;
            if is_open { assert_eq!(answer.status, 200) } else { assert_used_up(&answer) }
        }
        assert_eq!(mint.attempts(), if is_open { 3 } else { 0 });
    }
}

#[tokio::test]
async fn what_cannot_be_written_down_is_not_done() {
    let mint = Mint::new(Some(FREE)).await;
    let state = Folder::new(&[]);
    let router = restart(&mint.provider, state.path()).await;
    assert_eq!(token(&router).await.json()["tokens"]["remaining"], 29);
    let obstacle = state.path().join("tokens.new");
    std::fs::create_dir(&obstacle).unwrap();
    for _ in 0..3 {
        let answer = token(&router).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (503, "upstream_unavailable"));
        assert_eq!(odds(&router).await.status, 200);
    }
    std::fs::remove_dir(obstacle).unwrap();
    assert_eq!(token(&router).await.json()["tokens"]["remaining"], 28);
    assert_eq!(mint.attempts(), 2);
}

#[tokio::test]
async fn a_paid_plan_needs_nothing_written() {
    let mint = Mint::new(Some(PAID)).await;
    let state = Folder::new(&[]);
    let router = restart(&mint.provider, state.path()).await;
    std::fs::create_dir(state.path().join("tokens.new")).unwrap();
    for _ in 0..40 {
        assert_eq!(token(&router).await.status, 200);
    }
    assert_eq!(mint.attempts(), 40);
}

#[tokio::test]
async fn a_provider_that_is_not_there_costs_nothing() {
    let state = Folder::new(&[]);
    let router = restart(&nobody(), state.path()).await;
    for _ in 0..40 {
        assert_eq!(token(&router).await.code(), "upstream_unavailable");
    }
    assert_eq!(written(state.path()), 0);
}

#[test]
fn a_folder_that_cannot_be_used_ends_the_start() {
    let page = Folder::page();
    let (dist, file) = (page.path().to_str().unwrap(), page.path().join("index.html"));
    let key = [("ODDSSTREAM_API_KEY", CANARY)];
    for folder in [file.clone(), file.join("below")] {
        let args = ["--dist", dist, "--state-dir", folder.to_str().unwrap()];
        check(&args, &key, "the ledger of tokens cannot be kept in");
    }
    let state = page.path().join("state");
    let (_first, _, _) = start(&[], &key, page.path());
    let args = ["--dist", dist, "--state-dir", state.to_str().unwrap()];
    check(&args, &key, "another server keeps its ledger of tokens in");
}

#[test]
fn a_demo_leaves_nothing_behind() {
    let page = Folder::page();
    let state = page.path().join("state");
    let args = ["--demo", "--scenario", "calm", "--state-dir", state.to_str().unwrap()];
    let (_demo, line, _) = start(&args, &[], page.path());
    for _ in 0..40 {
        assert!(post(&line).contains(r#""tokens":null"#));
    }
    assert!(!state.exists());
}

/// Asks the program for a token and reads what comes; it may die meanwhile.
fn post(line: &str) -> String {
    let mut stream = send(line);
    let mut answer = String::new();
    let _cut = stream.read_to_string(&mut answer);
    answer
}

fn send(line: &str) -> TcpStream {
    let address = line.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let request =
        format!("POST /api/token HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

/// When the program is killed.
#[derive(Clone, Copy, Debug)]
enum Kill {
    /// As soon as the request is sent: before, during or after it is written down.
    AtOnce,
    /// When the ledger has changed, before or while the provider is asked.
    WhenWritten,
    /// When the provider has the request.
    WhenAsked,
    /// When the answer is here.
    WhenAnswered,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_program_killed_at_any_step_never_counts_too_few() {
    let mint = Mint::new(Some(FREE)).await;
    let page = Folder::page();
    let work = mint.clone();
    let done = tokio::task::spawn_blocking(move || crash_loop(&work, &page)).await;
    let (starts, counted) = done.unwrap();
    println!("{starts} starts killed: {} attempts, {counted} counted", mint.attempts());
    assert!(mint.attempts() <= 30 && counted <= 30);
}

fn crash_loop(mint: &Mint, page: &Folder) -> (u64, u64) {
    let state = page.path().join("state");
    let urls = [
        "--token-url",
        mint.provider.token_url.as_str(),
        "--api-url",
        mint.provider.api_url.as_str(),
    ];
    let (mut starts, mut crashes_that_count) = (0, 0);
    for kill in [Kill::AtOnce, Kill::WhenWritten, Kill::WhenAsked, Kill::WhenAnswered]
        .into_iter()
        .cycle()
        .take(100)
    {
        let (child, line, _out) = start(&urls, &[("ODDSSTREAM_API_KEY", CANARY)], page.path());
        starts += 1;
        let (attempts, counted) = (mint.attempts(), written(&state));
        let stream = send(&line);
        let is_refused =
            crash(child, stream, kill, || (mint.attempts() > attempts, written(&state) > counted));
        crashes_that_count += u64::from(!is_refused);
        let (attempts, counted) = (mint.attempts(), written(&state));
        assert!(counted >= attempts, "{kill:?}: {counted} counted, {attempts} made");
        assert!(counted <= attempts + crashes_that_count, "{kill:?}");
    }
    (starts, written(&state))
}

/// Kills the program at that step; whether it refused the request instead of coming to it.
fn crash(
    mut child: Ended,
    mut stream: TcpStream,
    kill: Kill,
    progress: impl Fn() -> (bool, bool),
) -> bool {
    // Each round waits a moment for the answer.
    stream.set_read_timeout(Some(Duration::from_millis(1))).unwrap();
    let mut answer = Vec::new();
    loop {
        let is_answered = !matches!(stream.read_to_end(&mut answer), Err(error) if error.kind() == std::io::ErrorKind::WouldBlock);
        let (is_asked, is_written) = progress();
        let is_time = match kill {
            Kill::AtOnce => true,
            Kill::WhenWritten => is_written,
            Kill::WhenAsked => is_asked,
            Kill::WhenAnswered => is_answered,
        };
        if is_time || is_answered {
            child.0.kill().unwrap();
            child.0.wait().unwrap();
            return answer.starts_with(b"HTTP/1.1 429");
        }
    }
}
