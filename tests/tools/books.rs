//! The reader's bookmakers at the desk: who counts, in what order, and who is who.

use model::view::Roster;
use oddsboard_app::state::intent::Intent;
use oddsboard_app::state::ui::Ui;

use crate::stage::Stage;

fn stage(view: &str) -> Stage {
    let mut stage = Stage::new();
    for book in ["Winamax", "Betclic", "Coral", "Ladbrokes", "bet 365", "Bet365"] {
        for (selection, odds) in [("PSG", "2.10"), ("Draw", "3.40"), ("Lyon", "3.50")] {
            stage.quote("PSG - Lyon", book, selection, odds, 5);
        }
    }
    stage.tell(&format!("view\n{view}"));
    stage.act("books.open", "");
    stage.said();
    stage
}

/// The names in their order; of those that do not count in brackets.
fn order(stage: &Stage) -> String {
    let ids = stage.attributes("tools", "id");
    let keys = ids.iter().filter_map(|id| id.strip_prefix("book-"));
    let off = stage.attributes("tools", "data-off");
    let names = keys.zip(off);
    let names =
        names.map(|(key, off)| if off == "true" { format!("({key})") } else { key.to_owned() });
    names.collect::<Vec<_>>().join(" ")
}

#[test]
fn bookmakers_stand_in_the_readers_order_with_what_can_be_done_to_them() {
    let stage = stage("books winamax,-coral");
    assert_eq!(order(&stage), "winamax (coral) bet365 betclic ladbrokes");
    let acts = stage.acts("tools");
    for act in [
        "act hide winamax",
        "act show coral",
        "act place coral\twinamax",
        "act place winamax\tbet365",
        "act place betclic\t",
        "act place ladbrokes\tbetclic",
    ] {
        assert!(acts.iter().any(|held| held == act), "{act:?} in {acts:?}");
    }
}

#[test]
fn what_is_done_is_a_wish_that_the_page_understands() {
    let mut stage = stage("books winamax");
    let acts = stage.acts("tools").into_iter().filter(|act| act.starts_with("act "));
    let acts: Vec<_> = acts.collect();
    assert_eq!(acts.iter().filter(|act| act.contains("hide")).count(), 5, "{acts:?}");
    for act in acts {
        stage.act(&act, "");
        let said = stage.said();
        let wish = said.first().and_then(|said| said.strip_prefix("do ")).expect("a wish");
        let (name, value) = wish.split_once(' ').expect("a name and a value");
        assert!(Intent::named(name, value).is_some(), "{wish}");
    }
    assert_eq!(
        Intent::named("place", "coral\t"),
        Some(Intent::PlaceBook("coral".into(), None)),
        "last"
    );
}

#[test]
fn who_belongs_to_whom_is_shown_and_can_be_corrected() {
    let chosen = |stage: &Stage| stage.chosen("tools").join(", ");
    let mut stage = stage("");
    assert_eq!(chosen(&stage), ", , house ladbrokes, house coral, ", "by the usual houses");
    stage.act("books.who coral", "");
    stage.act("books.who winamax", "spelling betclic");
    stage.act("books.who betclic", "house bet365");
    let said = stage.said();
    assert_eq!(said, ["do who coral-", "do who winamax~betclic", "do who betclic+bet365"]);
    stage.tell("view\nwho coral-,winamax~betclic");
    assert_eq!(chosen(&stage), ", , , , spelling betclic");
    assert_eq!(order(&stage), "bet365 betclic coral ladbrokes", "Winamax stands with Betclic");
    stage.tell("view\nwho winamax+pmu,coral-");
    assert_eq!(chosen(&stage), ", , , , house pmu", "who is not there can be let go of");
}

#[test]
fn what_is_said_of_one_leaves_what_was_said_of_others() {
    let mut ui = Ui::default();
    for said in ["coral-", "winamax~betclic", "coral+pmu"] {
        let Some(intent) = Intent::named("who", said) else { panic!("a wish") };
        ui.take_tool(intent, &Roster::default());
    }
    assert_eq!(ui.filter.lineup.corrections().to_string(), "winamax~betclic,coral+pmu");
}
