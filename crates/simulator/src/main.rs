//! `oddsboard-simulator`: the simulated provider as a program of its own.

mod args;

use std::process::ExitCode;

use anyhow::Context;
use simulator::{Config, Simulator};

use crate::args::{HELP, Request};

/// Exit code for a command line or an address that cannot be used.
const USAGE: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    let outcome = match args::parse(std::env::args().skip(1)) {
        Ok(Request::Help) => {
            println!("{HELP}");
            return ExitCode::SUCCESS;
        }
        Ok(Request::Run(config)) => run(*config).await,
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("oddsboard-simulator: {error:#}");
            ExitCode::from(USAGE)
        }
    }
}

async fn run(config: Config) -> anyhow::Result<()> {
    let running = Simulator::start(config).await?;
    let [token, api, stream] = [running.token_url(), running.api_url(), running.stream_url()];
    println!(r#"{{"token_url":"{token}","api_url":"{api}","stream_url":"{stream}"}}"#);
    tokio::signal::ctrl_c().await.context("cannot wait for an interrupt")?;
    running.shutdown().await;
    Ok(())
}
