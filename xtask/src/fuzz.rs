//! Looks for inputs that the parsers and the board do not stand: libFuzzer, guided by what each input reaches.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::verify::Count;
use crate::{place, run};

/// What is looked into, by the names of the programs in `fuzz`.
const TARGETS: [&str; 3] = ["frame", "snapshot", "dump"];

/// Makes the compiler say what an input reached; the same flags that `cargo fuzz` gives, and stable ones.
const COVERAGE: &str = "--cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table -Cllvm-args=-sanitizer-coverage-trace-compares";

/// Looks for so long in all, as asked: `--seconds N`.
///
/// # Errors
///
/// When an argument is wrong, the build fails, or something was found.
pub(crate) fn fuzz(args: &[String]) -> Result<()> {
    let seconds = match args {
        [] => 30,
        [name, value] if name == "--seconds" => {
            value.parse().with_context(|| format!("--seconds takes a number, not {value}"))?
        }
        _ => bail!("fuzz knows --seconds"),
    };
    let count = search(seconds)?;
    if count.failed > 0 {
        bail!("{} of {} targets failed", count.failed, TARGETS.len());
    }
    Ok(())
}

/// Looks for so long in all; each target is one check.
///
/// # Errors
///
/// When the build fails or a target does not start.
pub(crate) fn search(seconds: u64) -> Result<Count> {
    let programs = build()?;
    let each = (seconds / TARGETS.len() as u64).max(1);
    let mut sum = Count::default();
    for target in TARGETS {
        sum += Count::one(search_in(target, &programs.join(target), each)?);
    }
    Ok(sum)
}

/// Builds the targets and says where they are. A target of its own keeps the flags from build scripts.
fn build() -> Result<PathBuf> {
    let host = run::program("rustc").args(["--print", "host-tuple"]).output()?.stdout;
    let host = String::from_utf8_lossy(&host).trim().to_owned();
    let folder = place::target().join("fuzz");
    let mut build = run::cargo("build --locked --release --quiet --manifest-path fuzz/Cargo.toml");
    build.args(["--target", &host]).arg("--target-dir").arg(&folder).env("RUSTFLAGS", COVERAGE);
    run::run(&mut build)?;
    Ok(folder.join(host).join("release"))
}

/// Whether a target stood everything that was tried. What it learns is kept for the next search, and starts from
/// the seeds in the checkout.
fn search_in(target: &str, program: &Path, seconds: u64) -> Result<bool> {
    let folder = place::target().join("fuzz");
    let (learnt, found) = (folder.join("corpus").join(target), folder.join("found").join(target));
    fs::create_dir_all(&learnt)?;
    fs::create_dir_all(&found)?;
    let seeds = place::root().join("fuzz/corpus").join(target);
    let mut search = Command::new(program);
    search
        .args(["-max_len=4096", "-timeout=10", "-rss_limit_mb=1024", "-print_final_stats=1"])
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", found.display()))
        .args([&learnt, &seeds])
        .stdout(Stdio::null());
    let output = search.output().with_context(|| format!("starting {}", program.display()))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let tried = figure(&said, "stat::number_of_executed_units:").unwrap_or("no");
    let corpus = fs::read_dir(&learnt)?.count() + fs::read_dir(&seeds)?.count();
    let verdict = if output.status.success() { "no crash" } else { "CRASH" };
    println!(
        "{target}: {tried} executions in {seconds} s, {corpus} inputs in the corpus, {verdict}"
    );
    if !output.status.success() {
        println!("{said}\nthe input stands in {}", found.display());
    }
    Ok(output.status.success())
}

/// What stands after a name on its line.
fn figure<'a>(said: &'a str, name: &str) -> Option<&'a str> {
    said.lines().find_map(|line| line.strip_prefix(name)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn figures_are_found_by_their_names() {
        let said = "Done 5 runs in 1 second(s)\nstat::number_of_executed_units: 5\n";
        assert_eq!(figure(said, "stat::number_of_executed_units:"), Some("5"));
        assert_eq!(figure(said, "stat::average_exec_per_sec:"), None);
    }
}
