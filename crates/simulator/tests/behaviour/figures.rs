//! Measures a world as one measures a table of real prices.

use std::collections::BTreeMap;

use simulator::World;

/// Full-time, pre-match, three-way prices: match, bookmaker, selection.
type Board = BTreeMap<String, BTreeMap<String, BTreeMap<String, f64>>>;

/// What the board says.
pub(crate) struct Figures {
    board: Board,
    kickoffs: BTreeMap<String, i64>,
    pub(crate) overround_by_book: BTreeMap<String, f64>,
    pub(crate) best_overround: f64,
    pub(crate) arbitrages: f64,
    pub(crate) ties: f64,
}

/// Moves of implied probability between two boards.
pub(crate) struct Moves {
    pub(crate) median: f64,
    pub(crate) high: f64,
    pub(crate) down: f64,
}

impl Figures {
    pub(crate) fn of(world: &World) -> Self {
        let board = board(world);
        let overround = |prices: &BTreeMap<String, f64>| {
            prices.values().map(|price| 1.0 / price).sum::<f64>() - 1.0
        };
        let mut by_book: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        let (mut best_overrounds, mut tied, mut outcomes) = (Vec::new(), 0, 0);
        for books in board.values().filter(|books| books.len() >= 5) {
            let mut best: BTreeMap<String, (f64, usize)> = BTreeMap::new();
            for (book, prices) in books {
                by_book.entry(book.clone()).or_default().push(overround(prices));
                for (selection, price) in prices {
                    let entry = best.entry(selection.clone()).or_insert((0.0, 0));
                    if *price > entry.0 + 1e-9 {
                        *entry = (*price, 1);
                    } else if (*price - entry.0).abs() < 1e-9 {
                        entry.1 += 1;
                    }
                }
            }
            outcomes += best.len();
            tied += best.values().filter(|(_, books)| *books > 1).count();
            best_overrounds.push(best.values().map(|(price, _)| 1.0 / price).sum::<f64>() - 1.0);
        }
        let arbitrages = best_overrounds.iter().filter(|sum| **sum < 0.0).count();
        Self {
            overround_by_book: by_book.into_iter().map(|(book, all)| (book, mean(&all))).collect(),
            best_overround: mean(&best_overrounds),
            arbitrages: arbitrages as f64 / best_overrounds.len() as f64,
            ties: tied as f64 / outcomes as f64,
            board,
            kickoffs: world
                .matches()
                .into_iter()
                .map(|m| (format!("{} {}", m.competition, m.match_name), m.kickoff))
                .collect(),
        }
    }

    pub(crate) fn moves_to(&self, later: &Self, kickoff_before: i64) -> Moves {
        let mut sizes = Vec::new();
        let mut down = 0;
        for (name, books) in &self.board {
            if later.kickoffs.get(name).is_none_or(|k| *k > kickoff_before) {
                continue;
            }
            let old = books.get("Pinnacle");
            let new = later.board.get(name).and_then(|books| books.get("Pinnacle"));
            let (Some(old), Some(new)) = (old, new) else { continue };
            for (selection, price) in old {
                let Some(now) = new.get(selection) else { continue };
                if (price - now).abs() > 1e-9 {
                    down += usize::from(now < price);
                }
                sizes.push((1.0 / price - 1.0 / now).abs());
            }
        }
        sizes.sort_by(f64::total_cmp);
        let moved = sizes.iter().filter(|size| **size > 1e-9).count();
        let at = |share: f64| sizes[((sizes.len() - 1) as f64 * share) as usize];
        Moves { median: at(0.5), high: at(0.95), down: down as f64 / moved as f64 }
    }
}

fn board(world: &World) -> Board {
    let mut board = Board::new();
    for found in world.matches() {
        let three_way = matches!(found.sport.as_str(), "Football" | "Other");
        if found.is_live || !three_way {
            continue;
        }
        for price in found.prices {
            if price.market_type == "moneyline" && price.period == 0 && !price.is_live {
                let name = format!("{} {}", found.competition, found.match_name);
                let books = board.entry(name).or_default();
                books.entry(price.bookmaker).or_default().insert(price.selection, price.odds);
            }
        }
    }
    board
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
