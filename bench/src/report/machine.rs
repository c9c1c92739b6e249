//! What figures were measured on.

use std::fs;
use std::thread::available_parallelism;
use std::time::SystemTime;

use simulator::time::rfc3339;

/// One sentence about the day, the machine and the browser.
pub(super) fn line(browser: &str) -> String {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let now = rfc3339(i64::try_from(now.as_millis()).unwrap_or_default(), false);
    let day = now.split('T').next().unwrap_or_default();
    let cores = available_parallelism().map_or(1, std::num::NonZero::get);
    let processes = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = processes.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let name = name.map_or("", |(_, name)| name.trim());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').nth(1).unwrap_or("unknown");
    format!(
        "Measured on {day}: {browser} without a window, {cores} cores ({name}), load {load} at the end."
    )
}
