//! Runs one scenario in one browser, and leaves a picture behind when it fails.

use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use tokio::task::{LocalSet, spawn_local};
use tokio::time::timeout;

use crate::browser::{Browser, Kind};
use crate::tools;

/// No scenario takes longer than this.
const LONGEST: Duration = Duration::from_mins(3);
/// So long a browser may take to say what it showed last, and to end.
const LAST_WORDS: Duration = Duration::from_secs(20);
/// Browsers take turns: figures mean something only while nothing else runs.
static TURN: Mutex<()> = Mutex::new(());

/// The seed of the simulated market: `ODDSBOARD_SEED`, else 1.
pub fn seed() -> u64 {
    std::env::var("ODDSBOARD_SEED").ok().and_then(|text| text.parse().ok()).unwrap_or(1)
}

/// Plays a scenario. Without `ODDSBOARD_E2E=1` it says so and does nothing.
///
/// # Errors
///
/// What the scenario found, or why it could not be played.
pub fn play<F>(kind: Kind, name: &str, scenario: fn(Browser) -> F) -> Result<()>
where
    F: Future<Output = Result<()>> + 'static,
{
    if !tools::are_wanted() {
        println!("skipped {} {name}: ODDSBOARD_E2E=1 is not set", kind.name());
        return Ok(());
    }
    perform(&Act { kind, name, longest: LONGEST }, scenario)
}

/// Plays a scenario that takes minutes, in Chromium. Without `ODDSBOARD_LONG=1` it says so and does nothing.
///
/// # Errors
///
/// What the scenario found, or why it could not be played.
pub fn play_long<F>(name: &str, longest: Duration, scenario: fn(Browser) -> F) -> Result<()>
where
    F: Future<Output = Result<()>> + 'static,
{
    if !tools::long_runs_are_wanted() {
        println!("skipped {name}: ODDSBOARD_LONG=1 is not set");
        return Ok(());
    }
    perform(&Act { kind: Kind::Chromium, name, longest }, scenario)
}

/// One scenario in one browser.
#[derive(Debug)]
struct Act<'a> {
    kind: Kind,
    name: &'a str,
    longest: Duration,
}

fn perform<F>(act: &Act<'_>, scenario: fn(Browser) -> F) -> Result<()>
where
    F: Future<Output = Result<()>> + 'static,
{
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    server::install_crypto();
    println!("{} {}: seed {}", act.kind.name(), act.name, seed());
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let outcome = LocalSet::new().block_on(&runtime, act.run(scenario));
    runtime.shutdown_timeout(Duration::from_secs(2));
    outcome
}

impl Act<'_> {
    async fn run<F>(&self, scenario: fn(Browser) -> F) -> Result<()>
    where
        F: Future<Output = Result<()>> + 'static,
    {
        let Self { kind, name, longest } = *self;
        let browser = Browser::start(kind).await?;
        let start = Instant::now();
        // A task of its own, so that the browser ends in order even if the scenario panics.
        let task = spawn_local(timeout(longest, scenario(browser.clone())));
        let outcome = match task.await {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(_)) => Err(anyhow!("not done within {longest:?}")),
            Err(panic) => Err(panic.into()),
        };
        let outcome = match outcome {
            Ok(()) => Ok(()),
            Err(error) => {
                // A browser that hangs does not say what it shows either.
                let told = timeout(LAST_WORDS, account(&browser, name)).await;
                Err(error.context(told.unwrap_or_else(|_| format!("{name}: the browser hangs"))))
            }
        };
        println!("{} {name}: {:.1} s", kind.name(), start.elapsed().as_secs_f64());
        let _ = timeout(LAST_WORDS, browser.end()).await;
        outcome
    }
}

/// What was to be seen when it failed.
async fn account(browser: &Browser, name: &str) -> String {
    let mut account = format!("{} {name}, seed {}", browser.kind().name(), seed());
    let file = format!("failed-{}-{name}.png", browser.kind().name());
    if let Ok(path) = keep_picture(browser, &file).await {
        let _ = write!(account, "; picture: {path}");
    }
    for line in browser.complaints().await.unwrap_or_default() {
        let _ = write!(account, "\n  console: {line}");
    }
    account
}

/// Takes a picture and keeps it beside the others; says where.
///
/// # Errors
///
/// When there is none, or it cannot be written.
pub async fn keep_picture(browser: &Browser, file: &str) -> Result<String> {
    let path = tools::pictures()?.join(file);
    std::fs::write(&path, browser.picture().await?)
        .with_context(|| format!("writing {}", path.display()))?;
    Ok(path.display().to_string())
}

/// Makes a test of each scenario in each browser it is named for: `board::firefox::prices_move` for instance.
#[macro_export]
macro_rules! scenarios {
    ($($module:ident ($kind:ident) { $($scenario:ident,)* })*) => {
        $(mod $module {
            $(#[test]
            fn $scenario() -> anyhow::Result<()> {
                $crate::play::play($crate::browser::Kind::$kind, stringify!($scenario), super::$scenario)
            })*
        })*
    };
}
