//! A screen that nobody sees, for the browser that needs one.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use crate::process::Process;
use crate::{tools, wait};

/// What a program needs in its environment to draw there.
pub(super) type Environment = Vec<(&'static str, String)>;

/// Starts a virtual screen under a number that is free.
pub(super) async fn start(folder: &Path) -> Result<(Process, Environment)> {
    let args = ["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", "1280x960x24"];
    let args: Vec<_> = args.iter().map(ToString::to_string).collect();
    let screen = Process::start(&tools::program("XVFB", &["Xvfb"])?, &args, &[], folder)?;
    let number = async || Ok(number(&screen.log()));
    let wanted = |number: &Option<u32>| number.is_some();
    let (_, number) =
        wait::until("a virtual screen", Duration::from_secs(10), number, wanted).await?;
    let display = format!(":{}", number.unwrap_or_default());
    // Tests may run as root in a container, where WebKit's sandbox does not start. Pages are our own.
    let unsandboxed = ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1".to_owned());
    Ok((screen, vec![("DISPLAY", display), unsandboxed]))
}

/// The line on which the screen tells its number.
fn number(log: &str) -> Option<u32> {
    log.lines().find_map(|line| line.trim().parse().ok())
}
