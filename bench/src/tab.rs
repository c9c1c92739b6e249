//! One tab with a profile of its own, from an empty page to its end.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use end_to_end::metrics::Metrics;
use end_to_end::wait;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::devtools::Devtools;

const LOADED: Duration = Duration::from_mins(1);

/// Of the window, in pixels.
const HEIGHT: u32 = 800;

/// A tab; [`Tab::close`] ends it and forgets its profile.
#[derive(Debug)]
pub struct Tab {
    devtools: Devtools,
    context: String,
    session: String,
}

impl Tab {
    pub(crate) async fn open(devtools: &Devtools) -> Result<Self> {
        let ask = async |method: &str, params: Value, name: &str| -> Result<String> {
            let answer = devtools.call(None, method, params).await?;
            Ok(answer[name].as_str().with_context(|| format!("{method}: no {name}"))?.to_owned())
        };
        let context = ask("Target.createBrowserContext", json!({}), "browserContextId").await?;
        let params =
            json!({ "url": "about:blank", "browserContextId": context, "newWindow": true });
        let target = ask("Target.createTarget", params, "targetId").await?;
        let params = json!({ "targetId": target, "flatten": true });
        let session = ask("Target.attachToTarget", params, "sessionId").await?;
        let tab = Self { devtools: devtools.clone(), context, session };
        tab.resize(HEIGHT).await?;
        tab.call("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        Ok(tab)
    }

    /// Makes the window so many pixels high; its width stays.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn resize(&self, height: u32) -> Result<()> {
        let size =
            json!({ "width": 1280, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", size).await?;
        Ok(())
    }

    /// A command to the tab.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn call(&self, method: &str, params: Value) -> Result<Value> {
        self.devtools.call(Some(&self.session), method, params).await
    }

    /// Runs a script in every page of it before the page's own.
    ///
    /// # Errors
    ///
    /// When the browser does not take it.
    pub async fn preload(&self, script: &str) -> Result<()> {
        self.call("Page.enable", json!({})).await?;
        let params = json!({ "source": script });
        self.call("Page.addScriptToEvaluateOnNewDocument", params).await?;
        Ok(())
    }

    /// Goes to an address.
    ///
    /// # Errors
    ///
    /// When the browser does not get there.
    pub async fn go(&self, address: &str) -> Result<()> {
        let answer = self.call("Page.navigate", json!({ "url": address })).await?;
        if let Some(error) = answer["errorText"].as_str() {
            bail!("{address}: {error}");
        }
        Ok(())
    }

    /// What an expression is worth in the page; a promise is waited for.
    ///
    /// # Errors
    ///
    /// When it throws, or is something else than is asked for.
    pub async fn evaluate<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        let params =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut answer = self.call("Runtime.evaluate", params).await?;
        if let Some(thrown) = answer.get("exceptionDetails") {
            bail!("a script threw: {thrown}");
        }
        let value = answer["result"]["value"].take();
        serde_json::from_value(value).with_context(|| format!("evaluating {expression}"))
    }

    /// Waits until an expression holds.
    ///
    /// # Errors
    ///
    /// When it does not in time.
    pub async fn wait_for(&self, expression: &str) -> Result<()> {
        let ask = async || self.evaluate::<bool>(&format!("Boolean({expression})")).await;
        wait::until(expression, LOADED, ask, |holds| *holds).await?;
        Ok(())
    }

    /// What the page has cost and holds by now.
    ///
    /// # Errors
    ///
    /// When the browser does not say.
    pub async fn metrics(&self) -> Result<Metrics> {
        Metrics::read(&self.call("Performance.getMetrics", json!({})).await?)
    }

    /// Collects the page's garbage.
    ///
    /// # Errors
    ///
    /// When the browser does not.
    pub async fn collect_garbage(&self) -> Result<()> {
        self.call("HeapProfiler.collectGarbage", json!({})).await?;
        Ok(())
    }

    /// Closes it.
    ///
    /// # Errors
    ///
    /// When the browser does not.
    pub async fn close(self) -> Result<()> {
        let params = json!({ "browserContextId": self.context });
        self.devtools.call(None, "Target.disposeBrowserContext", params).await?;
        Ok(())
    }
}
