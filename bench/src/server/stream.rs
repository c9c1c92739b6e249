//! The stream: what the feed says, and an answer to every ping.

use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::response::Response;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::sync::mpsc;

use super::Held;
use crate::feed::Batch;

pub(super) async fn open(State(held): State<Held>, upgrade: WebSocketUpgrade) -> Response {
    // Nothing that is said before the upgrade is done gets lost.
    let (heard, dropped) = (held.feed.listen(), held.feed.drops());
    upgrade.on_upgrade(move |socket| async move {
        let (sink, stream) = socket.split();
        let (tell, pings) = mpsc::channel(8);
        let mut dropped = dropped;
        tokio::select! {
            () = listen(stream, tell) => {}
            () = speak(sink, heard, pings) => {}
            _ = dropped.changed() => {}
        }
    })
}

/// Until the page is gone.
async fn listen(mut stream: SplitStream<WebSocket>, tell: mpsc::Sender<()>) {
    while let Some(Ok(message)) = stream.next().await {
        if matches!(&message, Message::Text(text) if text.as_str() == "ping")
            && tell.send(()).await.is_err()
        {
            return;
        }
    }
}

/// Until the page is gone, or so far behind that it is cut off.
async fn speak(
    mut sink: SplitSink<WebSocket, Message>,
    mut heard: tokio::sync::broadcast::Receiver<Batch>,
    mut pings: mpsc::Receiver<()>,
) {
    loop {
        let done = tokio::select! {
            batch = heard.recv() => match batch {
                Ok(batch) => pass_on(&mut sink, &batch).await,
                Err(_) => return,
            },
            ping = pings.recv() => match ping {
                Some(()) => sink.send(Message::text("pong")).await,
                None => return,
            },
        };
        if done.is_err() {
            return;
        }
    }
}

async fn pass_on(
    sink: &mut SplitSink<WebSocket, Message>,
    batch: &Batch,
) -> Result<(), axum::Error> {
    for text in batch.iter() {
        sink.feed(Message::Text(text.clone())).await?;
    }
    sink.flush().await
}
