//! Markup only: signals in, intents out. Knows nothing of the feed, the wire or the browser's own calls.

pub mod words;

pub mod tree;

pub mod keys;
pub mod kit;
pub mod mark;

pub mod board;
pub mod compare;
pub mod desk;
pub mod detail;
pub mod strip;

pub mod blank;
pub mod calm;
pub mod care;
pub mod foot;
pub mod layers;
pub mod notice;
pub mod rail;
pub mod shell;
pub mod status;
pub mod toolbar;

pub mod dashboard;
pub mod widget;
