//! Starts the service on its listeners, drives the market, and ends both in order.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use crate::config::{Config, is_key};
use crate::control::Control;
use crate::errand;
use crate::fault::line::{Line, Lines};
use crate::random::Random;
use crate::scenario::Scenario;
use crate::server;
use crate::service::{Order, Service};

/// Time between two steps of the market.
const TICK: Duration = Duration::from_millis(50);
/// How long an orderly end may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// The simulated provider.
#[derive(Debug)]
pub struct Simulator;

/// Why the service did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum StartError {
    /// The configured key does not have the form of one.
    BadKey,
    /// A listener could not be opened.
    Listen(io::Error),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadKey => f.write_str("a key is os_live_ and 32 lower-case hexadecimal digits"),
            Self::Listen(error) => write!(f, "cannot listen: {error}"),
        }
    }
}

impl std::error::Error for StartError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::BadKey => None,
            Self::Listen(error) => Some(error),
        }
    }
}

/// A service that is up; dropping it ends it.
#[derive(Debug)]
pub struct Running {
    service: Arc<Service>,
    api: SocketAddr,
    token: SocketAddr,
    tasks: JoinSet<()>,
}

impl Simulator {
    /// Opens the listeners and starts the market.
    ///
    /// # Errors
    /// When the key is malformed or an address cannot be listened on.
    pub async fn start(config: Config) -> Result<Running, StartError> {
        if !is_key(&config.key) {
            return Err(StartError::BadKey);
        }
        let (api_listener, api) = open(config.listen).await?;
        let apex = match config.token_listen {
            Some(address) => Some(open(address).await?),
            None => None,
        };
        let service = Arc::new(Service::new(config));
        let mut tasks = JoinSet::new();
        let token = apex.as_ref().map_or(api, |(_, address)| *address);
        if let Some((listener, _)) = apex {
            tasks.spawn(serve(listener, server::apex(&service), service.clone()));
            tasks.spawn(serve(api_listener, server::api(&service), service.clone()));
        } else {
            tasks.spawn(serve(api_listener, server::single(&service), service.clone()));
        }
        tasks.spawn(drive(service.clone()));
        tasks.spawn(run_errands(service.clone()));
        if service.config.scenario == Scenario::Flap {
            tasks.spawn(flap(service.clone()));
        }
        Ok(Running { service, api, token, tasks })
    }
}

impl Running {
    /// Where tokens are given out.
    pub fn token_url(&self) -> String {
        format!("http://{}/api/stream/token", self.token)
    }

    /// The base of the REST endpoints, without a trailing slash.
    pub fn api_url(&self) -> String {
        format!("http://{}", self.api)
    }

    /// The stream, without its query.
    pub fn stream_url(&self) -> String {
        format!("ws://{}/api/stream", self.api)
    }

    /// A handle to take a hand and to look behind the scenes.
    pub fn control(&self) -> Control {
        Control::new(self.service.clone())
    }

    /// Ends all sockets as a restart does, then the listeners; bounded by two seconds.
    pub async fn shutdown(mut self) {
        self.service.ending.send_replace(true);
        let mut changes = self.service.counters.changes();
        let ended = async {
            while self.service.counters.counts().sockets_open > 0 && changes.changed().await.is_ok()
            {
            }
            while self.tasks.join_next().await.is_some() {}
        };
        // Whatever has not ended by then is dropped with its task.
        let _ = timeout(PATIENCE, ended).await;
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.service.ending.send_replace(true);
    }
}

async fn open(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let listener = TcpListener::bind(address).await.map_err(StartError::Listen)?;
    let address = listener.local_addr().map_err(StartError::Listen)?;
    Ok((listener, address))
}

async fn serve(listener: TcpListener, router: Router, service: Arc<Service>) {
    let end = async move { ended(&service).await };
    let router = router.into_make_service_with_connect_info::<Line>();
    // Serving itself cannot fail; accept errors are retried inside.
    let _ = axum::serve(Lines(listener), router).with_graceful_shutdown(end).await;
}

/// Moves the market along with the clock.
async fn drive(service: Arc<Service>) {
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let work = async {
        loop {
            ticks.tick().await;
            service.act(|_| (Vec::new(), ()));
        }
    };
    tokio::select! {
        () = work => {}
        () = ended(&service) => {}
    }
}

/// Sends what is to be sent over time, and plays what is to be played.
async fn run_errands(service: Arc<Service>) {
    let (floods, plans) = (service.floods.subscribe(), service.plans.subscribe());
    tokio::select! {
        () = errand::carry_out(floods, |flood| errand::flood(service.clone(), flood)) => {}
        () = errand::carry_out(plans, |plan| errand::play(service.clone(), plan)) => {}
        () = ended(&service) => {}
    }
}

/// Cuts every socket again and again, each time in another way.
async fn flap(service: Arc<Service>) {
    let mut random = Random::new(service.config.seed);
    let [shortest, longest] = service.config.flap_every.map(|every| every.as_secs_f64());
    let work = async {
        for code in [Some(1012), None, Some(1001), Some(4001)].into_iter().cycle() {
            sleep(Duration::from_secs_f64(random.between(shortest, longest))).await;
            // An error only says that no socket is open.
            let _ = service.orders.send(Order::Close(code));
        }
    };
    tokio::select! {
        () = work => {}
        () = ended(&service) => {}
    }
}

/// Returns once the service is to end.
pub(crate) async fn ended(service: &Service) {
    // The sender lives in the service itself, so waiting cannot fail.
    let _ = service.ending.subscribe().wait_for(|ending| *ending).await;
}
