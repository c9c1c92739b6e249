//! Who takes part: the built page, and reference pages that do the same job.

/// How a page is opened and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Takes delivery and shows nothing.
    Empty,
    /// A reference page, which says itself what it shows.
    Peer,
    /// Our dashboard, read through the documented hooks.
    Dashboard,
    /// Our element on a page of somebody else's, read likewise.
    Element,
}

/// One page that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contestant {
    /// Its name on the command line and in tables.
    pub name: &'static str,
    /// What it is, for a reader of the tables.
    pub about: &'static str,
    /// Its path on the server.
    pub path: &'static str,
    /// How it is read.
    pub kind: Kind,
}

/// The page that takes delivery and does nothing.
pub const EMPTY: &str = "empty";
/// The page that all others are told as a share of.
pub const FLOOR: &str = "virtual";
/// The floor once more: what comes out differently for it is chance.
pub const AGAIN: &str = "virtual again";

/// Everybody, ours first.
pub const ALL: [Contestant; 13] = [
    Contestant {
        name: "dashboard",
        about: "ours, the whole dashboard with its ticker",
        path: "/",
        kind: Kind::Dashboard,
    },
    Contestant {
        name: "grid",
        about: "ours, the `<odds-grid>` element",
        path: "/peers/grid/",
        kind: Kind::Element,
    },
    Contestant {
        name: "gridpage",
        about: "ours, the element where it may start no worker",
        path: "/peers/gridpage/",
        kind: Kind::Element,
    },
    peer(EMPTY, "an empty handler, which shows nothing", "/peers/empty/", Kind::Empty),
    peer(FLOOR, "hand-tuned, rows in view only", "/peers/virtual/", Kind::Peer),
    peer(AGAIN, "the same page once more", "/peers/virtual/", Kind::Peer),
    peer("rows", "hand-tuned, all rows, `content-visibility`", "/peers/rows/", Kind::Peer),
    peer("solid", "Solid, all rows", "/peers/solid/", Kind::Peer),
    peer("react", "React, row subscriptions", "/peers/react/", Kind::Peer),
    peer("aggrid16", "AG Grid, 16 ms batches", "/peers/aggrid16/", Kind::Peer),
    peer("aggrid50", "AG Grid, 50 ms batches", "/peers/aggrid50/", Kind::Peer),
    peer("perspective", "Perspective, 50 ms batches", "/peers/perspective/", Kind::Peer),
    peer("naive", "`innerHTML` per message", "/peers/naive/", Kind::Peer),
];

/// Strips that move, each alone on its page.
pub const TICKERS: [Contestant; 3] = [
    Contestant {
        name: "ticker",
        about: "ours, the `<odds-ticker>` element",
        path: "/peers/ticker/",
        kind: Kind::Element,
    },
    peer("strip", "moved by the compositor", "/peers/strip/", Kind::Empty),
    peer("stripframes", "moved by a script in every frame", "/peers/stripframes/", Kind::Empty),
];

const fn peer(
    name: &'static str,
    about: &'static str,
    path: &'static str,
    kind: Kind,
) -> Contestant {
    Contestant { name, about, path, kind }
}

impl Contestant {
    /// One by its name.
    pub fn named(name: &str) -> Option<Self> {
        ALL.into_iter().find(|contestant| contestant.name == name)
    }

    /// Whether it shows prices that can be judged.
    pub fn shows(self) -> bool {
        self.kind != Kind::Empty
    }

    /// Whether it is ours, which names every bookmaker at the best price; the others name one of them.
    pub fn is_ours(self) -> bool {
        matches!(self.kind, Kind::Dashboard | Kind::Element)
    }

    /// An expression that holds once it shows the first prices and takes messages.
    pub fn ready(self) -> String {
        let root = match self.kind {
            Kind::Empty | Kind::Peer => return "window.bench?.ready".to_owned(),
            Kind::Dashboard => "document",
            Kind::Element => r#"document.querySelector("odds-grid, odds-ticker")?.shadowRoot"#,
        };
        let find = |selector: &str| format!("{root}?.querySelector('{selector}')");
        let (live, priced) = (
            find(r#"[part~="status"][data-state="live"]"#),
            find(r#"[part~="price"][data-odds], [part~="item"][data-odds]"#),
        );
        format!("{live} && {priced}")
    }
}

#[cfg(test)]
mod tests {
    use super::{AGAIN, ALL, Contestant, FLOOR};

    #[test]
    fn names_are_told_apart_and_found() {
        for contestant in ALL {
            assert_eq!(Contestant::named(contestant.name), Some(contestant));
        }
        assert_eq!(Contestant::named("nobody"), None);
    }

    #[test]
    fn the_pair_is_one_page() {
        let path = |name| Contestant::named(name).map(|found| found.path);
        assert_eq!(path(FLOOR), path(AGAIN));
    }
}
