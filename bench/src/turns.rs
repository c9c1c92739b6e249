//! Who is measured when: everybody once in each round, in an order that changes from round to round, so that a
//! machine that grows slower does so for all alike.

use anyhow::Result;

use crate::contestant::Contestant;
use simulator::random::Random;

/// Gives everybody a turn in each round and prints what it says of itself. A turn that fails is told and left out: it
/// says nothing about how fast a page is.
pub async fn by_turns(
    who: &[Contestant],
    rounds: usize,
    seed: u64,
    mut turn: impl AsyncFnMut(usize, Contestant) -> Result<String>,
) {
    let mut random = Random::new(seed);
    let mut order = who.to_vec();
    for round in 0..rounds {
        random.shuffle(&mut order);
        for contestant in &order {
            let said = turn(round, *contestant).await;
            let said = said.unwrap_or_else(|error| format!("left out: {error:#}"));
            println!("  {} {:14} {said}", round + 1, contestant.name);
        }
    }
}
