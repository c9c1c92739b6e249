//! One connection per feed on a page, shared by everything that asks for the same feed.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wire::filter::FeedFilter;

use crate::io::connection::Connection;
use crate::io::socket::Home;

/// What makes two feeds the same: where they come from and what was asked of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FeedKey {
    /// Base URL of the backend.
    pub api: String,
    /// The stream's filters.
    pub filter: FeedFilter,
}

thread_local! {
    static CONNECTIONS: RefCell<Vec<(FeedKey, Weak<Connection>)>> = RefCell::default();
}

/// The connection of a feed, started when nobody holds it yet. It ends when the last holder lets go.
///
/// Sockets of a connection that is started live at `home`.
pub fn join(key: FeedKey, home: Home) -> Rc<Connection> {
    CONNECTIONS.with_borrow_mut(|connections| {
        connections.retain(|(_, connection)| connection.strong_count() > 0);
        let held = connections.iter().find(|(held, _)| *held == key);
        if let Some(connection) = held.and_then(|(_, connection)| connection.upgrade()) {
            return connection;
        }
        let connection = Connection::start(key.clone(), home);
        connections.push((key, Rc::downgrade(&connection)));
        connection
    })
}
