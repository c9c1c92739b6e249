//! The board beside a reference on a feed of any length: `--quotes 10000000 --seed 1`.

#[path = "../tests/differential/compare.rs"]
mod compare;
#[path = "../tests/differential/feed.rs"]
mod feed;
#[path = "../tests/differential/reference.rs"]
mod reference;

use std::process::ExitCode;

/// Events between two comparisons of everything: many enough that the feed is most of the work.
const STEP: u64 = 2_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (mut quotes, mut seed) = (1_000_000, 1);
    for pair in args.chunks(2) {
        match pair {
            [name, value] if name == "--quotes" => quotes = value.parse().unwrap_or(0),
            [name, value] if name == "--seed" => seed = value.parse().unwrap_or(0),
            _ => {
                eprintln!("differential [--quotes N] [--seed N]");
                return ExitCode::from(2);
            }
        }
    }
    let found = compare::run(seed, quotes, STEP);
    for difference in &found.differences {
        println!("{difference}");
    }
    println!(
        "{quotes} quotes and rows, seed {seed}: {} comparisons, {} differences",
        found.comparisons,
        found.differences.len()
    );
    if found.differences.is_empty() && found.comparisons > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
