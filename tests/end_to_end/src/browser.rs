//! A browser under a driver's hand: one session of Chromium, Firefox or `WebKit`.

mod capabilities;
mod display;
mod preload;
mod tabs;

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::process::{Folder, Process, free_port};
use crate::{tools, wait};

pub use capabilities::CHROMIUM;
pub use preload::Preload;
pub use tabs::Tab;

/// A driver that does not listen by then never will.
const START: Duration = Duration::from_secs(20);

/// The browsers that the board is tested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Chromium through chromedriver.
    Chromium,
    /// Firefox through geckodriver.
    Firefox,
    /// `WebKitGTK`'s small browser through `WebKitWebDriver`, on a screen of its own.
    Webkit,
}

impl Kind {
    /// Its name in pictures and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    fn driver(self) -> Result<PathBuf> {
        match self {
            Self::Chromium => tools::program("CHROMEDRIVER", &["chromedriver"]),
            Self::Firefox => tools::program("GECKODRIVER", &["geckodriver"]),
            Self::Webkit => tools::program("WEBKIT_DRIVER", &["WebKitWebDriver"]),
        }
    }
}

/// A session; clones drive the same one. All of it ends with the last of them.
#[derive(Clone, Debug)]
pub struct Browser(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    kind: Kind,
    client: Client,
    session: String,
    http: reqwest::Client,
    driver: Process,
    _display: Option<Process>,
    _folder: Folder,
}

impl Browser {
    /// Makes the page's window so large, in CSS pixels; Chromium only.
    ///
    /// # Errors
    ///
    /// When the driver cannot be asked.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await.map(drop)
    }

    /// Shows pages in the system's own colours alone from now on, of a light or a dark system; Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn force_colours(&self, scheme: &str) -> Result<()> {
        let feature = |name: &str, value: &str| json!({ "name": name, "value": value });
        let features =
            [feature("forced-colors", "active"), feature("prefers-color-scheme", scheme)];
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await.map(drop)
    }

    /// Starts a driver and a session with an empty profile.
    ///
    /// # Errors
    ///
    /// When a program is missing or does not start.
    pub async fn start(kind: Kind) -> Result<Self> {
        let folder = Folder::new()?;
        let display =
            if kind == Kind::Webkit { Some(display::start(folder.path()).await?) } else { None };
        let (display, environment) = display.unzip();
        let port = free_port()?;
        let mut args = vec![format!("--port={port}")];
        if kind == Kind::Firefox {
            args.extend(["--profile-root".to_owned(), folder.path().display().to_string()]);
        }
        let environment: Vec<_> = environment.into_iter().flatten().collect();
        let driver = Process::start(&kind.driver()?, &args, &environment, folder.path())?;
        let address = format!("http://127.0.0.1:{port}");
        let client = connect(&address, capabilities::of(kind, &folder)?, port).await;
        let client = client.with_context(|| format!("{}: {}", kind.name(), driver.log()))?;
        let id = client.session_id().await?.context("a session has an id")?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        let session = format!("{address}/session/{id}");
        Ok(Self(Arc::new(Inner {
            kind,
            client,
            session,
            http,
            driver,
            _display: display,
            _folder: folder,
        })))
    }

    /// Which browser.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The session itself.
    pub fn client(&self) -> &Client {
        &self.0.client
    }

    /// Goes to an address and waits until the page is loaded.
    ///
    /// # Errors
    ///
    /// When it does not get there.
    pub async fn go(&self, address: &str) -> Result<()> {
        self.0.client.goto(address).await.with_context(|| format!("opening {address}"))?;
        if self.0.kind == Kind::Webkit {
            self.run::<()>(REMEMBER, Vec::new()).await?;
        }
        Ok(())
    }

    /// Runs a function's body in the page and reads what it returns.
    ///
    /// # Errors
    ///
    /// When it throws, or returns something else than is asked for.
    pub async fn run<T: serde::de::DeserializeOwned>(
        &self,
        script: &str,
        args: Vec<Value>,
    ) -> Result<T> {
        let answer = self.0.client.execute(script, args).await.context("running a script")?;
        serde_json::from_value(answer.clone())
            .with_context(|| format!("a script returned {answer}"))
    }

    /// A command of the `DevTools` protocol. Chromium only.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn devtools(&self, command: &str, params: Value) -> Result<Value> {
        self.send("goog/cdp/execute", &json!({ "cmd": command, "params": params })).await
    }

    /// What pages wrote to the console as errors since the last call: exceptions, refused and failed loads.
    ///
    /// # Errors
    ///
    /// When the driver does not say.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        match self.0.kind {
            Kind::Chromium => self.severe_entries().await,
            Kind::Firefox => {
                let log = self.0.driver.log();
                Ok(log.lines().filter(|line| is_complaint(line)).map(str::to_owned).collect())
            }
            Kind::Webkit => self.run("return window.complaints ?? [];", Vec::new()).await,
        }
    }

    async fn severe_entries(&self) -> Result<Vec<String>> {
        let entries = self.send("se/log", &json!({ "type": "browser" })).await?;
        let entries = entries.as_array().cloned().unwrap_or_default();
        let severe = entries.iter().filter(|entry| entry["level"] == "SEVERE");
        Ok(severe.map(|entry| entry["message"].to_string()).collect())
    }

    /// What the page looks like now, as PNG.
    ///
    /// # Errors
    ///
    /// When the browser gives none.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        self.0.client.screenshot().await.context("taking a picture")
    }

    /// Closes the session in order. What is left ends with the last clone.
    pub async fn end(self) {
        // The leash ends a browser that does not want to.
        let _ = self.0.client.clone().close().await;
    }

    async fn send(&self, path: &str, body: &Value) -> Result<Value> {
        let request = self.0.http.post(format!("{}/{path}", self.0.session)).json(body);
        let answer = request.send().await.context("reaching the driver")?;
        let status = answer.status();
        let mut body: Value = answer.json().await.context("reading the driver's answer")?;
        ensure!(status.is_success(), "{path}: {status} {body}");
        Ok(body["value"].take())
    }
}

async fn connect(
    address: &str,
    capabilities: fantoccini::wd::Capabilities,
    port: u16,
) -> Result<Client> {
    let listens = async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok());
    wait::until("the driver listens", START, listens, |listens| *listens).await?;
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let client =
        tokio::time::timeout(START, builder.capabilities(capabilities).connect(address)).await;
    match client {
        Ok(client) => Ok(client?),
        Err(_) => bail!("the browser does not start"),
    }
}

/// What Firefox writes to standard output about a page's faults.
const FAULTS: [&str; 2] = ["JavaScript error:", "console.error:"];
/// And about its own: it looks for its maker's services in vain here.
const FOREIGN: [&str; 3] = ["resource://", "chrome://", "RSLoader"];

fn is_complaint(line: &str) -> bool {
    let has = |part: &&str| line.contains(*part);
    FAULTS.iter().any(has) && !FOREIGN.iter().any(has)
}

/// `WebKit` tells nobody what pages complain about, so the page is made to remember it, from its load on.
const REMEMBER: &str = "
const remember = (text) => (window.complaints ??= []).push(String(text));
addEventListener('error', (event) => remember(event.message));
addEventListener('unhandledrejection', (event) => remember(event.reason));
const tell = console.error;
console.error = (...args) => { remember(args.join(' ')); tell.apply(console, args); };";
