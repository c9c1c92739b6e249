//! Shows the board on a simulated feed, from a fresh machine to an address to open.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};

use crate::{build, place, run, setup};

const PORT: u16 = 8080;

/// What the demo is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    port: u16,
    /// Arguments for the server, which checks the scenario's name itself.
    world: Vec<String>,
}

/// Builds what is missing and serves until it is told to stop.
///
/// # Errors
///
/// When an argument is wrong, or set-up, a build or the server fails.
pub(crate) fn demo(args: &[String]) -> Result<ExitCode> {
    let wish = Wish::read(args)?;
    build::page(&setup::for_page()?)?;
    let mut server = run::program(build::server()?);
    server.arg("--demo").arg("--dist").arg(place::dist());
    server.arg("--listen").arg(format!("127.0.0.1:{}", wish.port)).args(wish.world);
    become_program(server)
}

impl Wish {
    fn read(args: &[String]) -> Result<Self> {
        let mut wish = Self { port: PORT, world: Vec::new() };
        let mut args = args.iter();
        while let Some(name) = args.next() {
            let value = args.next().with_context(|| format!("{name} needs a value"))?;
            match name.as_str() {
                "--port" => wish.port = number(name, value)?,
                "--seed" => {
                    wish.world.extend([name.clone(), number::<u64>(name, value)?.to_string()]);
                }
                "--scenario" => wish.world.extend([name.clone(), value.clone()]),
                _ => bail!("demo knows --port, --seed and --scenario, not {name}"),
            }
        }
        Ok(wish)
    }
}

fn number<N: std::str::FromStr>(name: &str, value: &str) -> Result<N> {
    value.parse().ok().with_context(|| format!("{name} is a number, not {value}"))
}

/// The server takes this process over, so that whatever ends the demo ends the server.
#[cfg(unix)]
fn become_program(mut server: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(server.exec()).context("starting the server")
}

#[cfg(not(unix))]
fn become_program(mut server: Command) -> Result<ExitCode> {
    run::run(&mut server)?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(test)]
mod tests {
    use super::Wish;

    fn check(args: &str, expected: Option<(u16, &str)>) {
        let args: Vec<_> = args.split_whitespace().map(str::to_owned).collect();
        let read = Wish::read(&args).ok();
        let read = read.map(|wish| (wish.port, wish.world.join(" ")));
        assert_eq!(read, expected.map(|(port, world)| (port, world.to_owned())), "{args:?}");
    }

    #[test]
    fn reads_its_arguments() {
        check("", Some((8080, "")));
        check("--port 0", Some((0, "")));
        check("--seed 7 --scenario burst --port 9000", Some((9000, "--seed 7 --scenario burst")));
        check("--port 70000", None);
        check("--seed seven", None);
        check("--seed", None);
        check("--key secret", None);
    }
}
