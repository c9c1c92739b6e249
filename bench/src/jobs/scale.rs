//! How cost grows: with the messages a second, with the matches on the board, and with the rows in view.

use simulator::trace::Spec;

use super::{plan, rounds};
use crate::args::Wish;
use crate::contestant::{ALL, Contestant, FLOOR};
use crate::plot::{Line, lines};
use crate::report::{Table, Told};
use crate::sample::{self, Plan};
use crate::stage::Stage;
use crate::statistics::median;

const RATES_PER_S: [u32; 5] = [100, 300, 1_000, 3_000, 6_000];
/// With twenty bookmakers each.
const MATCHES: [u32; 5] = [100, 400, 1_000, 3_000, 10_000];
const BOOKS: usize = 20;
/// Of the window, in pixels.
const HEIGHTS: [u32; 4] = [400, 800, 1_600, 3_200];
/// Unless others are named.
const WHO: [&str; 2] = ["dashboard", FLOOR];

/// One way in which a job can be larger.
struct Way {
    name: &'static str,
    title: &'static str,
    axis: &'static str,
    sizes: &'static [u32],
    plan: fn(&Plan, u32) -> Plan,
}

const WAYS: [Way; 3] = [
    Way {
        name: "scale-rate",
        title: "Main thread, milliseconds in a second, by messages",
        axis: "messages a second",
        sizes: &RATES_PER_S,
        plan: |plan, size| Plan { per_s: f64::from(size), ..*plan },
    },
    Way {
        name: "scale-board",
        title: "Main thread, milliseconds in a second, by matches at twenty bookmakers",
        axis: "matches on the board",
        sizes: &MATCHES,
        plan: |plan, size| Plan {
            spec: Spec { matches: size as usize, books: BOOKS, ..plan.spec },
            ..*plan
        },
    },
    Way {
        name: "scale-view",
        title: "Main thread, milliseconds in a second, by the height of the window",
        axis: "pixels",
        sizes: &HEIGHTS,
        plan: |plan, size| Plan { height: Some(size), ..*plan },
    },
];

pub(super) async fn run(stage: &Stage, wish: &Wish) -> Told {
    let who: Vec<_> = if wish.who.len() == ALL.len() {
        WHO.into_iter().filter_map(Contestant::named).collect()
    } else {
        wish.who.clone()
    };
    let mut told = Told { text: String::new(), pictures: Vec::new(), is_good: true };
    for way in &WAYS {
        let mut found: Vec<_> =
            who.iter().map(|who| Line { name: who.name.to_owned(), points: Vec::new() }).collect();
        for size in way.sizes {
            let plan = (way.plan)(&plan(wish), *size);
            for (contestant, line) in who.iter().zip(&mut found) {
                let (cost, is_right) = point(stage, *contestant, &plan, rounds(wish, 2)).await;
                println!("  {} {size}: {} {cost:?}", way.axis, contestant.name);
                told.is_good &= is_right;
                line.points.extend(cost.map(|cost| (f64::from(*size), cost)));
            }
        }
        told.text += &[way.title, ":\n\n", &table(way, &found).to_string(), "\n"].concat();
        told.pictures.push((way.name, lines(way.title, way.axis, &found)));
    }
    told
}

/// What a page costs at one size, and whether it was right.
async fn point(
    stage: &Stage,
    contestant: Contestant,
    plan: &Plan,
    rounds: usize,
) -> (Option<f64>, bool) {
    let (mut costs, mut is_right) = (Vec::new(), true);
    for _ in 0..rounds {
        match sample::take(stage, contestant, plan).await {
            Ok(sample) => {
                is_right &= sample.wrong.is_empty();
                for price in sample.wrong.iter().take(2) {
                    println!("      {} wrong: {price}", sample.wrong.len());
                }
                costs.push(sample.task_ms);
            }
            Err(error) => println!("  {}: left out: {error:#}", contestant.name),
        }
    }
    (median(&costs), is_right)
}

fn table(way: &Way, found: &[Line]) -> Table {
    let names = found.iter().map(|line| line.name.as_str());
    let columns: Vec<_> = std::iter::once(way.axis).chain(names).collect();
    let mut table = Table::new(&columns);
    for size in way.sizes {
        let cost = |line: &Line| {
            let point = line.points.iter().find(|(x, _)| (x - f64::from(*size)).abs() < 0.5);
            point.map_or("–".to_owned(), |(_, cost)| format!("{cost:.1}"))
        };
        table.row(std::iter::once(size.to_string()).chain(found.iter().map(cost)));
    }
    table
}
