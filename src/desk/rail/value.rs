//! Best prices over what the other bookmakers say they are worth, by every method.

mod provider;

use std::sync::Arc;

use model::alert::share::Share;
use model::board::{Board, MarketId};
use model::books::Books;
use model::changes::Spot;
use model::fair::Range;
use model::freshness::Moment;
use model::judge::judge;
use model::line::Line;
use model::price::Price;
use model::project::Lens;
use model::select::Filter;
use model::sorted::in_order;
use model::time::Instant;
use model::value::Value;
use model::view::CompareView;

use crate::desk::kit::{field, note as chip};
use crate::desk::panel::fair;
use crate::desk::rail::item::{self, Place, SHOWN_MAX, figures, item, items, rest, section};
use crate::desk::rail::value::provider::Provider;
use crate::desk::say::Said;
use crate::desk::sight::Sight;
use crate::state::ui::List;
use crate::view::tree::{Element, el};
use crate::view::words::{LIST, desk as words, names};

/// Under what name the threshold is kept.
const NAME: &str = "lists";
/// The threshold before the reader sets one, in percent.
const USUAL: &str = "2";

/// A best price that is worth more than it costs by every method.
pub(in crate::desk) struct Bet {
    pub(in crate::desk) spot: Spot,
    line: Option<Line>,
    selection: Arc<str>,
    books: Vec<Arc<str>>,
    best: Price,
    fair: Range,
    /// What a unit of stake brings on average, between the methods; above zero at both ends.
    pub(in crate::desk) expected: Range,
    /// When the price was last seen.
    pub(in crate::desk) seen: Instant,
}

impl Bet {
    /// Whether the board still says so. Between two looks at a market its price may have gone.
    pub(in crate::desk) fn stands(&self, board: &Board, moment: Moment) -> bool {
        let (market, selection) = self.spot;
        board.best(market, selection, moment).fresh() == Some(self.best)
    }
}

/// Every such price on the board, and from which value on they are listed.
#[derive(Default)]
pub(super) struct Bets {
    held: Vec<Bet>,
    /// As it was typed, which may be no number.
    threshold: Option<String>,
    provider: Provider,
}

impl Bets {
    /// Looks at a market anew.
    pub(super) fn look(&mut self, board: &Board, moment: Moment, books: &Books, market: MarketId) {
        self.held.retain(|bet| bet.spot.0 != market);
        let Some(data) = board.market(market) else { return };
        let filter = Filter::default();
        let lens = Lens::new(board, &filter, moment);
        for line in data.lines() {
            let view = lens.compare(market, line).filter(|view| view.row.line == line);
            self.held.extend(view.into_iter().flat_map(|view| over(board, market, &view, books)));
        }
    }

    /// Lets go of what has left the board.
    pub(super) fn keep(&mut self, stays: impl Fn(MarketId) -> bool) {
        self.held.retain(|bet| stays(bet.spot.0));
    }

    /// The markets of which there is any.
    pub(super) fn markets(&self) -> impl Iterator<Item = MarketId> {
        self.held.iter().map(|bet| bet.spot.0)
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Bet> {
        self.held.iter()
    }

    /// How many are listed.
    pub(super) fn count(&self, sight: &Sight<'_>) -> usize {
        self.listed(sight).count()
    }

    fn listed(&self, sight: &Sight<'_>) -> impl Iterator<Item = &Bet> {
        let least = self.least().map_or(f64::INFINITY, |share| f64::from(share.millionths()) / 1e6);
        let (board, moment) = (sight.board, sight.moment);
        self.held.iter().filter(move |bet| bet.expected.low >= least && bet.stands(board, moment))
    }

    fn typed(&self) -> &str {
        self.threshold.as_deref().unwrap_or(USUAL)
    }

    /// From which value on they are listed; `None` when what was typed is none.
    fn least(&self) -> Option<Share> {
        share(self.typed())
    }

    /// Does what the reader asked for; says whether that was anything of this list.
    pub(super) fn act(&mut self, name: &str, value: &str) -> bool {
        let is_mine = name == "value.least";
        if is_mine {
            self.threshold = Some(value.trim().to_owned());
        }
        is_mine
    }

    /// What is kept, by its name.
    pub(super) fn saved(&self) -> (&'static str, String) {
        (NAME, self.typed().to_owned())
    }

    /// Takes what was kept; what is no threshold is as if none was set.
    pub(super) fn restore(&mut self, name: &str, text: &str) {
        if name == NAME {
            self.threshold = share(text).map(|_| text.to_owned());
        }
    }

    /// Takes the provider's own bets.
    pub(super) fn take(&mut self, body: &str) {
        self.provider.take(body);
    }

    /// The list.
    pub(super) fn draw(&mut self, sight: &Sight<'_>, said: &mut Said) -> Element {
        self.provider.ask(sight.moment.now, said);
        let bets = in_order(self.listed(sight).collect(), |one: &&Bet, other: &&Bet| {
            other.expected.low.total_cmp(&one.expected.low)
        });
        let shown = bets.iter().take(SHOWN_MAX).map(|bet| draw(bet, sight)).collect();
        let trouble = self.least().is_none().then(|| item::note(words::no_share()).role("status"));
        section(List::Value)
            .child(item::note(words::VALUE_NOTE))
            .child(field(words::VALUE_LEAST, self.typed(), "value.least"))
            .child(trouble)
            .child(items(shown, words::NO_VALUE.text()))
            .child(item::more(bets.len()))
            .child(self.provider.draw(sight))
    }
}

/// A share as people type it, after a point or a comma.
fn share(text: &str) -> Option<Share> {
    Share::parse(&text.replace(',', "."))
}

/// The prices of a set that are worth more than they cost by every method.
fn over(board: &Board, market: MarketId, view: &CompareView, books: &Books) -> Vec<Bet> {
    let judged = judge(view, books).unwrap_or_default();
    let bet = |(pick, judged): (&model::view::PickView, model::judge::Judged)| {
        let expected = judged.expected.filter(|expected| expected.low > 0.0)?;
        let number = board.find_selection(market, &pick.selection)?;
        let best = || pick.quotes.iter().filter(|quote| quote.best);
        Some(Bet {
            spot: (market, number),
            line: view.row.line,
            selection: Arc::clone(&pick.selection),
            books: best().map(|quote| Arc::clone(&quote.book)).collect(),
            best: judged.best?,
            fair: judged.fair,
            expected,
            seen: best().filter_map(|quote| quote.seen).max()?,
        })
    };
    view.picks.iter().zip(judged).filter_map(bet).collect()
}

fn draw(bet: &Bet, sight: &Sight<'_>) -> Element {
    let place = Place { sight, market: bet.spot.0, line: bet.line };
    let price = el("bdi", "").child(sight.price(bet.best));
    let over = Value::of(bet.fair.low, bet.best).map_or(0.0, |value| value.edge);
    let kelly = fair::kelly(bet.fair, bet.best).map(words::kelly_up_to);
    let fair = fair::range(sight, bet.fair);
    let worth = words::between(bet.expected.low, bet.expected.high);
    let known = [
        words::on_average(&worth),
        words::points_over(&words::points(over)),
        words::fair_between(&fair),
    ];
    item(place.link(names::selection(&bet.selection)), figures(price), Some(place.bell("value")))
        .child(item::line(place.name()))
        .child(rest(place.about(None)))
        .child(item::line(words::at_books(&bet.books.join(LIST.text()), &sight.age(bet.seen))))
        .child(rest(known.into_iter().chain(kelly).map(chip)))
}
