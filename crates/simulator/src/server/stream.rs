//! `GET /api/stream`: the WebSocket, from the check of its token to its end.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use futures_util::SinkExt;
use tokio::sync::broadcast::{Receiver, error::RecvError};
use tokio::time::{Instant, interval, sleep_until, timeout};

use crate::assumptions::{Assumptions, SlowConsumer};
use crate::counters::Happening;
use crate::plan::Plan;
use crate::running::ended;
use crate::server::Shared;
use crate::server::answer::ApiError;
use crate::server::params::Params;
use crate::service::{BACKLOG, Order, Outgoing, Service, Tags};
use crate::time::Millis;
use crate::tokens::TokenFault;
use crate::world::RowFilter;

const KNOWN: [&str; 4] = ["token", "sport", "competition", "bookmaker"];
/// The provider's code for a token that is missing, invalid or expired.
const BAD_TOKEN: u16 = 4001;
/// Too many sockets; the provider names no limit.
const TOO_MANY: u16 = 1008;
/// Nothing a client has to say is longer.
const LONGEST_FRAME: usize = 64 * 1024;
/// How long the other side may take to answer a close frame.
const FAREWELL: Duration = Duration::from_secs(1);
/// Time between two looks at how far a blocked reader is behind.
const LOOK: Duration = Duration::from_millis(100);

/// What one socket wants to hear.
#[derive(Debug)]
struct Subscription {
    filter: RowFilter,
    expiry: Millis,
}

/// How a socket ends.
enum Ending {
    /// The other side is gone.
    Gone,
    /// With a close frame.
    Close(u16, &'static str),
    /// Without one.
    Drop,
    /// Not yet: open, but deaf and dumb until it is dropped.
    Stall,
}

/// Upgrades, and refuses bad tokens only afterwards, since a browser cannot read an HTTP status here.
pub(crate) async fn upgrade(
    State(service): State<Shared>,
    headers: HeaderMap,
    uri: Uri,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Response {
    let Ok(upgrade) = upgrade else {
        return ApiError::BadRequest("This path takes a WebSocket upgrade.").into_response();
    };
    if !origin_allowed(&service, &headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let subscription = subscribe(&service, &uri);
    let upgrade = upgrade.max_message_size(LONGEST_FRAME);
    match subscription {
        Ok(subscription) => {
            let query = without_token(uri.query().unwrap_or_default());
            upgrade.on_upgrade(move |socket| serve(service, socket, subscription, query))
        }
        Err(_) if !service.config.assumptions.refuse_after_upgrade => {
            ApiError::Unauthorized.into_response()
        }
        Err(fault) => upgrade.on_upgrade(async move |mut socket| {
            let reason = fault.reason().to_owned();
            service.note(Happening::SocketRefused { reason });
            close(&mut socket, BAD_TOKEN, fault.reason()).await;
        }),
    }
}

fn subscribe(service: &Service, uri: &Uri) -> Result<Subscription, TokenFault> {
    let assumptions = &service.config.assumptions;
    let params = Params::read(uri, &KNOWN, assumptions).map_err(|_| TokenFault::Invalid)?;
    let now = service.clock.now();
    let single_use = assumptions.single_use_tokens;
    let expiry = service.door().mint.check(params.text("token"), now, single_use)?;
    if !service.config.plan.has_stream() {
        return Err(TokenFault::Invalid);
    }
    let own = |name| params.text(name).map(str::to_owned);
    let filter = RowFilter {
        sport: own("sport"),
        competition: own("competition"),
        bookmaker: own("bookmaker"),
        ..RowFilter::default()
    };
    Ok(Subscription { filter, expiry })
}

async fn serve(service: Shared, mut socket: WebSocket, wanted: Subscription, query: String) {
    let mut feed = service.feed.subscribe();
    let mut orders = service.orders.subscribe();
    service.note(Happening::SocketOpened { query });
    let ending = tokio::select! {
        ending = talk(&service, &mut socket, &mut feed, &wanted) => ending,
        ending = obey(&mut orders) => ending,
        () = ended(&service) => restart(&service),
    };
    if matches!(ending, Ending::Stall) {
        tokio::select! {
            () = closing(&mut orders) => {}
            () = ended(&service) => {}
        }
    }
    let code = if let Ending::Close(code, _) = ending { Some(code) } else { None };
    if let Ending::Close(code, reason) = ending {
        close(&mut socket, code, reason).await;
    }
    drop(socket);
    service.note(Happening::SocketClosed { code });
}

/// The ordinary life of a socket.
async fn talk(
    service: &Service,
    socket: &mut WebSocket,
    feed: &mut Receiver<Arc<[Outgoing]>>,
    wanted: &Subscription,
) -> Ending {
    let assumptions = &service.config.assumptions;
    if is_one_too_many(service) {
        return Ending::Close(TOO_MANY, "too many connections");
    }
    if assumptions.snapshot_on_connect {
        let snapshot: Vec<Outgoing> =
            service.world().snapshot().into_iter().map(Outgoing::from).collect();
        if send(service, socket, &snapshot, wanted).await.is_err() {
            return Ending::Gone;
        }
    }
    let mut idle_at = Instant::now() + assumptions.idle_limit;
    loop {
        tokio::select! {
            frame = socket.recv() => match frame {
                None | Some(Err(_) | Ok(Message::Close(_))) => return Ending::Gone,
                Some(Ok(frame)) => {
                    idle_at = Instant::now() + assumptions.idle_limit;
                    if answer(service, socket, &frame).await.is_err() {
                        return Ending::Gone;
                    }
                }
            },
            batch = feed.recv() => match batch {
                Ok(batch) => tokio::select! {
                    sent = send(service, socket, &batch, wanted) => if sent.is_err() {
                        return Ending::Gone;
                    },
                    code = falling_behind(assumptions, feed) => return Ending::Close(code, "too slow"),
                },
                Err(RecvError::Closed) => return Ending::Drop,
                Err(RecvError::Lagged(_)) => {
                    if let SlowConsumer::Close(code) = assumptions.slow_consumer {
                        return Ending::Close(code, "too slow");
                    }
                }
            },
            () = sleep_until(idle_at) => return Ending::Close(assumptions.idle_code, "idle"),
        }
        if !assumptions.sockets_outlive_tokens && service.clock.now() >= wanted.expiry {
            return Ending::Close(BAD_TOKEN, TokenFault::Expired.reason());
        }
    }
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

/// Only `ping` has an answer.
async fn answer(
    service: &Service,
    socket: &mut WebSocket,
    frame: &Message,
) -> Result<(), axum::Error> {
    if let Message::Text(text) = frame
        && text.as_str() == "ping"
    {
        service.counters.pinged();
        return socket.send(Message::Text(Utf8Bytes::from_static("pong"))).await;
    }
    Ok(())
}

/// Sends the frames of a batch that concern this socket, with one flush.
async fn send(
    service: &Service,
    socket: &mut WebSocket,
    batch: &[Outgoing],
    wanted: &Subscription,
) -> Result<(), axum::Error> {
    let mut frames = batch
        .iter()
        .filter(|frame| frame.tags.is_none_or(|tags| concerns(service, wanted, tags)))
        .map(|frame| frame.text.clone());
    if service.config.assumptions.batches {
        let frames: Vec<Utf8Bytes> = frames.collect();
        let texts: Vec<&str> = frames.iter().map(Utf8Bytes::as_str).collect();
        if texts.is_empty() {
            return Ok(());
        }
        return socket.send(Message::Text(format!("[{}]", texts.join(",")).into())).await;
    }
    let Some(first) = frames.next() else { return Ok(()) };
    socket.feed(Message::Text(first)).await?;
    for frame in frames {
        socket.feed(Message::Text(frame)).await?;
    }
    socket.flush().await
}

fn concerns(service: &Service, wanted: &Subscription, tags: Tags) -> bool {
    let config = &service.config;
    let filter = &wanted.filter;
    let admits = |filter: &Option<String>, value: &str, any_case: bool| {
        RowFilter::admits(filter.as_deref(), value, config.assumptions.comma_lists, any_case)
    };
    let on_plan =
        !tags.is_live || config.plan.has_live() || config.assumptions.live_messages_on_every_plan;
    let restricted = config.plan == Plan::Free && config.assumptions.free_stream_restricted;
    let picked = config.free_bookmaker.as_deref() == Some(tags.bookmaker);
    on_plan
        && (!restricted || picked)
        && admits(&filter.sport, tags.sport, true)
        && admits(&filter.competition, tags.competition, false)
        && admits(&filter.bookmaker, tags.bookmaker, false)
}

/// Waits for an order to this socket.
async fn obey(orders: &mut Receiver<Order>) -> Ending {
    loop {
        match orders.recv().await {
            Ok(Order::Close(None)) | Err(RecvError::Closed) => return Ending::Drop,
            Ok(Order::Close(Some(code))) => return Ending::Close(code, ""),
            Ok(Order::Stall) => return Ending::Stall,
            Err(RecvError::Lagged(_)) => {}
        }
    }
}

/// Waits for the order that ends a stalled socket.
async fn closing(orders: &mut Receiver<Order>) {
    while matches!(obey(orders).await, Ending::Stall) {}
}

fn restart(service: &Service) -> Ending {
    service
        .config
        .assumptions
        .restart_code
        .map_or(Ending::Drop, |code| Ending::Close(code, "restart"))
}

/// Says farewell and waits a moment for the answer, so that the code is not lost with the connection.
async fn close(socket: &mut WebSocket, code: u16, reason: &'static str) {
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

fn origin_allowed(service: &Service, headers: &HeaderMap) -> bool {
    let Some(allowed) = &service.config.assumptions.stream_origins else { return true };
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    origin.is_some_and(|origin| allowed.iter().any(|known| known == origin))
}

/// Tokens are secrets and have no place in a journal.
fn without_token(query: &str) -> String {
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("token=")).collect();
    kept.join("&")
}
