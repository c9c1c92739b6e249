//! The development loop: the server on a simulated feed and `trunk serve`, which live and die together.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::{place, run, setup};

/// Where Trunk serves the page, and where Trunk.toml says the server is.
const PAGE: &str = "http://127.0.0.1:8080";
const SERVER: &str = "127.0.0.1:8081";

/// Ends a program, and whatever it started, when either it ends by itself or the other end of standard input
/// is closed, which happens however this process ends.
const LEASH: &str =
    r#"exec 3<&0; { read -r _ <&3; kill -TERM 0; } & "$@" </dev/null 3<&-; kill -TERM 0"#;

/// Works until one of the two ends.
///
/// # Errors
///
/// When set-up or a build fails, or one of the two ends.
pub(crate) fn dev() -> Result<()> {
    let tools = setup::for_page()?;
    run::run(&mut run::cargo("build --package server"))?;
    let (ended, first) = mpsc::channel();
    // A leash is held by its other end, so both are kept until the first program has ended.
    let mut server = leashed(&mut server()?)?;
    let mut trunk = run::program("trunk");
    trunk.args(["serve", "--offline", "--dist", "target/dev"]).env_remove("NO_COLOR");
    let mut trunk = leashed(tools.equip(&mut trunk)?)?;
    let _held = (server.stdin.take(), trunk.stdin.take());
    for (name, mut program) in [("the server", server), ("trunk", trunk)] {
        let ended = ended.clone();
        thread::spawn(move || ended.send((name, program.wait())));
    }
    let (name, _) = first.recv().context("waiting for the server and trunk")?;
    bail!("{name} has ended")
}

fn server() -> Result<Command> {
    // The server wants a page of its own, but here Trunk has it.
    let folder = place::target().join("dev-server");
    fs::create_dir_all(&folder)?;
    fs::write(
        folder.join("index.html"),
        format!("<!doctype html><a href=\"{PAGE}/\">{PAGE}/</a>\n"),
    )?;
    let mut server = run::program(place::target().join("debug/oddsboard"));
    server.args(["--demo", "--listen", SERVER, "--allowed-origin", PAGE, "--dist"]).arg(folder);
    Ok(server)
}

/// Starts the program on a leash, in a process group of its own.
#[cfg(unix)]
fn leashed(program: &mut Command) -> Result<Child> {
    use std::os::unix::process::CommandExt;
    let mut leash = run::program("sh");
    leash.args(["-c", LEASH, "sh"]).arg(program.get_program()).args(program.get_args());
    leash.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    leash.stdin(Stdio::piped()).process_group(0);
    leash
        .spawn()
        .with_context(|| format!("starting {}", Path::new(program.get_program()).display()))
}

#[cfg(not(unix))]
fn leashed(_program: &mut Command) -> Result<Child> {
    bail!("dev needs Unix: on Windows, work in WSL")
}
