//! The stream is cut in every way there is: the board comes back by itself, with one token and one socket each time.

use std::time::Duration;

use anyhow::{Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::follow::follows;
use end_to_end::page::Page;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use end_to_end::wait;

scenarios! {
    chromium(Chromium) {
        ten_cuts_cost_ten_tokens_and_never_a_second_socket,
        a_stream_that_falls_silent_is_noticed_and_replaced,
    }
    firefox(Firefox) { three_cuts_cost_three_tokens_and_never_a_second_socket, }
    webkit(Webkit) { three_cuts_cost_three_tokens_and_never_a_second_socket, }
}

/// Close codes; `None` drops the connection without one. The provider's restarts are the common case.
const TEN: [Option<u16>; 10] = [
    Some(1012),
    None,
    Some(1001),
    Some(4001),
    Some(1012),
    Some(1011),
    Some(1001),
    Some(1013),
    Some(1012),
    Some(1001),
];
const THREE: [Option<u16>; 3] = [Some(1012), None, Some(4001)];
/// The longest wait after 1013 is fifteen seconds, after a fourth failure ten; connecting takes its time too.
const RECOVERY: Duration = Duration::from_secs(25);
/// So many cuts in a row the page mends by itself here. Then its waits grow to half a minute, and it is told
/// that the network is back, as a browser does.
const UNAIDED: u64 = 4;

async fn ten_cuts_cost_ten_tokens_and_never_a_second_socket(browser: Browser) -> Result<()> {
    survive(browser, &TEN).await
}

async fn three_cuts_cost_three_tokens_and_never_a_second_socket(browser: Browser) -> Result<()> {
    survive(browser, &THREE).await
}

async fn survive(browser: Browser, cuts: &[Option<u16>]) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    for (count, code) in (2..).zip(cuts) {
        control.close_all(*code);
        let aided = count > UNAIDED + 1;
        let what = format!("a new socket after {code:?}");
        let opened = async || {
            if aided && page.status().await? != "live" {
                page.run::<()>("dispatchEvent(new Event('online'));", &[]).await?;
            }
            Ok(control.counts().sockets_opened)
        };
        let (took, _) = wait::until(&what, RECOVERY, opened, |opened| *opened == count).await?;
        page.wait_for_status("live", RECOVERY).await?;
        let counts = control.counts();
        println!(
            "  {code:?}: again after {} ms, {} tokens so far",
            took.as_millis(),
            counts.tokens_issued
        );
        ensure!(
            counts.tokens_issued == count,
            "{} tokens for {count} sockets",
            counts.tokens_issued
        );
    }
    let counts = control.counts();
    ensure!(counts.sockets_max == 1, "{} sockets at once", counts.sockets_max);
    ensure!(counts.sockets_refused == 0, "{} sockets with a bad token", counts.sockets_refused);
    follows(&page, &stage).await
}

async fn a_stream_that_falls_silent_is_noticed_and_replaced(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let control = stage.control()?;
    let page = Page::dashboard(&browser, &stage).await?;
    control.stall();
    // Half a minute to the next ping, ten seconds for its answer, and a wait before the next attempt.
    let opened = async || Ok(control.counts().sockets_opened);
    let (took, _) =
        wait::until("a new socket", Duration::from_secs(55), opened, |opened| *opened == 2).await?;
    page.wait_for_status("live", RECOVERY).await?;
    println!("  replaced after {:.1} s", took.as_secs_f64());
    ensure!(control.counts().tokens_issued == 2, "one token for each socket");
    Ok(())
}
