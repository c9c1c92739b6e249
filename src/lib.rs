//! The app.

pub mod state;
