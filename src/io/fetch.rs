//! Requests that end when nobody waits for them any more.

use gloo_net::http::Request;
use web_sys::AbortController;

/// Ends its requests when it is dropped.
pub struct Abort(Option<AbortController>);

impl Abort {
    /// A handle for requests to come.
    pub fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// What requests are told to listen to.
    pub fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

impl Default for Abort {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// An answer, whatever its status.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// How long the server asks to be left alone, in milliseconds.
    pub retry_after_ms: Option<u64>,
    /// The body.
    pub body: String,
}

/// No answer came: no network, refused by CORS, or aborted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAnswer;

/// Asks for a token's worth: a POST without a body.
///
/// # Errors
///
/// When no answer came.
pub async fn post(url: &str, signal: Option<web_sys::AbortSignal>) -> Result<Answer, NoAnswer> {
    let request = Request::post(url).abort_signal(signal.as_ref()).build().map_err(|_| NoAnswer)?;
    answer(request).await
}

/// Asks for what is there.
///
/// # Errors
///
/// When no answer came.
pub async fn get(url: &str, signal: Option<web_sys::AbortSignal>) -> Result<Answer, NoAnswer> {
    let request = Request::get(url).abort_signal(signal.as_ref()).build().map_err(|_| NoAnswer)?;
    answer(request).await
}

async fn answer(request: Request) -> Result<Answer, NoAnswer> {
    let response = request.send().await.map_err(|_| NoAnswer)?;
    let seconds =
        response.headers().get("retry-after").and_then(|text| text.trim().parse::<u64>().ok());
    Ok(Answer {
        status: response.status(),
        retry_after_ms: seconds.map(|seconds| seconds.saturating_mul(1000)),
        body: response.text().await.map_err(|_| NoAnswer)?,
    })
}
