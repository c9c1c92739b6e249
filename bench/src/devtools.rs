//! The `DevTools` protocol over one WebSocket: no driver stands between, so that nothing else is switched on.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::{Mutex as AsyncMutex, oneshot};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;
type Waiting = Arc<Mutex<HashMap<u64, oneshot::Sender<Value>>>>;

/// A command that is not answered by then never will be; some of them scroll through a whole page.
const PATIENCE: Duration = Duration::from_mins(2);

/// A connection to a browser; clones share it.
#[derive(Clone, Debug)]
pub struct Devtools(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    sink: AsyncMutex<SplitSink<Socket, Message>>,
    waiting: Waiting,
    next_id: AtomicU64,
}

impl Devtools {
    /// Connects to the address that a browser has told.
    ///
    /// # Errors
    ///
    /// When it does not answer there.
    pub async fn connect(address: &str) -> Result<Self> {
        let (socket, _) = connect_async(address).await.context("connecting to the browser")?;
        let (sink, stream) = socket.split();
        let waiting = Waiting::default();
        tokio::spawn(listen(stream, Arc::clone(&waiting)));
        let inner = Inner { sink: AsyncMutex::new(sink), waiting, next_id: AtomicU64::new(1) };
        Ok(Self(Arc::new(inner)))
    }

    /// Carries out a command, in a session or in the browser itself, and gives its result.
    ///
    /// # Errors
    ///
    /// When the browser refuses it, or is gone.
    pub async fn call(&self, session: Option<&str>, method: &str, params: Value) -> Result<Value> {
        let id = self.0.next_id.fetch_add(1, Ordering::Relaxed);
        let mut command = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            command["sessionId"] = session.into();
        }
        let (tell, told) = oneshot::channel();
        lock(&self.0.waiting).insert(id, tell);
        let message = Message::text(command.to_string());
        self.0.sink.lock().await.send(message).await.context("the browser is gone")?;
        let answer = timeout(PATIENCE, told).await.with_context(|| format!("{method}: no answer"));
        let mut answer = answer?.context("the browser is gone")?;
        if let Some(error) = answer.get("error") {
            bail!("{method}: {error}");
        }
        Ok(answer["result"].take())
    }
}

/// Hands out answers. Events are of no interest here.
async fn listen(mut stream: SplitStream<Socket>, waiting: Waiting) {
    while let Some(Ok(message)) = stream.next().await {
        let Ok(text) = message.to_text() else { continue };
        let Ok(answer) = serde_json::from_str::<Value>(text) else { continue };
        let Some(id) = answer["id"].as_u64() else { continue };
        if let Some(tell) = lock(&waiting).remove(&id) {
            // Whoever asked may have given up.
            let _ = tell.send(answer);
        }
    }
    // Everybody who still waits is told that the browser is gone.
    lock(&waiting).clear();
}

fn lock<T>(held: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}
