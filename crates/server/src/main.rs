//! The program: reads its settings, listens, and says where.

use std::future;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::process::ExitCode;

use server::settings::{self, Command, HELP, Source};
use server::{App, Settings};
use tokio::net::TcpListener;

/// Something the owner can put right.
const MISCONFIGURED: u8 = 2;

#[tokio::main]
async fn main() -> ExitCode {
    match start().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, whatever a system's message may hold.
            let line = error.to_string().replace(['\n', '\r'], " ");
            let _unheard = writeln!(io::stderr(), "oddsboard: {line}");
            ExitCode::from(MISCONFIGURED)
        }
    }
}

async fn start() -> Result<(), Box<dyn std::error::Error>> {
    let args = std::env::args_os().skip(1);
    match settings::read(args, |name| std::env::var_os(name))? {
        Command::Help => Ok(writeln!(io::stdout(), "{HELP}")?),
        Command::Serve(settings) => run(*settings).await,
    }
}

async fn run(settings: Settings) -> Result<(), Box<dyn std::error::Error>> {
    server::install_crypto();
    let Settings { listen, mut site, source } = settings;
    // The simulated provider lives as long as this scope.
    let (_simulator, provider, note) = match source {
        Source::Provider(provider) => (None, *provider, ""),
        Source::Demo(demo) => {
            let (running, provider) = demo.start().await?;
            site.limits = demo.limits();
            (Some(running), provider, " (simulated feed)")
        }
    };
    let app = App::new(&provider, site)?;
    let listener = TcpListener::bind(listen).await;
    let listener = listener.map_err(|error| format!("cannot listen on {listen}: {error}"))?;
    let address = listener.local_addr()?;
    let stop = stop()?;
    writeln!(io::stdout(), "oddsboard: http://{}/{note}", shown(address))?;
    server::serve(listener, server::router(app), stop).await;
    Ok(())
}

/// An address a browser can open: "everywhere" is no place to go to.
fn shown(address: SocketAddr) -> SocketAddr {
    let mut shown = address;
    if address.ip().is_unspecified() {
        shown.set_ip(if address.is_ipv4() {
            std::net::Ipv4Addr::LOCALHOST.into()
        } else {
            std::net::Ipv6Addr::LOCALHOST.into()
        });
    }
    shown
}

/// Done when the program is asked to end, by ctrl-c or by a supervisor.
#[cfg(unix)]
fn stop() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};

    let (mut interrupt, mut terminate) =
        (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(future::poll_fn(move |context| {
        let asked =
            interrupt.poll_recv(context).is_ready() || terminate.poll_recv(context).is_ready();
        if asked { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    }))
}

/// Done when the program is asked to end by ctrl-c.
#[cfg(not(unix))]
fn stop() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            future::pending::<()>().await;
        }
    })
}
