//! Everything that goes to one client passes here, and past the rules.

use std::collections::VecDeque;
use std::time::Duration;

use axum::extract::ws::{Message, Utf8Bytes, WebSocket};
use futures_util::SinkExt;
use tokio::time::Instant;

use crate::fault::line::Line;
use crate::fault::rules::{Age, Judged};
use crate::fault::{FrameAct, FrameKind, LONGEST_MS, MOST_QUOTES, SocketAct};
use crate::server::Shared;
use crate::server::stream::Subscription;
use crate::server::stream::forge::forge;
use crate::server::stream::life::Ending;
use crate::service::Outgoing;
use crate::time::Millis;

/// Late frames that one socket remembers; beyond it frames are on time again.
const LATE: usize = 10_000;

/// The way to one client.
#[derive(Debug)]
pub(super) struct Outlet {
    pub(super) service: Shared,
    pub(super) socket: WebSocket,
    /// The socket's name in the journal.
    pub(super) number: u64,
    line: Line,
    wanted: Subscription,
    opened: Instant,
    /// Frames sent so far.
    sent: u64,
    judged: Judged,
    /// A frame that changes places with the next one.
    held: Option<Message>,
    /// Frames to be sent later, the soonest first.
    late: VecDeque<(Instant, Message)>,
}

impl Outlet {
    pub(super) fn new(
        service: Shared,
        socket: WebSocket,
        line: Line,
        wanted: Subscription,
    ) -> Self {
        Self {
            number: service.next_socket(),
            service,
            socket,
            line,
            wanted,
            opened: Instant::now(),
            sent: 0,
            judged: Judged::default(),
            held: None,
            late: VecDeque::new(),
        }
    }

    /// When the token that opened the socket expires.
    pub(super) fn expiry(&self) -> Millis {
        self.wanted.expiry
    }

    /// Sends the frames of a batch that concern this socket, with one flush.
    pub(super) async fn send(&mut self, batch: &[Outgoing]) -> Result<(), Ending> {
        let mut frames: Vec<(bool, Utf8Bytes)> = batch
            .iter()
            .filter(|frame| frame.tags.is_none_or(|tags| self.wanted.concerns(&self.service, tags)))
            .map(|frame| (frame.tags.is_some(), frame.text.clone()))
            .collect();
        if frames.is_empty() {
            return Ok(());
        }
        // What is due strikes first, whoever wakes first: a socket that is to say nothing says nothing.
        self.grow_old().await?;
        if self.service.config.assumptions.batches {
            frames = vec![joined(&frames)];
        }
        for (is_quote, text) in frames {
            if is_quote {
                self.pass(FrameKind::Quote, text).await?;
            } else {
                self.put(Message::Text(text)).await?;
            }
        }
        self.flush().await
    }

    /// Answers a ping.
    pub(super) async fn pong(&mut self) -> Result<(), Ending> {
        self.grow_old().await?;
        self.pass(FrameKind::Pong, Utf8Bytes::from_static("pong")).await?;
        self.flush().await
    }

    /// When [`Outlet::catch_up`] has something to do next.
    pub(super) fn next_wake(&self) -> Option<Instant> {
        let age_ms = self.service.faults.rules().next_age_ms(&self.judged);
        let due = age_ms.and_then(|ms| self.opened.checked_add(Duration::from_millis(ms)));
        let late = self.late.front().map(|(at, _)| *at);
        due.into_iter().chain(late).min()
    }

    /// Sends what is late enough, and does what the socket is old enough for.
    pub(super) async fn catch_up(&mut self) -> Result<(), Ending> {
        while self.late.front().is_some_and(|(at, _)| *at <= Instant::now()) {
            if let Some((_, message)) = self.late.pop_front() {
                self.put(message).await?;
            }
        }
        self.grow_old().await?;
        self.flush().await
    }

    /// Lets the rules have their way with a frame, and sends what they leave of it.
    async fn pass(&mut self, kind: FrameKind, text: Utf8Bytes) -> Result<(), Ending> {
        let act = self.service.ask(Some(self.number), |rules| rules.frame(kind));
        let message = Message::Text(text.clone());
        match act {
            Some(FrameAct::Suppress) => Ok(()),
            Some(FrameAct::Duplicate) => {
                self.put_before_held(message.clone()).await?;
                self.put(message).await
            }
            Some(FrameAct::Reorder) if self.held.is_none() => {
                self.held = Some(message);
                Ok(())
            }
            Some(FrameAct::Replace(forgery)) => self.put_before_held(forge(forgery, &text)).await,
            Some(FrameAct::Delay { ms }) if self.late.len() < LATE => {
                let at = Instant::now() + Duration::from_millis(ms.min(LONGEST_MS));
                let place = self.late.partition_point(|(other, _)| *other <= at);
                self.late.insert(place, (at, message));
                Ok(())
            }
            // What cannot be held or kept for later goes as it is.
            None | Some(FrameAct::Reorder | FrameAct::Delay { .. }) => {
                self.put_before_held(message).await
            }
        }
    }

    /// Sends a frame, and after it the one that waits to change places with it.
    async fn put_before_held(&mut self, message: Message) -> Result<(), Ending> {
        self.put(message).await?;
        match self.held.take() {
            Some(held) => self.put(held).await,
            None => Ok(()),
        }
    }

    async fn put(&mut self, message: Message) -> Result<(), Ending> {
        self.socket.feed(message).await.map_err(|_| Ending::Gone)?;
        self.sent += 1;
        self.grow_old().await
    }

    async fn flush(&mut self) -> Result<(), Ending> {
        self.socket.flush().await.map_err(|_| Ending::Gone)
    }

    /// Does what the socket is old enough for by now.
    async fn grow_old(&mut self) -> Result<(), Ending> {
        if self.service.faults.is_empty() {
            return Ok(());
        }
        let ms = u64::try_from(self.opened.elapsed().as_millis()).unwrap_or(u64::MAX);
        let age = Age { ms, frames: self.sent };
        let number = Some(self.number);
        while let Some(act) = self.service.ask(number, |rules| rules.socket(age, &mut self.judged))
        {
            self.suffer(act).await?;
        }
        Ok(())
    }

    /// Ends as the act says, or goes on; what was sent before it arrives either way.
    async fn suffer(&mut self, act: SocketAct) -> Result<(), Ending> {
        if !matches!(act, SocketAct::Drip { .. }) {
            self.flush().await?;
        }
        match act {
            SocketAct::Close { code } => Err(Ending::Close(code, "")),
            SocketAct::Drop => Err(Ending::Drop),
            SocketAct::HalfOpen { for_ms } => Err(Ending::Stall(for_ms)),
            SocketAct::Reset => {
                self.line.reset();
                Err(Ending::Drop)
            }
            SocketAct::Drip { bytes_per_s } => {
                self.line.drip(bytes_per_s);
                Ok(())
            }
            SocketAct::Burst { quotes } => {
                self.service.nudge(quotes.min(MOST_QUOTES));
                Ok(())
            }
        }
    }
}

/// A batch as one frame; it is one of quotes when any of them is.
fn joined(frames: &[(bool, Utf8Bytes)]) -> (bool, Utf8Bytes) {
    let texts: Vec<&str> = frames.iter().map(|(_, text)| text.as_str()).collect();
    let is_quote = frames.iter().any(|(is_quote, _)| *is_quote);
    (is_quote, format!("[{}]", texts.join(",")).into())
}
