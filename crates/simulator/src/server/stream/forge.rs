//! What is sent in place of a frame.

use axum::extract::ws::{Message, Utf8Bytes};

use crate::fault::{Forgery, LARGEST_BYTES};

/// The forged frame; the original is an object of JSON.
pub(super) fn forge(forgery: Forgery, original: &str) -> Message {
    match forgery {
        Forgery::Truncated => {
            let half = original.floor_char_boundary(original.len() / 2);
            Message::Text(original.split_at(half).0.into())
        }
        Forgery::Rubbish => Message::Text(Utf8Bytes::from_static("{\"odds\":1.85,,}")),
        Forgery::Binary => Message::Binary(original.as_bytes().to_vec().into()),
        Forgery::Huge { bytes } => {
            let filling = "x".repeat(bytes.min(LARGEST_BYTES));
            let rest = original.strip_prefix('{').unwrap_or_default();
            Message::Text(format!("{{\"filling\":\"{filling}\",{rest}").into())
        }
        Forgery::Text { text } => Message::Text(text.into()),
    }
}
