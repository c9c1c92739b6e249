//! The simulated provider and the real server, in this process, on ports of their own.

use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use server::settings::{self, Command, Source};
use server::{App, Settings, State};
use simulator::control::{MatchQuery, What};
use simulator::world::Match;
use simulator::{Config, Control, DEMO_KEY, Plan, Running, Scenario, Simulator};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::play::seed;
use crate::process::free_port;
use crate::{tools, wait};

/// Pages ping no oftener than once in a second.
const PINGS_APART_MS: i64 = 1_200;
const REST: Duration = Duration::from_secs(5);

/// What is different from a match day on the best plan.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The kind of day.
    pub scenario: Scenario,
    /// What the owner has paid for.
    pub plan: Plan,
    /// Other sites that may call the server.
    pub origins: Vec<String>,
    /// The least time between two reads of the same prices from the provider.
    pub floor: Duration,
    /// How long the server waits for the provider's answer.
    pub patience: Duration,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            scenario: Scenario::Matchday,
            plan: Plan::ProLive,
            origins: Vec::new(),
            floor: Duration::from_secs(10),
            patience: Duration::from_secs(5),
        }
    }
}

/// The ports of a provider, known before it runs.
#[derive(Clone, Copy, Debug)]
struct Ports {
    api: u16,
    token: u16,
}

/// Provider and server. Both end when it is dropped.
#[derive(Debug)]
pub struct Stage {
    setup: Setup,
    ports: Ports,
    provider: Option<Running>,
    server: JoinHandle<()>,
    address: SocketAddr,
}

impl Stage {
    /// Starts both.
    ///
    /// # Errors
    ///
    /// When either does not start; most likely the page is not built.
    pub async fn start(setup: Setup) -> Result<Self> {
        let mut stage = Self::without_provider(setup).await?;
        stage.start_provider().await?;
        Ok(stage)
    }

    /// Starts the server while the provider is down.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub async fn without_provider(setup: Setup) -> Result<Self> {
        let ports = Ports { api: free_port()?, token: free_port()? };
        let app = app(&setup, ports)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let server =
            tokio::spawn(server::serve(listener, server::router(app), std::future::pending()));
        Ok(Self { setup, ports, provider: None, server, address })
    }

    /// Brings the provider up where the server looks for it.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub async fn start_provider(&mut self) -> Result<()> {
        let on = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let config = Config {
            seed: seed(),
            scenario: self.setup.scenario,
            plan: self.setup.plan,
            listen: on(self.ports.api),
            token_listen: Some(on(self.ports.token)),
            ..Config::default()
        };
        self.provider = Some(Simulator::start(config).await.context("starting the provider")?);
        Ok(())
    }

    /// The hand on the provider.
    ///
    /// # Errors
    ///
    /// When it is down.
    pub fn control(&self) -> Result<Control> {
        Ok(self.provider.as_ref().context("the provider is down")?.control())
    }

    /// A match that has not begun, and whose winner so many bookmakers price.
    ///
    /// # Errors
    ///
    /// When there is none, or the provider is down.
    pub fn quoted_match(&self, bookmakers: usize) -> Result<Match> {
        let wanted = MatchQuery {
            is_live: Some(false),
            market_type: Some("moneyline".to_owned()),
            bookmakers,
            ..MatchQuery::default()
        };
        let found = self.control()?.find_match(&wanted);
        found.with_context(|| format!("a match that {bookmakers} bookmakers quote"))
    }

    /// Checks that so many tokens were given out and so many sockets opened, and no more.
    ///
    /// # Errors
    ///
    /// When it were others, or a socket was opened with a token that was not good.
    pub fn costs(&self, tokens: u64, sockets: u64) -> Result<()> {
        let counts = self.control()?.counts();
        let spent = (counts.tokens_issued, counts.sockets_opened, counts.sockets_refused);
        println!("  {} tokens, {} sockets", spent.0, spent.1);
        ensure!(spent == (tokens, sockets, 0), "{tokens} tokens and {sockets} sockets: {counts:?}");
        Ok(())
    }

    /// Waits until the last ping is so old that a page that is given a reason asks again at once.
    ///
    /// # Errors
    ///
    /// When the provider is down.
    pub async fn let_pings_rest(&self) -> Result<()> {
        let control = self.control()?;
        let age_ms = async || {
            let pings = control.times(|what| matches!(what, What::Ping { .. }));
            Ok(pings.last().map_or(i64::MAX, |at| control.now() - at))
        };
        wait::until("a ping that is over", REST, age_ms, |age_ms| *age_ms > PINGS_APART_MS).await?;
        Ok(())
    }

    /// Where the server is, without a trailing slash.
    pub fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the stream is.
    pub fn stream_origin(&self) -> String {
        format!("ws://127.0.0.1:{}", self.ports.api)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The server, from settings as an owner writes them.
fn app(setup: &Setup, ports: Ports) -> Result<App> {
    let Ports { api, token } = ports;
    let mut args = vec![
        format!("--dist={}", tools::dist().display()),
        format!("--token-url=http://127.0.0.1:{token}/api/stream/token"),
        format!("--api-url=http://127.0.0.1:{api}"),
        format!("--stream-url=ws://127.0.0.1:{api}/api/stream"),
    ];
    args.extend(setup.origins.iter().map(|origin| format!("--allowed-origin={origin}")));
    let environment = |name: &str| (name == "ODDSSTREAM_API_KEY").then(|| OsString::from(DEMO_KEY));
    let command = settings::read(args.into_iter().map(OsString::from), environment)?;
    let Command::Serve(settings) = command else { bail!("these settings ask for a server") };
    let Settings { mut site, source: Source::Provider(provider), .. } = *settings else {
        bail!("these settings name a provider");
    };
    site.limits.floor = setup.floor;
    site.limits.total = setup.patience;
    // Tests run side by side and leave nothing behind.
    site.state = State::Memory;
    App::new(&provider, site).context("starting the server")
}
