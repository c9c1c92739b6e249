//! How each browser is asked to start: without a window, a past or a line to its maker.

use anyhow::{Context, Result};
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use crate::browser::Kind;
use crate::process::Folder;

/// How any Chromium is asked to start, but for its window's size.
pub const CHROMIUM: [&str; 11] = [
    "--headless",
    // It may run as root, where the sandbox does not start. Pages are our own.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--lang=en",
];
/// The window that scenarios see.
const WINDOW: &str = "--window-size=1280,900";

pub(super) fn of(kind: Kind, folder: &Folder) -> Result<Capabilities> {
    let wanted = match kind {
        Kind::Chromium => chromium(folder),
        Kind::Firefox => firefox(),
        Kind::Webkit => webkit()?,
    };
    wanted.as_object().cloned().context("capabilities are an object")
}

fn chromium(folder: &Folder) -> Value {
    let profile = format!("--user-data-dir={}", folder.path().join("profile").display());
    let args = CHROMIUM.iter().map(ToString::to_string);
    let args: Vec<_> = args.chain([WINDOW.to_owned(), profile]).collect();
    let mut options = json!({ "args": args });
    if let Ok(binary) = std::env::var("CHROMIUM") {
        options["binary"] = binary.into();
    }
    json!({ "goog:chromeOptions": options, "goog:loggingPrefs": { "browser": "ALL" } })
}

fn firefox() -> Value {
    let prefs = json!({
        "devtools.console.stdout.content": true,
        "devtools.console.stdout.chrome": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "app.normandy.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
    });
    let size = json!({ "MOZ_HEADLESS_WIDTH": "1280", "MOZ_HEADLESS_HEIGHT": "900" });
    json!({ "moz:firefoxOptions": { "args": ["-headless"], "prefs": prefs, "env": size } })
}

fn webkit() -> Result<Value> {
    let folders = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let inside = folders.flat_map(|folder| {
        ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"]
            .map(|name| folder.path().join(name).join("MiniBrowser"))
    });
    let binary = inside.into_iter().find(|path| path.is_file());
    let binary = binary.context("no MiniBrowser of WebKitGTK found")?;
    Ok(json!({ "webkitgtk:browserOptions": { "binary": binary, "args": ["--automation"] } }))
}
