//! Commands and places are found by typing, chosen by keys, and said to the page by name.

use oddsboard_app::state::intent::Intent;

use crate::stage::Stage;

fn stage() -> Stage {
    let mut stage = Stage::new();
    for (of, selection) in [("PSG - Lyon", "PSG"), ("Saint-Étienne - Lens", "Lens")] {
        stage.quote(of, "Winamax", selection, "2.5", 1);
    }
    stage.act("palette.open", "");
    stage
}

/// What is listed, by what choosing it does.
fn listed(stage: &Stage) -> Vec<String> {
    let acts = stage.acts("tools").into_iter();
    acts.filter_map(|act| act.strip_prefix("palette.choose ").map(str::to_owned)).collect()
}

/// What is marked, by its place, which the field names as well.
fn marked(stage: &Stage) -> usize {
    let places = stage.attributes("tools", "aria-selected");
    let place = places.iter().position(|is| is == "true").expect("one is marked");
    assert_eq!(places.iter().filter(|is| *is == "true").count(), 1);
    assert_eq!(stage.attributes("tools", "aria-activedescendant"), [format!("palette-{place}")]);
    place
}

#[test]
fn what_is_typed_narrows_the_list_whatever_its_case_and_accents() {
    let mut stage = stage();
    let check = |stage: &mut Stage, query: &str, found: &[&str]| {
        stage.act("palette.find", query);
        assert_eq!(listed(stage), found, "{query}");
    };
    check(&mut stage, "american", &["do format american"]);
    check(&mut stage, "THEME dark", &["do theme dark"]);
    check(&mut stage, "ligue", &["do competition LIG1"]);
    check(
        &mut stage,
        "etienne",
        &["do open Football\tLIG1\tSaint-Étienne - Lens\tmoneyline\t0\t\t"],
    );
    check(&mut stage, "export", &["export csv", "export json"]);
    check(&mut stage, "no such thing", &[]);
    assert!(stage.dialog().contains("Nothing found"));
    assert_eq!(stage.attributes("tools", "aria-activedescendant"), Vec::<String>::new());
    stage.act("palette.key", "ArrowDown");
    stage.act("palette.key", "Enter");
    assert_eq!(stage.said(), Vec::<String>::new());
}

#[test]
fn keys_go_round_the_list_and_choose_what_is_marked() {
    let mut stage = stage();
    stage.act("palette.find", "density");
    assert_eq!(marked(&stage), 0);
    for (key, place) in
        [("ArrowDown", 1), ("ArrowDown", 2), ("ArrowDown", 0), ("ArrowUp", 2), ("ArrowUp", 1)]
    {
        stage.act("palette.key", key);
        assert_eq!(marked(&stage), place, "{key}");
    }
    stage.act("palette.key", "Enter");
    assert_eq!(stage.said(), ["do density normal"]);
    assert_eq!(stage.dialog(), "", "it closes");
}

#[test]
fn what_is_marked_stays_marked_while_the_board_changes() {
    let mut stage = stage();
    stage.act("palette.find", "match");
    stage.act("palette.key", "ArrowDown");
    let chosen = listed(&stage)[marked(&stage)].clone();
    stage.quote("Auxerre - Brest", "Winamax", "Brest", "2.5", 1);
    assert!(marked(&stage) > 0);
    stage.act("palette.key", "Enter");
    assert_eq!(stage.said(), [chosen]);
}

#[test]
fn a_match_that_the_filter_hides_is_opened_on_the_whole_board() {
    let mut stage = stage();
    stage.tell("view\nsearch etienne");
    stage.act("palette.open", "");
    stage.act("palette.find", "psg");
    stage.act("palette.key", "Enter");
    let open = "do open Football\tLIG1\tPSG - Lyon\tmoneyline\t0\t\t";
    assert_eq!(stage.said(), ["do clear", open]);
}

#[test]
fn everything_that_is_offered_is_something_that_can_be_done() {
    let mut stage = stage();
    let all = listed(&stage);
    assert!(all.len() > 25, "{all:?}");
    for act in all {
        match act.strip_prefix("do ").map(|wish| wish.split_once(' ').unwrap_or((wish, ""))) {
            Some(("open", _)) => {}
            Some((name, value)) => assert!(Intent::named(name, value).is_some(), "{act}"),
            None => {
                let before = stage.words("tools");
                stage.act("palette.open", "");
                stage.act(&format!("palette.choose {act}"), "");
                let is_drawn = stage.words("tools") != before;
                assert!(is_drawn || !stage.said().is_empty(), "{act} does nothing");
            }
        }
    }
}

#[test]
fn wishes_that_are_none_are_not_taken_for_others() {
    assert_eq!(Intent::named("sport", "Tennis"), Some(Intent::Sport(Some("Tennis".to_owned()))));
    assert_eq!(Intent::named("pause", "true"), Some(Intent::Pause(true)));
    for (name, value) in [
        ("format", "roman"),
        ("theme", ""),
        ("density", "x"),
        ("phases", "some"),
        ("retry", ""),
        ("", ""),
    ] {
        assert_eq!(Intent::named(name, value), None, "{name} {value}");
    }
}

#[test]
fn the_key_map_lists_the_keys_and_leads_to_the_commands() {
    let mut stage = stage();
    stage.act("keys.open", "");
    let words = stage.dialog();
    for key in ["Ctrl", "K", "/", "?", "Tab", "Enter", "Esc"] {
        assert!(words.split(' ').any(|word| word == key), "{key} in {words}");
    }
    let acts = stage.acts("tools");
    assert!(
        acts.contains(&"palette.open".to_owned()) && acts.contains(&"act keys false".to_owned())
    );
    stage.tell("view\nkeys off");
    assert!(stage.acts("tools").contains(&"act keys true".to_owned()), "and switches single keys");
    stage.act("dialog.close", "");
    assert_eq!(stage.dialog(), "");
}
