//! Languages: what a reader sees of them, side by side and while the page is open.

use std::rc::Rc;

use oddsboard_app::state::care::Care;
use oddsboard_app::state::ui::Ui;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, check, settled, text};

/// What a browser knows of a language before the names of months and days, a line each.
const FRENCH: &str = "fr\nltr\n00111\n0123456789\n,\n−\n\u{202f}%\n{HH}:{mm}\n{HH}:{mm}:{ss}\n\n\n{weekday} {day} {month}\n{weekday} {day}";
const ARABIC: &str = "ar-EG\nrtl\n012333\n٠١٢٣٤٥٦٧٨٩\n٫\n\u{61c}−\n٪\u{61c}\n{h}:{mm} {a}\n{h}:{mm}:{ss} {a}\nص\nم\n{weekday}، {day} {month}\n{weekday}، {day}";
const MONTHS_AND_DAYS: &str =
    "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\nje\nve\nsa\ndi\nlu\nma\nme\nj\nv\ns\nd\nl\na\ne";

fn french() -> String {
    language(FRENCH, include_str!("../../words/fr.txt"))
}

fn arabic() -> String {
    language(ARABIC, include_str!("../../words/ar.txt"))
}

/// A language as the page brings it. Its file has the words in the program's order, and names at its end.
fn language(pieces: &str, file: &str) -> String {
    let mut lines = vec![pieces.to_owned(), MONTHS_AND_DAYS.to_owned()];
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some((name, own)) = line.strip_prefix('"').and_then(|rest| rest.split_once("\" ")) {
            lines.push(format!("{name}\t{own}"));
        } else if let Some((key, words)) = line.split_once(' ')
            && !["direction", "plurals"].contains(&key)
        {
            lines.push(words.replace('_', " "));
        }
    }
    lines.join("\n")
}

#[wasm_bindgen_test]
async fn a_board_in_french_writes_words_figures_and_times_as_the_french_do() {
    let stage = Stage::dashboard().with_prices().await;
    stage.voice.speak(Some(&french()));
    settled().await;
    let cell = stage.price("Marseille - Lens", "Marseille");
    check(&cell, &[("data-odds", Some("2.1"))]);
    assert_eq!(text(&cell.query_selector(".cell__odds").unwrap().unwrap()), "2,10");
    assert!(text(&cell).contains(", la meilleure chez Betclic, Winamax"), "{}", text(&cell));
    let margin = stage.one("[data-match='Marseille - Lens'] [part~=margin]");
    check(&margin, &[("data-overround", Some("0.0518"))]);
    assert_eq!(text(&margin), "5,2\u{202f}%");
    assert_eq!(text(&stage.one("h1")), "sa 28 11");
    assert_eq!(text(&stage.one("h1 + .toolbar__count")), "2 matchs dans 1 compétition");
    assert!(text(&stage.one(".header__words")).contains("France · Résultat"));
    let link = stage.one(".care a");
    check(&link, &[("href", Some("https://www.joueurs-info-service.fr/"))]);
}

#[wasm_bindgen_test]
async fn a_switch_while_the_page_is_open_draws_the_same_elements_anew() {
    let stage = Stage::dashboard().with_prices().await;
    stage.press("[aria-label='Compare bookmakers for Marseille - Lens']").await;
    stage.press(".toolbar__more").await;
    let elements = stage.all("*").len();
    let row = stage.one("[part~=row][data-match='Monaco - Nice']");
    let english = text(&stage.root);
    stage.voice.speak(Some(&french()));
    settled().await;
    stage.one("[aria-label='Comparer les bookmakers pour Marseille - Lens']");
    check(&stage.one(".toolbar"), &[("data-open", Some("true"))]);
    let picks = stage.all("tbody .compare__pick").iter().map(text).collect::<Vec<_>>();
    assert!(picks.contains(&"Nul".to_owned()), "{picks:?}");
    assert!(row.is_connected(), "rows stay where they are");
    assert_eq!(stage.all("*").len(), elements);
    let french = text(&stage.root);
    for word in ["Best", "best", "stale", "Margin", "Search", "Filters", "matches", "Times"] {
        assert!(english.contains(word), "{word} is said in English");
        assert!(!french.contains(word), "{word} is still said");
    }
    stage.voice.speak(None);
    settled().await;
    assert_eq!(text(&stage.root), english);
}

#[wasm_bindgen_test]
async fn two_elements_speak_two_languages_on_one_page() {
    let first = Stage::grid(Ui::default()).with_prices().await;
    let second = Stage::grid(Ui::default()).with_prices().await;
    first.voice.speak(Some(&arabic()));
    second.voice.speak(Some(&french()));
    settled().await;
    check(&first.one(".widget"), &[("lang", Some("ar-EG")), ("dir", Some("rtl"))]);
    check(&second.one(".widget"), &[("lang", Some("fr")), ("dir", Some("ltr"))]);
    // What moves later is drawn in the language of its card as well.
    for stage in [&first, &second] {
        stage.later(1_500).await;
        stage.quote("Monaco - Nice", "Monaco", "Winamax", 2.02);
        stage.shown().await;
    }
    let price = |stage: &Stage| {
        let cell = stage.price("Monaco - Nice", "Monaco");
        check(&cell, &[("data-odds", Some("2.02"))]);
        text(&cell.query_selector(".cell__odds").unwrap().unwrap())
    };
    assert_eq!([price(&first), price(&second)], ["٢٫٠٢", "2,02"]);
    let third = Stage::grid(Ui::default()).with_prices().await;
    check(&third.one(".widget"), &[("lang", Some("en")), ("dir", Some("ltr"))]);
}

#[wasm_bindgen_test]
async fn a_board_in_arabic_counts_in_its_forms_and_keeps_names_apart() {
    let stage = Stage::dashboard().with_prices().await;
    stage.voice.speak(Some(&arabic()));
    settled().await;
    assert_eq!(text(&stage.one("h1 + .toolbar__count")), "مباراتان في مسابقة واحدة");
    let name = stage.one("[part~=row][data-match='Monaco - Nice'] .row__match");
    assert_eq!(text(&name.first_element_child().unwrap()), "Monaco");
    assert_eq!(name.first_element_child().unwrap().tag_name(), "BDI");
    let time = text(&stage.one(".foot"));
    assert!(time.contains("UTC+١"), "{time}");
}

#[wasm_bindgen_test]
async fn an_owners_word_of_care_stands_in_place_of_the_usual_one() {
    let said = |text: &str| Some(text.to_owned());
    let care = Care::of(said("21+"), None, said("https://help.example/")).unwrap();
    let stage = Stage::grid(Ui { care: Rc::new(care), ..Ui::default() }).with_prices().await;
    assert_eq!(text(&stage.one(".care__age")), "21+");
    check(&stage.one(".care a"), &[("href", Some("https://help.example/"))]);
    assert_eq!(text(&stage.one(".care a")), "Play within your means");
    stage.voice.speak(Some(&french()));
    settled().await;
    assert_eq!(text(&stage.one(".care a")), "Jouez selon vos moyens");
    check(&stage.one(".care a"), &[("href", Some("https://help.example/"))]);
}
