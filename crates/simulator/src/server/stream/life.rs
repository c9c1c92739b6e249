//! The life of one socket, from its opening to one of its many ends.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::sync::watch;
use tokio::time::{Instant, interval, sleep_until, timeout};

use crate::assumptions::{Assumptions, SlowConsumer};
use crate::counters::Happening;
use crate::fault::LONGEST_MS;
use crate::running::ended;
use crate::server::stream::BAD_TOKEN;
use crate::server::stream::outlet::Outlet;
use crate::service::{BACKLOG, Order, Outgoing, Service};
use crate::tokens::TokenFault;

/// Too many sockets; the provider names no limit.
const TOO_MANY: u16 = 1008;
/// How long the other side may take to answer a close frame.
const FAREWELL: Duration = Duration::from_secs(1);
/// Time between two looks at how far a blocked reader is behind.
const LOOK: Duration = Duration::from_millis(100);

/// How a socket ends.
#[derive(Clone, Copy, Debug)]
pub(super) enum Ending {
    /// The other side is gone.
    Gone,
    /// With a close frame.
    Close(u16, &'static str),
    /// Without one.
    Drop,
    /// Not yet: open, but deaf and dumb until it is dropped, after so many milliseconds if not before.
    Stall(Option<u64>),
}

/// What a socket listens to besides its client.
struct Ears {
    feed: Receiver<Arc<[Outgoing]>>,
    rules: watch::Receiver<u64>,
    idle_at: Instant,
}

/// Serves a socket until it ends, and leaves both in the journal.
pub(super) async fn serve(mut outlet: Outlet, query: String) {
    let service = outlet.service.clone();
    let socket = outlet.number;
    let mut ears = Ears {
        feed: service.feed.subscribe(),
        rules: service.faults.changes(),
        idle_at: Instant::now() + service.config.assumptions.idle_limit,
    };
    let mut orders = service.orders.subscribe();
    service.note(Happening::SocketOpened { socket, query });
    let ending = tokio::select! {
        ending = talk(&mut outlet, &mut ears) => ending,
        ending = obey(&mut orders) => ending,
        () = ended(&service) => restart(&service),
    };
    if let Ending::Stall(for_ms) = ending {
        tokio::select! {
            () = closing(&mut orders) => {}
            () = ended(&service) => {}
            () = at(for_ms.map(after_ms)) => {}
        }
    }
    let code = if let Ending::Close(code, _) = ending { Some(code) } else { None };
    if let Ending::Close(code, reason) = ending {
        close(&mut outlet.socket, code, reason).await;
    }
    drop(outlet);
    service.note(Happening::SocketClosed { socket, code });
}

/// The ordinary life of a socket.
async fn talk(outlet: &mut Outlet, ears: &mut Ears) -> Ending {
    if is_one_too_many(&outlet.service) {
        return Ending::Close(TOO_MANY, "too many connections");
    }
    if outlet.service.config.assumptions.snapshot_on_connect {
        let messages = outlet.service.world().snapshot();
        let snapshot: Vec<Outgoing> = messages.into_iter().map(Outgoing::from).collect();
        if let Err(ending) = outlet.send(&snapshot).await {
            return ending;
        }
    }
    loop {
        if let Err(ending) = turn(outlet, ears).await {
            return ending;
        }
    }
}

/// Waits for the next thing to happen, and does what it asks for.
async fn turn(outlet: &mut Outlet, ears: &mut Ears) -> Result<(), Ending> {
    let service = outlet.service.clone();
    let assumptions = &service.config.assumptions;
    let wake = outlet.next_wake();
    tokio::select! {
        frame = outlet.socket.recv() => match frame {
            None | Some(Err(_) | Ok(Message::Close(_))) => return Err(Ending::Gone),
            Some(Ok(frame)) => {
                ears.idle_at = Instant::now() + assumptions.idle_limit;
                answer(outlet, &frame).await?;
            }
        },
        batch = ears.feed.recv() => match batch {
            Ok(batch) => tokio::select! {
                sent = outlet.send(&batch) => sent?,
                code = falling_behind(assumptions, &ears.feed) => {
                    return Err(Ending::Close(code, "too slow"));
                }
            },
            Err(RecvError::Closed) => return Err(Ending::Drop),
            Err(RecvError::Lagged(_)) => {
                if let SlowConsumer::Close(code) = assumptions.slow_consumer {
                    return Err(Ending::Close(code, "too slow"));
                }
            }
        },
        () = at(wake) => outlet.catch_up().await?,
        Ok(()) = ears.rules.changed() => outlet.catch_up().await?,
        () = sleep_until(ears.idle_at) => {
            return Err(Ending::Close(assumptions.idle_code, "idle"));
        }
    }
    if !assumptions.sockets_outlive_tokens && service.clock.now() >= outlet.expiry() {
        return Err(Ending::Close(BAD_TOKEN, TokenFault::Expired.reason()));
    }
    Ok(())
}

/// Only `ping` has an answer.
async fn answer(outlet: &mut Outlet, frame: &Message) -> Result<(), Ending> {
    if let Message::Text(text) = frame
        && text.as_str() == "ping"
    {
        outlet.service.note(Happening::Ping { socket: outlet.number });
        return outlet.pong().await;
    }
    Ok(())
}

/// Returns the close code once a reader that takes nothing has missed frames; never if it may miss them.
async fn falling_behind(assumptions: &Assumptions, feed: &Receiver<Arc<[Outgoing]>>) -> u16 {
    let SlowConsumer::Close(code) = assumptions.slow_consumer else { return pending().await };
    let mut looks = interval(LOOK);
    while feed.len() <= BACKLOG {
        looks.tick().await;
    }
    code
}

/// Waits for an order to this socket.
async fn obey(orders: &mut Receiver<Order>) -> Ending {
    loop {
        match orders.recv().await {
            Ok(Order::Close(None)) | Err(RecvError::Closed) => return Ending::Drop,
            Ok(Order::Close(Some(code))) => return Ending::Close(code, ""),
            Ok(Order::Stall) => return Ending::Stall(None),
            Err(RecvError::Lagged(_)) => {}
        }
    }
}

/// Waits for the order that ends a stalled socket.
async fn closing(orders: &mut Receiver<Order>) {
    while matches!(obey(orders).await, Ending::Stall(_)) {}
}

/// Waits for an instant; forever when there is none.
async fn at(instant: Option<Instant>) {
    match instant {
        Some(instant) => sleep_until(instant).await,
        None => pending().await,
    }
}

fn after_ms(ms: u64) -> Instant {
    Instant::now() + Duration::from_millis(ms.min(LONGEST_MS))
}

fn restart(service: &Service) -> Ending {
    service
        .config
        .assumptions
        .restart_code
        .map_or(Ending::Drop, |code| Ending::Close(code, "restart"))
}

/// Says farewell and waits a moment for the answer, so that the code is not lost with the connection.
pub(super) async fn close(socket: &mut WebSocket, code: u16, reason: &'static str) {
    let farewell = async {
        let frame = CloseFrame { code, reason: Utf8Bytes::from_static(reason) };
        if socket.send(Message::Close(Some(frame))).await.is_ok() {
            while let Some(Ok(_)) = socket.recv().await {}
        }
    };
    // A peer that does not answer is left behind.
    let _ = timeout(FAREWELL, farewell).await;
}

fn is_one_too_many(service: &Service) -> bool {
    let open = service.counters.counts().sockets_open;
    service.config.assumptions.max_sockets.is_some_and(|most| open > most as u64)
}
