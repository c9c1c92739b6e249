//! The way to a stream: a token charged, a token fetched, one socket.

use std::cell::RefCell;
use std::rc::Rc;

use link::{Entry, FrameKind, Input, TokenFailure};
use wire::frame::BETWEEN;

use super::{Connection, News, with};
use crate::io::fetch::Abort;
use crate::io::socket::{Home, Socket, SocketEvent};
use crate::io::task::spawn;
use crate::io::{purse, token};

/// What is held on the way and at its end.
pub(super) struct Stream {
    home: Home,
    token: RefCell<Option<wire::token::Grant>>,
    token_fetch: RefCell<Option<Abort>>,
    socket: RefCell<Option<Socket>>,
}

impl Stream {
    /// Nothing is held yet; sockets will live there.
    pub(super) fn new(home: Home) -> Self {
        let (token, token_fetch, socket) = Default::default();
        Self { home, token, token_fetch, socket }
    }

    pub(super) fn abort_token(&self) {
        *self.token_fetch.borrow_mut() = None;
    }

    pub(super) fn close(&self, code: u16) {
        let socket = self.socket.borrow_mut().take();
        if let Some(socket) = socket {
            socket.close(code);
        }
    }

    pub(super) fn ping(&self) {
        if let Some(socket) = &*self.socket.borrow() {
            socket.send(wire::frame::PING);
        }
    }
}

impl Connection {
    pub(super) fn charge(self: &Rc<Self>, generation: u64) {
        let (this, api) = (Rc::downgrade(self), self.key.api.clone());
        spawn(async move {
            let result = purse::charge(&api).await;
            with(&this, |connection| connection.step(Input::Charged { generation, result }));
        });
    }

    pub(super) fn enter(&self, entry: Entry) {
        let api = self.key.api.clone();
        spawn(async move { purse::enter(&api, entry).await });
    }

    pub(super) fn fetch_token(self: &Rc<Self>, generation: u64) {
        let abort = Abort::new();
        let (this, api, signal) = (Rc::downgrade(self), self.key.api.clone(), abort.signal());
        *self.stream.token_fetch.borrow_mut() = Some(abort);
        spawn(async move {
            let fetched = token::fetch(&api, signal).await;
            with(&this, |connection| connection.take_token(generation, fetched));
        });
    }

    fn take_token(
        self: &Rc<Self>,
        generation: u64,
        fetched: Result<(wire::token::Grant, link::Grant), TokenFailure>,
    ) {
        let result = fetched.map(|(token, grant)| {
            *self.stream.token.borrow_mut() = Some(token);
            grant
        });
        self.step(Input::Token { generation, result });
    }

    pub(super) fn open(self: &Rc<Self>, generation: u64) {
        // A token is taken out as it is used: it can never open a second socket.
        let Some(token) = self.stream.token.borrow_mut().take() else { return };
        let url = self.key.filter.stream_url(&token.stream_url, &token.token);
        let this = Rc::downgrade(self);
        let socket = Socket::open(&self.stream.home, &url, move |event| {
            with(&this, |connection| connection.take_event(generation, event));
        });
        match socket {
            Ok(socket) => *self.stream.socket.borrow_mut() = Some(socket),
            Err(_) => self.step(Input::BadAddress { generation }),
        }
    }

    fn take_event(self: &Rc<Self>, generation: u64, event: SocketEvent) {
        if generation != self.machine.borrow().generation() {
            return;
        }
        match event {
            SocketEvent::Opened => self.step(Input::Opened { generation }),
            SocketEvent::Closed { code, clean } => {
                self.step(Input::Closed { generation, code, clean });
            }
            SocketEvent::Refused => self.step(Input::BadAddress { generation }),
            SocketEvent::Binary => self.step(Input::Frame { generation, kind: FrameKind::Bad }),
            SocketEvent::Texts(texts) => self.take_texts(generation, &texts),
        }
    }

    /// Takes what arrived together. That prices came is told to the machine once.
    fn take_texts(self: &Rc<Self>, generation: u64, texts: &str) {
        let mut quotes = false;
        self.tell(News::Frames(texts));
        for text in texts.split(BETWEEN) {
            match self.take_frame(text) {
                FrameKind::Quotes => {
                    self.pass_on(text);
                    quotes = true;
                }
                kind => self.step(Input::Frame { generation, kind }),
            }
        }
        if quotes {
            self.step(Input::Frame { generation, kind: FrameKind::Quotes });
        }
    }

    /// Takes frames that another page heard, or that were recorded.
    pub(super) fn take_frames(&self, texts: &str) {
        for text in texts.split(BETWEEN) {
            self.take_frame(text);
        }
    }

    /// Takes what a frame of the stream says, whichever page heard it.
    pub(super) fn take_frame(&self, text: &str) -> FrameKind {
        let now = self.feed.now();
        let frame = wire::frame::decode(text, |quote| self.feed.apply(&quote, now));
        self.figures.borrow_mut().count_frame(&frame, now);
        match frame {
            wire::frame::Frame { pong: true, .. } => FrameKind::Pong,
            wire::frame::Frame { taken: 0, .. } => FrameKind::Bad,
            _ => FrameKind::Quotes,
        }
    }
}
