//! Runs checks one after the other and keeps count.

use std::io::{BufRead, BufReader, Write, stdout};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use anyhow::{Context, Result};

use super::count::Count;
use crate::run;

/// What was checked so far.
#[derive(Debug, Default)]
pub(crate) struct Report {
    sum: Count,
    /// Titles of what failed, for the end of a long output.
    failed: Vec<&'static str>,
}

impl Report {
    /// Does what checks stand on; it counts only when it fails.
    pub(crate) fn prepare<T>(
        &mut self,
        title: &'static str,
        work: impl FnOnce() -> Result<T>,
    ) -> Option<T> {
        let mut made = None;
        self.step(title, || {
            made = Some(work()?);
            Ok(Count::default())
        });
        made
    }

    /// A command that is one check.
    pub(crate) fn check(&mut self, title: &'static str, command: impl FnOnce() -> Result<Command>) {
        self.step(title, || run::run(&mut command()?).map(|()| Count::one(true)));
    }

    /// A command that runs tests and says how many.
    pub(crate) fn tests(&mut self, title: &'static str, command: impl FnOnce() -> Result<Command>) {
        self.step(title, || counted(&mut command()?, stdout().lock()));
    }

    /// Anything that counts for itself.
    pub(crate) fn step(&mut self, title: &'static str, work: impl FnOnce() -> Result<Count>) {
        println!("\n== {title}");
        let start = Instant::now();
        let count = work().unwrap_or_else(|error| {
            println!("{error:#}");
            Count::one(false)
        });
        println!("== {title}: {}, {} s", count.line(), start.elapsed().as_secs());
        if count.failed > 0 {
            self.failed.push(title);
        }
        self.sum += count;
    }

    /// Checks that cannot run, each by its title.
    pub(crate) fn skip(&mut self, titles: &[&str]) {
        println!("\nnot run: {}", titles.join(", "));
        self.sum.skipped += titles.len() as u64;
    }

    /// Says the sum; it is a success when something ran and nothing failed.
    pub(crate) fn close(self) -> ExitCode {
        println!();
        if !self.failed.is_empty() {
            println!("failed: {}", self.failed.join(", "));
        }
        println!("{}", self.sum.line());
        let is_success = self.sum.failed == 0 && self.sum.passed > 0;
        if is_success { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Runs tests, passing their output on, and adds up what the runners say.
fn counted(command: &mut Command, mut shown: impl Write) -> Result<Count> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("starting the tests")?;
    let mut sum = Count::default();
    let output = child.stdout.take().context("reading the tests")?;
    for line in BufReader::new(output).split(b'\n') {
        let line = line?;
        shown.write_all(&line)?;
        shown.write_all(b"\n")?;
        if let Some(count) = Count::of_line(&String::from_utf8_lossy(&line)) {
            sum += count;
        }
    }
    let has_succeeded = child.wait()?.success();
    // A runner that fails without a failed test did not get so far; one that runs nothing checks nothing.
    if (!has_succeeded && sum.failed == 0) || (sum.passed + sum.failed == 0) {
        sum += Count::one(false);
    }
    Ok(sum)
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::{Count, counted};

    fn check(script: &str, passed: u64, failed: u64) {
        let count = counted(Command::new("sh").args(["-c", script]), std::io::sink()).unwrap();
        assert_eq!(count, Count { passed, failed, skipped: 0 }, "{script}");
    }

    #[test]
    fn tests_are_counted_over_all_runners_and_silence_is_a_failure() {
        check(
            "echo 'test result: ok. 2 passed; 0 failed'; echo 'test result: ok. 3 passed; 0 failed'",
            5,
            0,
        );
        check("echo 'test result: FAILED. 2 passed; 1 failed'; exit 1", 2, 1);
        check("echo 'test result: ok. 2 passed; 0 failed'; exit 1", 2, 1);
        check("echo 'test result: ok. 0 passed; 0 failed'", 0, 1);
        check("exit 0", 0, 1);
    }
}
