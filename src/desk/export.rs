//! What is on the board under the reader's filter, as a file: every bookmaker's quote with what is known of it.
//!
//! What is not known is left empty, and never zero. Numbers are written with a point in any language; times are UTC.

mod csv;
mod json;

use model::best::State;
use model::board::MarketId;
use model::consensus::Standing;
use model::fair::Method;
use model::format::{Format, Shown, fixed};
use model::freshness::{Limits, Moment};
use model::judge::{Judged, judge};
use model::line::Line;
use model::price::Price;
use model::project::Lens;
use model::select::{Filter, groups};
use model::time::Instant;
use model::view::{CompareView, PickView, QuoteView};
use wire::rfc3339;

use crate::desk::setting::Setting;
use crate::desk::sight::Sight;

/// A form of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// RFC 4180, a line for each quote.
    Csv,
    /// An object: what holds for all, and a list of quotes.
    Json,
}

impl Form {
    /// The form of this name.
    pub(super) fn parse(name: &str) -> Option<Self> {
        match name {
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// Its name, which files of it end with, and its media type.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("csv", "text/csv;charset=utf-8"),
            Self::Json => ("json", "application/json"),
        }
    }
}

/// A value of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// It is not known, or there is none.
    Unknown,
    /// A text of the feed, or one of ours.
    Text(String),
    /// A number as it is written.
    Number(String),
    /// A fact that holds or not.
    Fact(bool),
}

impl Value {
    fn text(text: impl AsRef<str>) -> Self {
        Self::Text(text.as_ref().to_owned())
    }

    fn maybe(text: Option<impl AsRef<str>>) -> Self {
        text.map_or(Self::Unknown, Self::text)
    }

    fn time(at: Option<Instant>) -> Self {
        at.and_then(rfc3339).map_or(Self::Unknown, Self::Text)
    }

    fn number(number: Option<impl ToString>) -> Self {
        number.map_or(Self::Unknown, |number| Self::Number(number.to_string()))
    }

    /// A probability, a margin or the like, to the millionth.
    fn fraction(fraction: Option<f64>) -> Self {
        let fraction = fraction.filter(|fraction| fraction.abs() < 1e6);
        fraction.map_or(Self::Unknown, |fraction| {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "millionths of less than a million"
            )]
            let millionths = (fraction * 1e6).round() as i64;
            let sign = if millionths < 0 { "-" } else { "" };
            Self::Number([sign, &fixed(millionths.unsigned_abs(), 6)].concat())
        })
    }
}

/// Values by their names, in their order.
type Record = Vec<(&'static str, Value)>;

/// The file: its name, its media type, and what is in it. `is_replay` says that the board is that of a recording.
pub(super) fn file(sight: &Sight<'_>, form: Form, is_replay: bool) -> [String; 3] {
    let (head, quotes) = (head(sight, is_replay), quotes(sight));
    let text = match form {
        Form::Csv => csv::write(&head, &quotes),
        Form::Json => json::write(&head, &quotes),
    };
    let (ending, media) = form.names();
    [name(sight.moment.now, ending), media.to_owned(), text]
}

/// A file's name with the time in it: `oddsboard-2026-11-28T19-42-07Z.csv`.
pub(super) fn name(at: Instant, ending: &str) -> String {
    // To the second, and without what some systems do not take in names.
    let second = Instant::from_ms(at.as_ms().div_euclid(1000) * 1000);
    let time = rfc3339(second).unwrap_or_default().replace(':', "-");
    ["oddsboard-", &time, ".", ending].concat()
}

/// What holds for all of the file.
fn head(sight: &Sight<'_>, is_replay: bool) -> Record {
    let Sight { moment, setting, .. } = sight;
    vec![
        ("exported_at", Value::time(Some(moment.now))),
        ("source", Value::text(if is_replay { "replay" } else { "feed" })),
        ("live_since", Value::time(moment.live_since)),
        ("filter", Value::text(filter(&setting.filter))),
        ("format", Value::text(setting.format.as_str())),
        ("method", Value::text(Method::default().as_str())),
        ("thresholds", Value::text(thresholds(moment.limits))),
        ("version", Value::text(env!("CARGO_PKG_VERSION"))),
    ]
}

/// The filter as names and values: `market=moneyline period=0 live=all search=psg`.
fn filter(filter: &Filter) -> String {
    let Filter { search, sport, competition, bookmaker, market_type, period, phases, lineup } =
        filter;
    let books = lineup.is_narrow().then(|| lineup.columns().to_string());
    let who = Some(lineup.corrections().to_string()).filter(|who| !who.is_empty());
    let (period, search) = (period.to_string(), Some(search).filter(|words| !words.is_empty()));
    let parts = [
        ("market", Some(market_type)),
        ("period", Some(&period)),
        ("live", Some(&phases.as_str().to_owned())),
        ("sport", sport.as_ref()),
        ("competition", competition.as_ref()),
        ("bookmaker", bookmaker.as_ref()),
        ("books", books.as_ref()),
        ("who", who.as_ref()),
        ("search", search),
    ]
    .map(|(name, value)| value.map(|value| [name, "=", value].concat()));
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// How long quotes count, in seconds.
fn thresholds(limits: Limits) -> String {
    let Limits { live_ms, live_vouched_ms, early_ms, early_vouched_ms } = limits;
    let parts = [
        ("live", live_ms),
        ("live_vouched", live_vouched_ms),
        ("early", early_ms),
        ("early_vouched", early_vouched_ms),
    ];
    parts.map(|(name, ms)| [name, "=", &(ms / 1000).to_string(), "s"].concat()).join(" ")
}

/// Every quote, market by market in the order of the board, and line by line.
fn quotes(sight: &Sight<'_>) -> Vec<Record> {
    let Sight { board, moment, setting, .. } = *sight;
    let stubs = groups(board, &setting.filter, moment).into_iter().flat_map(|group| group.rows);
    let lens = Lens::new(board, &setting.filter, moment);
    let mut quotes = Vec::new();
    for market in stubs.map(|stub| stub.id) {
        for view in sets(&lens, market) {
            add(&view, moment, setting, &mut quotes);
        }
    }
    quotes
}

/// A market at each of its lines; at its only set where it has none.
fn sets(lens: &Lens<'_>, market: MarketId) -> Vec<CompareView> {
    let Some(first) = lens.compare(market, None) else { return Vec::new() };
    if first.lines.is_empty() {
        return vec![first];
    }
    let at = |line: &Line| lens.compare(market, Some(*line));
    first.lines.iter().filter_map(at).collect()
}

fn add(view: &CompareView, moment: Moment, setting: &Setting, quotes: &mut Vec<Record>) {
    let judged = judge(view, &setting.filter.lineup.books()).ok();
    for (place, pick) in view.picks.iter().enumerate() {
        let judged = judged.as_ref().and_then(|judged| judged.get(place));
        for quote in &pick.quotes {
            let mut record = of_set(view);
            record.extend(of_quote(pick, quote, moment, setting.format));
            record.extend(of_judgement(judged));
            quotes.push(record);
        }
    }
}

fn of_set(view: &CompareView) -> Record {
    let row = &view.row;
    vec![
        ("sport", Value::text(&row.sport)),
        ("competition", Value::text(&row.competition)),
        ("match", Value::text(&row.match_name)),
        ("market", Value::text(&row.market_type)),
        ("period", Value::number(Some(row.period))),
        ("phase", Value::text(if row.live { "live" } else { "early" })),
        ("starts_at", Value::time(row.starts_at)),
        ("line", Value::number(row.line)),
        ("overround", Value::fraction(row.margin.overround())),
    ]
}

fn of_quote(pick: &PickView, quote: &QuoteView, moment: Moment, format: Format) -> Record {
    let seen = quote.seen.filter(|_| quote.state != State::None);
    vec![
        ("selection", Value::text(&pick.selection)),
        ("bookmaker", Value::text(&quote.book)),
        ("odds", Value::number(quote.price.map(Price::canonical))),
        ("odds_shown", Value::maybe(quote.price.map(|price| shown(price, format)))),
        ("state", Value::text(quote.state.as_str())),
        ("best", Value::Fact(quote.best)),
        ("scraped_at", Value::time(seen)),
        ("age_s", Value::number(seen.map(|seen| seen.age_ms(moment.now) / 1000))),
    ]
}

/// A price in the reader's format, with the signs that programs read.
fn shown(price: Price, format: Format) -> String {
    let Shown { text, is_exact } = format.show(price);
    if is_exact { text } else { ["≈", &text].concat() }
}

/// What the selection is worth by the bookmakers that do not offer its best price.
fn of_judgement(judged: Option<&Judged>) -> Record {
    let usual = Method::ALL.iter().position(|method| *method == Method::default());
    let fair = judged.and_then(|judged| *judged.by_method.get(usual?)?);
    let standings = judged.map(|judged| judged.standings.iter());
    let counted =
        standings.map(|all| all.filter(|standing| **standing == Standing::Counted).count());
    let expected = judged.and_then(|judged| judged.expected);
    vec![
        ("fair", Value::fraction(fair)),
        ("fair_low", Value::fraction(judged.map(|judged| judged.fair.low))),
        ("fair_high", Value::fraction(judged.map(|judged| judged.fair.high))),
        ("fair_books", Value::number(counted)),
        ("best_edge_low", Value::fraction(expected.map(|edge| edge.low))),
        ("best_edge_high", Value::fraction(expected.map(|edge| edge.high))),
    ]
}
