//! One page for some seconds: what it cost, and whether it was right.

use std::time::{Duration, Instant};

use anyhow::Result;
use simulator::trace::Spec;
use tokio::time::sleep;

use crate::contestant::Contestant;
use crate::shown;
use crate::stage::{Opening, Stage};
use crate::tab::Tab;

/// Counts tasks that kept the page busy for more than fifty milliseconds.
pub(crate) const LONG_TASKS: &str = "
window.longTasks = 0;
new PerformanceObserver((list) => { window.longTasks += list.getEntries().length; }).observe({ type: 'longtask' });
true";

/// What every page of a run is put through.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// The messages.
    pub spec: Spec,
    /// How many come in a second.
    pub per_s: f64,
    /// Another height of the window, in pixels.
    pub height: Option<u32>,
    /// How long they come before anything is measured.
    pub warm_up: Duration,
    /// How long it is measured.
    pub window: Duration,
}

/// What a page cost, each in a second of the window.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Messages that were sent.
    pub messages: f64,
    /// Milliseconds of the main thread.
    pub task_ms: f64,
    /// Of that, in scripts.
    pub script_ms: f64,
    /// In layout.
    pub layout_ms: f64,
    /// In the computation of styles.
    pub style_ms: f64,
    /// Layouts.
    pub layouts: f64,
    /// Computations of styles.
    pub styles: f64,
    /// Milliseconds of all the browser's processes.
    pub processes_ms: f64,
    /// Tasks of more than fifty milliseconds, in the whole window.
    pub long_tasks: f64,
    /// Rows in view.
    pub rows: usize,
    /// Nodes at the end.
    pub nodes: f64,
    /// Listeners at the end.
    pub listeners: f64,
    /// Memory of the scripts at the end, its garbage collected, megabytes.
    pub heap_mb: f64,
    /// Prices that were shown wrongly at the end, in words.
    pub wrong: Vec<String>,
}

/// Takes one sample of a page.
///
/// # Errors
///
/// When the page or the browser fails, which says nothing about how fast it is.
pub async fn take(stage: &Stage, contestant: Contestant, plan: &Plan) -> Result<Sample> {
    let opening = Opening { preload: None, height: plan.height };
    let stay = async |tab: &Tab| {
        tab.evaluate::<bool>(LONG_TASKS).await?;
        let playing = stage.feed.play(plan.per_s);
        sleep(plan.warm_up).await;
        let mut sample = measure(stage, tab, plan.window).await?;
        playing.stop().await;
        sample.wrong = stage.judge(contestant, tab).await?;
        if contestant.shows() {
            sample.rows = shown::in_view(tab).await?.len();
        }
        tab.collect_garbage().await?;
        sample.heap_mb = tab.metrics().await?.heap_bytes / f64::from(1 << 20);
        Ok(sample)
    };
    stage.visit(contestant, plan.spec, opening, stay).await
}

/// What a page costs within a window.
///
/// # Errors
///
/// When the browser does not say.
pub async fn measure(stage: &Stage, tab: &Tab, window: Duration) -> Result<Sample> {
    let long_tasks = async || tab.evaluate::<f64>("window.longTasks").await;
    let (long_before, cpu_before) = (long_tasks().await?, stage.browser.cpu_s().await?);
    let (sent, before, start) = (stage.feed.sent(), tab.metrics().await?, Instant::now());
    sleep(window).await;
    let after = tab.metrics().await?;
    let (cost, span_s) = (after.since(&before), start.elapsed().as_secs_f64());
    let messages = (stage.feed.sent() - sent) as f64 / span_s;
    let cpu_s = stage.browser.cpu_s().await? - cpu_before;
    let ms = |seconds: f64| seconds * 1000.0 / span_s;
    Ok(Sample {
        messages,
        task_ms: ms(cost.task_s),
        script_ms: ms(cost.script_s),
        layout_ms: ms(cost.layout_s),
        style_ms: ms(cost.style_s),
        layouts: cost.layouts / span_s,
        styles: cost.styles / span_s,
        processes_ms: ms(cpu_s),
        long_tasks: long_tasks().await? - long_before,
        nodes: cost.nodes,
        listeners: cost.listeners,
        ..Sample::default()
    })
}
