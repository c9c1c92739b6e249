//! An alert that is being filled in.

use model::alert::condition::{Condition, WITHIN_S_MAX};
use model::alert::rule::{Damage, Rule, Target};
use model::alert::share::Share;
use model::board::MarketId;
use model::price::Price;

use crate::desk::kit::{choice, field, head};
use crate::desk::sight::Sight;
use crate::view::tree::{Element, Text, el};
use crate::view::words::{Word, desk as words, names};

/// What an alert may be on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    #[default]
    AtLeast,
    AtMost,
    Moved,
    Roi,
    Value,
}

impl Kind {
    const ALL: [Self; 5] = [Self::AtLeast, Self::AtMost, Self::Moved, Self::Roi, Self::Value];

    fn as_str(self) -> &'static str {
        match self {
            Self::AtLeast => "least",
            Self::AtMost => "most",
            Self::Moved => "move",
            Self::Roi => "roi",
            Self::Value => "value",
        }
    }

    fn word(self) -> Word {
        match self {
            Self::AtLeast => words::KIND_AT_LEAST,
            Self::AtMost => words::KIND_AT_MOST,
            Self::Moved => words::KIND_MOVED,
            Self::Roi => words::VERDICT_ARBITRAGE,
            Self::Value => words::KIND_VALUE,
        }
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Whether it is about one selection; the others are about all of a match.
    fn is_of_selection(self) -> bool {
        matches!(self, Self::AtLeast | Self::AtMost | Self::Moved)
    }

    fn unit(self) -> Word {
        match self {
            Self::AtLeast | Self::AtMost => words::ODDS_IN_DECIMAL,
            Self::Moved => words::POINTS,
            Self::Roi | Self::Value => words::PER_CENT,
        }
    }
}

/// Why an alert was not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// What was typed is no number of the kind.
    Number,
    /// What it is to be on is not on the board any more.
    Gone,
    /// There are too many, or it cannot be kept.
    Damage(Damage),
}

impl From<Damage> for Trouble {
    fn from(damage: Damage) -> Self {
        Self::Damage(damage)
    }
}

/// What is filled in, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    kind: Kind,
    selection: String,
    number: String,
    minutes: String,
    /// What became of the last one.
    told: Option<Result<(), Trouble>>,
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            kind: Kind::default(),
            selection: String::new(),
            number: String::new(),
            minutes: "10".to_owned(),
            told: None,
        }
    }
}

impl Draft {
    /// Does what the reader did in the form.
    pub(super) fn act(&mut self, name: &str, value: &str) {
        match name {
            "alerts.kind" => self.kind = Kind::read(value).unwrap_or_default(),
            "alerts.selection" => value.clone_into(&mut self.selection),
            "alerts.number" => value.trim().clone_into(&mut self.number),
            "alerts.minutes" => value.trim().clone_into(&mut self.minutes),
            _ => return,
        }
        self.told = None;
    }

    /// Fills in what a line of a list is about: `roi`, `value`, or `price` and a selection.
    pub(super) fn prepare(&mut self, draft: &str, sight: &Sight<'_>, market: MarketId) {
        self.told = None;
        let (kind, selection) = draft.split_once(' ').unwrap_or((draft, ""));
        self.kind = Kind::read(kind).unwrap_or_default();
        selection.clone_into(&mut self.selection);
        self.number = match self.kind {
            Kind::Roi => "1".to_owned(),
            Kind::Value => "2".to_owned(),
            Kind::AtLeast | Kind::AtMost | Kind::Moved => {
                best(sight, market, selection).map(|price| price.to_string()).unwrap_or_default()
            }
        };
    }

    /// Notes what became of it.
    pub(super) fn tell(&mut self, told: Result<(), Trouble>) {
        self.told = Some(told);
    }

    /// The alert that is filled in: on the open match, or on the whole board.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub(super) fn rule(&self, sight: &Sight<'_>, is_of_match: bool) -> Result<Rule, Trouble> {
        let kind = if is_of_match { self.kind } else { self.kind_of_board() };
        let condition = self.condition(kind).ok_or(Trouble::Number)?;
        if !is_of_match {
            return Ok(Rule { target: Target::default(), condition });
        }
        let focus = sight.setting.focus.as_ref().ok_or(Trouble::Gone)?;
        let of_match = Target {
            sport: focus.sport.clone(),
            competition: focus.competition.clone(),
            match_name: focus.match_name.clone(),
            ..Target::default()
        };
        if !kind.is_of_selection() {
            return Ok(Rule { target: of_match, condition });
        }
        let market = focus.find(sight.board).ok_or(Trouble::Gone)?;
        let selection = self.selection(&selections(sight, market)).ok_or(Trouble::Gone)?.to_owned();
        let target = Target {
            market_type: focus.market_type.clone(),
            period: Some(focus.period),
            live: Some(focus.live),
            selection,
            ..of_match
        };
        Ok(Rule { target, condition })
    }

    /// The whole board has no selection to be about.
    fn kind_of_board(&self) -> Kind {
        if self.kind.is_of_selection() { Kind::Roi } else { self.kind }
    }

    fn condition(&self, kind: Kind) -> Option<Condition> {
        let number = self.number.replace(',', ".");
        let share = || Share::parse(&number);
        Some(match kind {
            Kind::AtLeast => Condition::AtLeast(Price::parse(&number)?),
            Kind::AtMost => Condition::AtMost(Price::parse(&number)?),
            Kind::Moved => {
                let minutes: u32 = self.minutes.parse().ok()?;
                let within_s = minutes.checked_mul(60)?;
                let is_time = within_s > 0 && within_s <= WITHIN_S_MAX;
                Condition::Shifted { by: share().filter(|_| is_time)?, within_s }
            }
            Kind::Roi => Condition::Roi(share()?),
            Kind::Value => Condition::Value(share()?),
        })
    }

    /// The selection that is chosen, or the first.
    fn selection<'a>(&self, selections: &'a [String]) -> Option<&'a String> {
        let chosen = selections.iter().find(|selection| **selection == self.selection);
        chosen.or(selections.first())
    }

    /// The form beside an open match.
    pub(super) fn draw(&self, sight: &Sight<'_>, market: MarketId) -> Option<Element> {
        let selections = selections(sight, market);
        let chosen = self.selection(&selections)?;
        let said = |name: &String| names::selection(&name.as_str().into()).to_string();
        let names = selections.iter().map(|name| (name.clone(), said(name))).collect();
        let of_selection = self
            .kind
            .is_of_selection()
            .then(|| choice(words::ALERT_ON, names, chosen, "alerts.selection"));
        let minutes = (self.kind == Kind::Moved)
            .then(|| field(words::WITHIN, &self.minutes, "alerts.minutes"));
        let inputs = el("div", "stakes__inputs")
            .child(kinds(&Kind::ALL, self.kind))
            .child(of_selection)
            .child(field(self.kind.unit(), &self.number, "alerts.number"))
            .child(minutes);
        Some(
            el("section", "stakes")
                .child(head(words::NEW_ALERT))
                .child(inputs)
                .child(button("alerts.set"))
                .child(self.draw_told()),
        )
    }

    /// The form for the whole board.
    pub(super) fn draw_of_board(&self) -> Element {
        let inputs = el("div", "stakes__inputs")
            .child(kinds(&[Kind::Roi, Kind::Value], self.kind_of_board()))
            .child(field(words::PER_CENT, &self.number, "alerts.number"));
        el("div", "list__form")
            .child(el("h3", "").child(words::NEW_BOARD_ALERT))
            .child(inputs)
            .child(button("alerts.set-board"))
            .child(self.draw_told())
    }

    fn draw_told(&self) -> Option<Element> {
        let text: Text = match self.told? {
            Ok(()) => words::ALERT_SET.into(),
            Err(Trouble::Number) => words::alert_no_number().into(),
            Err(Trouble::Gone) => words::NOT_ON_BOARD.into(),
            Err(Trouble::Damage(Damage::Full)) => words::ALERTS_FULL.into(),
            Err(Trouble::Damage(_)) => words::ALERT_NOT_KEPT.into(),
        };
        Some(el("p", "stakes__note").role("status").child(text))
    }
}

fn kinds(kinds: &[Kind], chosen: Kind) -> Element {
    let choices =
        kinds.iter().map(|kind| (kind.as_str().to_owned(), kind.word().text().to_owned()));
    choice(words::ALERT_WHEN, choices.collect(), chosen.as_str(), "alerts.kind")
}

fn button(act: &str) -> Element {
    el("button", "button").set("type", "button").act("click", act).child(words::SET_ALERT)
}

/// The outcomes at the line that is compared.
fn selections(sight: &Sight<'_>, market: MarketId) -> Vec<String> {
    let view = sight.compare(market);
    let picks = view.iter().flat_map(|view| &view.picks);
    picks.map(|pick| pick.selection.to_string()).collect()
}

fn best(sight: &Sight<'_>, market: MarketId, selection: &str) -> Option<Price> {
    let number = sight.board.find_selection(market, selection)?;
    sight.board.best(market, number, sight.moment).fresh()
}
