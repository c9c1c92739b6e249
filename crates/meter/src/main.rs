//! Plays the trace for an instrument that counts: `meter ours|reference decode|whole MESSAGES`.

use std::process::ExitCode;

use meter::trace::Trace;
use meter::{ours, reference};

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(done) = play(&args) else {
        eprintln!("meter ours|reference decode|whole MESSAGES");
        return ExitCode::from(2);
    };
    println!("{done}");
    ExitCode::SUCCESS
}

/// Fills a board in any case, so that two runs differ in the messages of their steady part and in nothing else.
fn play(args: &[String]) -> Option<usize> {
    let [who, what, count] = args else { return None };
    let trace = Trace::new(1);
    let steady = trace.steady.get(..count.parse().ok()?)?;
    match (who.as_str(), what.as_str()) {
        ("ours", "decode") => Some(ours::decode(steady)),
        ("reference", "decode") => Some(reference::decode(steady)),
        ("ours", "whole") => {
            let mut path = ours::Path::default();
            path.run(&trace.filling);
            Some(path.run(steady))
        }
        ("reference", "whole") => {
            let mut path = reference::Path::default();
            path.run(&trace.filling);
            Some(path.run(steady))
        }
        _ => None,
    }
}
