//! One seed is one world.

use proptest::prelude::*;
use simulator::world::{Burst, Message, RowFilter};
use simulator::{Assumptions, Scenario, World};

use crate::client::START;

fn world(seed: u64, scenario: Scenario) -> World {
    World::new(seed, scenario, START, Burst::default(), &Assumptions::default())
}

/// Everything a client could see: every frame, and every row at the end.
fn play(mut world: World, instants: &[i64]) -> (Vec<Message>, String) {
    let messages = instants.iter().flat_map(|at| world.advance(START + at)).collect();
    let (rows, _) = world.odds(&RowFilter::default(), usize::MAX).expect("rows are written");
    (messages, rows)
}

#[test]
fn the_same_seed_is_the_same_world_in_every_scenario() {
    for scenario in Scenario::ALL {
        let [one, other] = [(); 2].map(|()| play(world(42, scenario), &[40_000]));
        assert!(!one.0.is_empty(), "{scenario}");
        assert!(one == other, "{scenario}");
    }
}

#[test]
fn another_seed_is_another_world() {
    let [one, other] = [1, 2].map(|seed| play(world(seed, Scenario::Matchday), &[20_000]));
    assert!(one.0 != other.0 && one.1 != other.1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_world_does_not_depend_on_how_time_is_cut(
        seed in any::<u64>(),
        scenario in prop::sample::select(Scenario::ALL.to_vec()),
        mut cuts in prop::collection::vec(0..60_000_i64, 0..30),
    ) {
        cuts.sort_unstable();
        cuts.push(60_000);
        let whole = play(world(seed, scenario), &[60_000]);
        let cut = play(world(seed, scenario), &cuts);
        prop_assert!(whole == cut);
    }
}
