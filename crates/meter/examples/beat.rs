//! Prints what a second's beat costs: `cargo run --release -p meter --example beat [MATCHES BOOKS]`.

use std::time::Duration;

use meter::beat::{Size, Stage};

/// Beats of each kind, of which the quickest is printed: the others were disturbed.
const BEATS: usize = 20;

fn main() {
    let args: Vec<usize> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let (matches, books) = match args[..] {
        [matches, books] => (matches, books),
        _ => (10_000, 20),
    };
    let mut stage = Stage::new(Size { matches, books });
    println!("{matches} matches, {books} bookmakers, {} prices", 3 * matches * books);
    stage.beat(0);
    for messages in [0, 1_000] {
        let mut quickest = stage.beat(messages);
        for _ in 1..BEATS {
            for ((_, quickest), (_, took)) in quickest.iter_mut().zip(stage.beat(messages)) {
                *quickest = took.min(*quickest);
            }
        }
        let sum: Duration = quickest.iter().map(|(_, took)| *took).sum();
        println!("{messages:>5} messages a second: {:>9.3} ms", 1_000.0 * sum.as_secs_f64());
        for (part, took) in quickest {
            println!("{part:>24} {:>9.3} ms", 1_000.0 * took.as_secs_f64());
        }
    }
}
