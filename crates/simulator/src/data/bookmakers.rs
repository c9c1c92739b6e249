//! The ten bookmakers: how dear, how fast, how wide each is.

/// Which prices a bookmaker can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ladder {
    /// Two decimals, three below 2.
    Fine,
    /// Two decimals up to 3, then coarser.
    Common,
    /// The rungs of a shop window: 1.55, 2.05, 3.1, 4.25, 7.5.
    Coarse,
}

/// One bookmaker's habits.
#[derive(Debug)]
pub(crate) struct Bookmaker {
    pub(crate) name: &'static str,
    /// Overround of a full-time moneyline.
    pub(crate) margin: f64,
    /// Seconds between two scrapes of a pre-match event.
    pub(crate) scrape_s: f64,
    /// Seconds between two scrapes of a live event.
    pub(crate) live_scrape_s: f64,
    /// Milliseconds from scrape to push.
    pub(crate) latency_ms: i64,
    /// Probability that a scrape already finds the market's newest view.
    pub(crate) quickness: f64,
    /// Spread of its own opinion, on the log scale of chances.
    pub(crate) opinion: f64,
    pub(crate) ladder: Ladder,
    /// Share of the events it offers.
    pub(crate) coverage: f64,
    /// Lines of a total or spread it offers; more than three includes quarter lines.
    pub(crate) lines: usize,
    /// Whether it offers first-half markets.
    pub(crate) halves: bool,
    /// Whether its rows link to the event.
    pub(crate) links: bool,
    /// Whether its rows state a maximum stake.
    pub(crate) liquidity: bool,
}

const ORDINARY: Bookmaker = Bookmaker {
    name: "",
    margin: 0.045,
    scrape_s: 20.0,
    live_scrape_s: 8.0,
    latency_ms: 1800,
    quickness: 0.6,
    opinion: 0.022,
    ladder: Ladder::Common,
    coverage: 0.85,
    lines: 3,
    halves: true,
    links: true,
    liquidity: false,
};

/// The bookmaker whose prices the others are measured by.
pub(crate) const REFERENCE: &str = "Pinnacle";

pub(crate) const BOOKMAKERS: [Bookmaker; 10] = [
    Bookmaker {
        name: REFERENCE,
        margin: 0.025,
        scrape_s: 12.0,
        live_scrape_s: 5.0,
        latency_ms: 1000,
        quickness: 1.0,
        opinion: 0.008,
        ladder: Ladder::Fine,
        coverage: 0.97,
        lines: 5,
        liquidity: true,
        ..ORDINARY
    },
    Bookmaker {
        name: "Winamax",
        margin: 0.037,
        scrape_s: 14.0,
        live_scrape_s: 6.0,
        quickness: 0.8,
        coverage: 0.95,
        ..ORDINARY
    },
    Bookmaker { name: "Betclic", margin: 0.04, coverage: 0.93, scrape_s: 16.0, ..ORDINARY },
    Bookmaker { name: "Betsson", margin: 0.048, ladder: Ladder::Coarse, ..ORDINARY },
    Bookmaker {
        name: "Unibet.fr",
        margin: 0.046,
        scrape_s: 18.0,
        live_scrape_s: 7.0,
        coverage: 0.92,
        ..ORDINARY
    },
    Bookmaker { name: "Vbet", margin: 0.032, opinion: 0.025, coverage: 0.8, ..ORDINARY },
    Bookmaker {
        name: "DaznBet",
        margin: 0.05,
        scrape_s: 26.0,
        live_scrape_s: 10.0,
        coverage: 0.65,
        links: false,
        halves: false,
        ..ORDINARY
    },
    Bookmaker {
        name: "ParionsSport",
        margin: 0.058,
        scrape_s: 30.0,
        live_scrape_s: 12.0,
        latency_ms: 2900,
        quickness: 0.35,
        opinion: 0.022,
        ladder: Ladder::Coarse,
        lines: 2,
        ..ORDINARY
    },
    Bookmaker {
        name: "PMU",
        margin: 0.054,
        scrape_s: 28.0,
        live_scrape_s: 11.0,
        latency_ms: 2400,
        quickness: 0.45,
        ladder: Ladder::Coarse,
        coverage: 0.7,
        lines: 1,
        halves: false,
        ..ORDINARY
    },
    Bookmaker { name: "Bwin", margin: 0.05, ladder: Ladder::Coarse, opinion: 0.024, ..ORDINARY },
];
