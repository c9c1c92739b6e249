//! In what order the rows of a board stand, and how they keep their places while somebody reads them.

use crate::board::MarketId;
use crate::project::Lens;
use crate::sorted::{Sorted, in_order};
use crate::time::Instant;
use crate::view::{Group, Stub};

/// By what the rows are put in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// By competition, as [`groups`](crate::select::groups) are.
    #[default]
    Competition,
    /// Matches in play first, then by when they start.
    Start,
    /// The least margin of the best prices first.
    Margin,
    /// The price that moved last first.
    Moved,
}

impl Sort {
    /// Every order, the usual one first.
    pub const ALL: [Self; 4] = [Self::Competition, Self::Start, Self::Margin, Self::Moved];

    /// Its name in addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Competition => "competition",
            Self::Start => "start",
            Self::Margin => "margin",
            Self::Moved => "moved",
        }
    }

    /// Reads its name; `None` when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == text)
    }

    /// The order after this one, and after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        let after = Self::ALL.into_iter().skip_while(|sort| *sort != self).nth(1);
        after.unwrap_or_default()
    }
}

/// Puts groups in another order: one list without sport and competition, in which what is not known comes last and
/// equals stand as they stood.
pub fn sorted(groups: Vec<Group>, sort: Sort, lens: &Lens<'_>) -> Vec<Group> {
    match sort {
        Sort::Competition => groups,
        Sort::Start => by(groups, &|row| start(row, lens)),
        Sort::Margin => by(groups, &|row| margin(row, lens)),
        Sort::Moved => by(groups, &|row| moved(row, lens)),
    }
}

/// A rank in one of the orders: of one type for all, because every other would be a sort of its own in the page.
type Rank = (bool, i64);

fn by(groups: Vec<Group>, rank: &dyn Fn(&Stub) -> Rank) -> Vec<Group> {
    let ways = groups.iter().map(|group| group.ways).max();
    let Some((kind, ways)) = groups.first().map(|group| group.kind).zip(ways) else {
        return groups;
    };
    let rows = groups.into_iter().flat_map(|group| group.rows);
    let ranked = rows.map(|row| (rank(&row), row)).collect();
    let rows = in_order(ranked, |a: &(Rank, _), b| a.0.cmp(&b.0));
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    vec![Group { sport: "".into(), competition: "".into(), kind, ways, rows }]
}

fn start(row: &Stub, lens: &Lens<'_>) -> Rank {
    let starts_at = lens.board.match_of(row.id).and_then(|of| of.starts_at);
    (!row.live, starts_at.map_or(i64::MAX, Instant::as_ms))
}

fn margin(row: &Stub, lens: &Lens<'_>) -> Rank {
    let overround = lens.overround(row.id);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the overround of up to three prices lies between -1 and 2, far inside the range"
    )]
    let millionths = overround.map(|overround| (overround * 1e6).round() as i64);
    (millionths.is_none(), millionths.unwrap_or_default())
}

fn moved(row: &Stub, lens: &Lens<'_>) -> Rank {
    let moved_at = lens.moved_at(row.id);
    (moved_at.is_none(), moved_at.map_or(0, |at| at.as_ms().saturating_neg()))
}

/// Groups and rows of `fresh` in the places that they have in `shown`; those that are new come at the end, rows at
/// that of their group.
pub fn in_place(shown: &[Group], fresh: Vec<Group>) -> Vec<Group> {
    let places = places(shown);
    let place = |row: &Stub| place(&places, row.id);
    let rank = |group: &Group| {
        let is_it =
            |other: &&Group| other.sport == group.sport && other.competition == group.competition;
        shown.iter().take_while(|other| !is_it(other)).count()
    };
    let mut groups = in_order(fresh, |a, b| rank(a).cmp(&rank(b)));
    for group in &mut groups {
        group.rows = in_order(std::mem::take(&mut group.rows), |a, b| place(a).cmp(&place(b)));
    }
    groups
}

/// How many rows have to move at least until `kept` stands as `fresh` does. Both hold the same rows.
pub fn moves(kept: &[Group], fresh: &[Group]) -> usize {
    let places = places(fresh);
    let rows = kept.iter().flat_map(|group| &group.rows).map(|row| place(&places, row.id));
    // The most rows that can stay are those of the longest run of rising places; of every length, the lowest place
    // that such a run can end with.
    let (mut ends, mut count) = (Vec::new(), 0);
    for place in rows {
        count += 1;
        let length = ends.partition_point(|end| *end < place);
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    count - ends.len()
}

fn places(groups: &[Group]) -> Sorted<(MarketId, usize)> {
    let rows = groups.iter().flat_map(|group| &group.rows).enumerate();
    rows.map(|(place, row)| (row.id, place)).collect()
}

/// Where a row stands; after all others where it does not.
fn place(places: &[(MarketId, usize)], market: MarketId) -> usize {
    let found = places.binary_search_by_key(&market, |(id, _)| *id);
    found.ok().and_then(|at| places.get(at)).map_or(usize::MAX, |(_, place)| *place)
}
