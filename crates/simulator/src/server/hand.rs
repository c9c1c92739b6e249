//! The control handle over HTTP, for tests that drive the program from outside; off by default.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::control::{Command, Control, Counts, Entry, Outcome};
use crate::server::Shared;
use crate::world::Match;

/// `POST /_control` with a [`Command`].
pub(crate) async fn obey(State(service): State<Shared>, Json(command): Json<Command>) -> Response {
    match Control::new(service).obey(command) {
        Ok(Outcome::Done) => StatusCode::NO_CONTENT.into_response(),
        Ok(outcome) => Json(outcome).into_response(),
        Err(error) => (StatusCode::NOT_FOUND, error.to_string()).into_response(),
    }
}

/// `GET /_control/counts`.
pub(crate) async fn counts(State(service): State<Shared>) -> Json<Counts> {
    Json(Control::new(service).counts())
}

/// `GET /_control/journal`.
pub(crate) async fn journal(State(service): State<Shared>) -> Json<Vec<Entry>> {
    Json(Control::new(service).journal())
}

/// `GET /_control/matches`.
pub(crate) async fn matches(State(service): State<Shared>) -> Json<Vec<Match>> {
    Json(Control::new(service).matches())
}
