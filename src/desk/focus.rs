//! The open match, told by its names, because numbers of two boards differ.

use model::board::{Board, MarketId};
use model::line::Line;

/// A market by its names, and the line at which it is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus {
    /// Sport.
    pub sport: String,
    /// Competition code or raw name.
    pub competition: String,
    /// Match name.
    pub match_name: String,
    /// Market type.
    pub market_type: String,
    /// Period.
    pub period: i32,
    /// Whether in play.
    pub live: bool,
    /// The line, where the market has lines.
    pub line: Option<Line>,
}

/// What stands for a market in play.
const LIVE: &str = "live";

impl Focus {
    /// A market of a board, at this line.
    pub fn of(board: &Board, market: MarketId, line: Option<Line>) -> Option<Self> {
        let (market, of) = (board.market(market)?, board.match_of(market)?);
        let name = |name| board.text(name).to_string();
        Some(Self {
            sport: name(of.sport),
            competition: name(of.competition),
            match_name: name(of.name),
            market_type: name(market.market_type),
            period: market.period,
            live: market.live,
            line,
        })
    }

    /// One line, with tabs between the names.
    pub fn write(&self) -> String {
        let quarters = self.line.map(|line| line.quarters().to_string()).unwrap_or_default();
        let phase = if self.live { LIVE } else { "" };
        let Self { sport, competition, match_name, market_type, period, .. } = self;
        let period = period.to_string();
        [sport, competition, match_name, market_type, &period, phase, &quarters].join("\t")
    }

    /// Reads what [`Focus::write`] wrote; `None` when it is not that.
    pub fn read(text: &str) -> Option<Self> {
        let mut fields = text.split('\t');
        let mut field = || fields.next();
        Some(Self {
            sport: field()?.to_owned(),
            competition: field()?.to_owned(),
            match_name: field()?.to_owned(),
            market_type: field()?.to_owned(),
            period: field()?.parse().ok()?,
            live: field()? == LIVE,
            line: field()?.parse().ok().map(Line::from_quarters),
        })
    }

    /// The market on this board.
    pub fn find(&self, board: &Board) -> Option<MarketId> {
        board.markets().find(|market| self.is_on(board, *market))
    }

    fn is_on(&self, board: &Board, market: MarketId) -> bool {
        let found = board.market(market).zip(board.match_of(market));
        found.is_some_and(|(market, of)| {
            let is = |name, text: &str| **board.text(name) == *text;
            market.period == self.period
                && market.live == self.live
                && is(of.name, &self.match_name)
                && is(market.market_type, &self.market_type)
                && is(of.competition, &self.competition)
                && is(of.sport, &self.sport)
        })
    }
}

#[cfg(test)]
mod tests {
    use model::line::Line;

    use super::Focus;

    #[test]
    fn a_market_is_told_by_its_names_and_read_again() {
        let focus = Focus {
            sport: "Football".to_owned(),
            competition: "LIG1".to_owned(),
            match_name: "PSG - Lyon".to_owned(),
            market_type: "total".to_owned(),
            period: 1,
            live: true,
            line: Some(Line::from_quarters(10)),
        };
        assert_eq!(Focus::read(&focus.write()), Some(focus.clone()));
        let without = Focus { line: None, live: false, ..focus };
        assert_eq!(Focus::read(&without.write()), Some(without));
        assert_eq!(Focus::read("Football\tLIG1"), None);
    }
}
