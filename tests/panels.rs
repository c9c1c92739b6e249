//! The panels of an open match, as the desk draws them of a board that it was told.
#![expect(clippy::expect_used, reason = "a test whose scene cannot be set has failed")]

#[path = "desk/spoken.rs"]
mod spoken;

use std::rc::Rc;

use model::board::Board;
use model::freshness::Moment;
use model::quote::{Offer, Quote};
use model::time::Instant;
use oddsboard_app::desk::Desk;
use oddsboard_app::view::tree::code::{OnAct, read};
use oddsboard_app::view::tree::{Node, Parts};

use spoken::{ARABIC, FRENCH, language};

const NOW: Instant = Instant::from_ms(1_795_894_927_000);
const TOTAL: &str = "Football\tLIG1\tPSG - Lyon\ttotal\t0\t\t";
const WINNER: &str = "Football\tLIG1\tPSG - Lyon\tmoneyline\t0\t\t";
/// Two bookmakers at whom both winners together bring more than they cost.
const PAIR: [(&str, &str, f64); 2] = [("Betclic", "PSG", 2.10), ("Winamax", "Lyon", 2.05)];
/// Two lines so far apart that both bets may win.
const MIDDLE: [(&str, &str, f64); 4] = [
    ("Betclic", "Over 2", 1.98),
    ("Betclic", "Under 2", 1.80),
    ("Winamax", "Over 3.5", 2.40),
    ("Winamax", "Under 3.5", 2.00),
];
/// Bookmakers that all say the same, with a margin.
const OTHERS: [&str; 3] = ["Betclic", "Winamax", "Pinnacle"];

/// A desk that follows a board, and what it has drawn of each place.
struct Scene {
    sport: &'static str,
    board: Board,
    desk: Desk,
    now: Instant,
    main: String,
    side: String,
}

impl Scene {
    /// An open match with these prices: bookmaker, selection, decimal odds.
    fn new(market: &str, focus: &str, offers: &[(&str, &str, f64)]) -> Self {
        let mut scene = Self::empty();
        for (book, selection, odds) in offers {
            scene.says(market, book, selection, *odds);
        }
        scene.open(focus);
        scene
    }

    fn empty() -> Self {
        let (board, desk) = (Board::new(), Desk::new());
        let (main, side) = Default::default();
        Self { sport: "Football", board, desk, now: NOW, main, side }
    }

    /// The reader opens a match, and the desk is told of the board.
    fn open(&mut self, focus: &str) {
        self.tell(&format!("time {} {}", NOW.as_ms(), NOW.as_ms()));
        self.tell(&format!("view\nformat decimal\noffset 60\nfocus {focus}"));
        self.read();
    }

    /// The page speaks a language from now on.
    fn speak(&mut self, language: &str) {
        self.tell(&format!("words\n{language}"));
    }

    /// A bookmaker's price, on the board that the desk will be told of.
    fn says(&mut self, market: &str, book: &str, selection: &str, odds: f64) {
        let quote = Quote {
            sport: self.sport.into(),
            competition: "LIG1".into(),
            match_name: "PSG - Lyon".into(),
            market_type: market.into(),
            period: 0,
            live: false,
            selection: selection.into(),
            bookmaker: book.into(),
            offer: Offer::from_decimal(odds),
            scraped_at: self.now,
        };
        self.board.apply(&quote, Moment { live_since: Some(NOW), ..Moment::at(self.now) });
    }

    /// The desk is told of the whole board.
    fn read(&mut self) {
        let dump = wire::dump::encode(&self.board);
        self.tell(&format!("board\n{dump}"));
    }

    fn pass(&mut self, seconds: i64) {
        self.now = self.now.plus_ms(seconds * 1000);
        self.tell(&format!("time {} {}", self.now.as_ms(), NOW.as_ms()));
    }

    fn tell(&mut self, text: &str) {
        self.desk.take(text);
        for said in self.desk.draw() {
            let (line, tree) = said.split_once('\n').expect("a line");
            match line {
                "draw main" => tree.clone_into(&mut self.main),
                "draw side" => tree.clone_into(&mut self.side),
                _ => {}
            }
        }
    }
}

/// Every row of every table of a place: its cells as texts.
fn rows(place: &str) -> Vec<String> {
    let deaf: OnAct = Rc::new(|_, _| {});
    let mut rows = Vec::new();
    for node in read(place, &deaf).expect("a tree") {
        visit(&node, &mut |parts| {
            if parts.tag == "tr" {
                let cells: Vec<_> = parts.children.iter().map(text).collect();
                rows.push(cells.join(" | "));
            }
        });
    }
    rows
}

fn has_row(place: &str, row: &str) {
    let rows = rows(place);
    assert!(rows.iter().any(|held| held == row), "{row:?} is none of {rows:#?}");
}

fn visit(node: &Node, look: &mut impl FnMut(&Parts)) {
    if let Node::Element(element) = node {
        look(element.parts());
        element.parts().children.iter().for_each(|child| visit(child, look));
    }
}

fn text(node: &Node) -> String {
    match node {
        Node::Text(text) => text.to_string(),
        Node::Element(element) => element.parts().children.iter().map(text).collect(),
        Node::Nothing | Node::Same | Node::Live(_) => String::new(),
    }
}

/// The whole text of a place.
fn words(place: &str) -> String {
    let deaf: OnAct = Rc::new(|_, _| {});
    read(place, &deaf).expect("a tree").iter().map(text).collect::<Vec<_>>().join(" ")
}

fn known(more: &[(&'static str, &'static str, f64)]) -> Vec<(&'static str, &'static str, f64)> {
    let prices = [("PSG", 2.6), ("Draw", 2.4), ("Lyon", 4.3)];
    let others = OTHERS.into_iter();
    let others = others.flat_map(|book| prices.map(|(selection, odds)| (book, selection, odds)));
    others.chain(more.iter().copied()).collect()
}

#[test]
fn fair_odds_are_a_range_and_the_best_price_is_judged_by_it() {
    let scene = Scene::new(
        "moneyline",
        WINNER,
        &known(&[("Vbet", "PSG", 2.9), ("Vbet", "Draw", 2.2), ("Vbet", "Lyon", 4.0)]),
    );
    // 1 / 0.373335 to 1 / 0.372026; 2.9 of these is 7.9 % to 8.3 % more.
    has_row(&scene.main, "PSG | 2.68–2.69 |  | 2.90 | +7.9 % to +8.3 % | up to 1.1 %");
    let methods = "PSG | 2.69 | 2.68 | 2.68 | 2.68 | 2.69";
    has_row(&scene.main, methods);
    // Judged by the other three: 2.2 × 0.403 and 4.0 × 0.221 to 0.225, less one.
    has_row(&scene.main, "Vbet | +7.9 % to +8.3 % | −11.3 % to −10.8 % | −11.5 % to −10.0 %");
    assert!(
        words(&scene.main).contains("judged by 3 of 4 bookmakers. Vbet: its own price is judged.")
    );
}

#[test]
fn panels_speak_french_and_write_figures_with_a_comma() {
    let mut scene = Scene::new(
        "moneyline",
        WINNER,
        &known(&[("Vbet", "PSG", 2.9), ("Vbet", "Draw", 2.6), ("Vbet", "Lyon", 4.4)]),
    );
    scene.speak(&language(FRENCH, include_str!("../words/fr.txt")));
    let edge = "+7,9\u{202f}% à +8,3\u{202f}%";
    has_row(&scene.main, &format!("PSG | 2,68–2,69 |  | 2,90 | {edge} | jusqu’à 1,1\u{202f}%"));
    has_row(&scene.main, "Sélection | Multiplicative | Additive | Puissance | Shin | Odds ratio");
    has_row(&scene.main, "Bookmaker | Marge | Prélèvement | TRJ");
    let main = words(&scene.main);
    assert!(main.contains("Suivie depuis 20:42. En pointillé"), "{main}");
    assert!(main.contains("jugée par 3 bookmakers sur 4. Vbet\u{a0}: c’est sa cote"), "{main}");
    assert!(main.contains("Nul2,60Ouverture 2,60"), "a draw is a word: {main}");
    let side = words(&scene.side);
    assert!(side.starts_with("MisesArb. "), "{side}");
    has_row(&scene.side, "Si le résultat est | Paris | Retour | Bénéfice");
    scene.tell("act stakes.amount\nbeaucoup");
    let side = words(&scene.side);
    assert!(side.contains("par exemple 200 ou 12,50."), "{side}");
    scene.speak("");
    assert!(words(&scene.side).contains("such as 200 or 12.50."), "English again");
}

#[test]
fn panels_speak_arabic_with_its_digits_and_leave_names_as_they_are() {
    let mut scene = Scene::new("moneyline", WINNER, &PAIR);
    scene.speak(&language(ARABIC, include_str!("../words/ar.txt")));
    has_row(&scene.side, "PSGBetclic | ٢٫١٠ | ٤٩٫٠٠");
    has_row(&scene.side, "PSG | فوز / خسارة | ١٠٢٫٩٠ | \u{61c}+٢٫٩٠");
    scene.tell("act stakes.amount\n٢٠٠");
    has_row(&scene.side, "LyonWinamax | ٢٫٠٥ | ١٠١٫٠٠");
    scene.tell("act stakes.limit winamax\n٢٠٫٥");
    let side = words(&scene.side);
    assert!(side.contains("الحد لدى Winamax يخفض المبالغ."), "{side}");
    let is_latin = |shown: &str| shown.bytes().any(|byte| byte.is_ascii_digit());
    assert!(!is_latin(&side), "{side}");
    assert!(!is_latin(&words(&scene.main)), "{}", words(&scene.main));
}

#[test]
fn lines_and_middles_speak_the_language_too() {
    let mut scene = Scene::new("total", TOTAL, &MIDDLE);
    scene.speak(&language(FRENCH, include_str!("../words/fr.txt")));
    scene.tell("act stakes.set\na8 c14");
    has_row(&scene.side, "2 | remboursé / gagné | 150,00 | +50,00");
    has_row(&scene.side, "4 ou plus | gagné / perdu | 99,00 | −1,00");
    let side = words(&scene.side);
    assert!(side.starts_with("MisesMiddle") && side.contains("Mise sur Moins de 3,5"), "{side}");
    has_row(&scene.main, "3,5  | 2,40 | 2,00 | −8,3\u{202f}% | 1");
    assert!(words(&scene.main).contains("Winamax\u{a0}: 3,5"), "{}", words(&scene.main));
}

#[test]
fn without_three_others_there_are_no_fair_odds_and_the_panel_says_why() {
    let scene = Scene::new("moneyline", WINNER, &known(&[])[..6]);
    assert!(
        words(&scene.main).contains("Fewer than three other bookmakers"),
        "{}",
        words(&scene.main)
    );
}

#[test]
fn overround_hold_and_payout_are_three_figures() {
    let offers = [("Betclic", "PSG", 1.91), ("Betclic", "Lyon", 1.91), ("Winamax", "PSG", 1.95)];
    let scene = Scene::new("moneyline", WINNER, &offers);
    has_row(&scene.main, "Betclic | 4.7 % | 4.5 % | 95.5 %");
    has_row(&scene.main, "Best of each | 3.6 % | 3.5 % | 96.5 %");
    has_row(&scene.main, "Winamax | incomplete | – | –");
}

#[test]
fn stakes_are_proven_result_by_result_after_rounding() {
    let mut scene = Scene::new("moneyline", WINNER, &PAIR);
    assert!(words(&scene.side).starts_with("StakesArb 3.7 %"), "{}", words(&scene.side));
    has_row(&scene.side, "PSGBetclic | 2.10 | 49.00");
    has_row(&scene.side, "LyonWinamax | 2.05 | 51.00");
    has_row(&scene.side, "PSG | win / loss | 102.90 | +2.90");
    has_row(&scene.side, "Lyon | loss / win | 104.55 | +4.55");
    assert!(words(&scene.side).contains("Worst case after rounding+2.90"));
    scene.tell("act stakes.step\n500");
    has_row(&scene.side, "PSG | win / loss | 105.00 | +5.00");
    has_row(&scene.side, "Lyon | loss / win | 102.50 | +2.50");
}

#[test]
fn a_limit_keeps_stakes_down_and_an_amount_that_is_none_is_said() {
    let mut scene = Scene::new("moneyline", WINNER, &PAIR);
    scene.tell("act stakes.limit winamax\n20");
    has_row(&scene.side, "LyonWinamax | 2.05 | 20.00");
    assert!(words(&scene.side).contains("The limit at Winamax keeps the stakes down."));
    scene.tell("act stakes.amount\nmuch");
    assert!(words(&scene.side).contains("An amount is a number above zero"));
    has_row(&scene.side, "LyonWinamax | 2.05 | –");
    scene.tell("act stakes.amount\n100");
    scene.tell("act stakes.limit winamax\n");
    has_row(&scene.side, "LyonWinamax | 2.05 | 51.00");
}

#[test]
fn terms_that_were_filled_in_before_a_bookmaker_was_known_to_be_another_still_hold() {
    let mut scene = Scene::new("moneyline", WINNER, &PAIR);
    scene.tell("act stakes.limit winamax\n20");
    scene.tell("act stakes.commission winamax\n1");
    scene.tell(&format!("view\nfocus {WINNER}\nwho winamax~pmu"));
    has_row(&scene.side, "LyonWinamax | 2.05 | 20.00");
    let acts = |scene: &Scene| scene.side.matches("stakes.limit winamax").count();
    assert_eq!(acts(&scene), 1, "they are changed where they are kept");
    scene.tell("act stakes.limit winamax\n30");
    has_row(&scene.side, "LyonWinamax | 2.05 | 30.00");
    assert_eq!(acts(&scene), 1, "with what is noted besides");
    scene.tell("act stakes.commission winamax\n");
    scene.tell("act stakes.limit winamax\n");
    has_row(&scene.side, "LyonWinamax | 2.05 | 51.00");
    assert_eq!(acts(&scene), 0, "from then on they are those of the other");
}

#[test]
fn commission_is_taken_off_before_anything_is_called_an_arbitrage() {
    let offers = [("Betclic", "PSG", 2.10), ("Exchange", "Lyon", 2.05)];
    let mut scene = Scene::new("moneyline", WINNER, &offers);
    assert!(words(&scene.side).starts_with("StakesArb 3.7 %"));
    scene.tell("act stakes.commission exchange\n10");
    // 1 + 1.05 × 0.9 = 1.945, and 1 / 2.10 + 1 / 1.945 is 0.990.
    assert!(words(&scene.side).starts_with("StakesArb 1.0 %"), "{}", words(&scene.side));
    scene.tell("act stakes.commission exchange\nall");
    assert!(words(&scene.side).contains("The commission at Exchange is a percentage"));
    assert!(!words(&scene.side).contains("Worst case"), "what it pays is not known");
}

#[test]
fn two_matches_of_one_name_and_swapped_sides_are_pointed_out() {
    let swapped = [("Zebet", "PSG", 5.5), ("Zebet", "Lyon", 1.15)];
    let mut offers = Vec::new();
    for book in OTHERS.into_iter().chain(["Vbet"]) {
        offers.extend([(book, "PSG", 1.16), (book, "Lyon", 5.4)]);
    }
    offers.extend(swapped);
    let mut scene = Scene::new("moneyline", WINNER, &offers);
    let shown = words(&scene.main);
    assert!(shown.contains("Zebet: its two sides look swapped."), "{shown}");
    assert!(!shown.contains("as if two matches had one name"), "{shown}");
    for odds in [3.0, 1.16, 3.0, 1.16] {
        scene.pass(5);
        scene.says("moneyline", "Betclic", "PSG", odds);
        scene.read();
    }
    let shown = words(&scene.main);
    assert!(shown.contains("as if two matches had one name. Check before you compare: Betclic"));
}

#[test]
fn sisters_are_no_arbitrage() {
    let offers = [("Ladbrokes", "PSG", 2.10), ("Coral", "Lyon", 2.05)];
    let scene = Scene::new("moneyline", WINNER, &offers);
    assert!(words(&scene.side).starts_with("StakesOne house"), "{}", words(&scene.side));
}

#[test]
fn a_middle_is_told_as_one_with_what_each_result_brings() {
    let mut scene = Scene::new("total", TOTAL, &MIDDLE);
    scene.tell("act stakes.step\n1");
    scene.tell("act stakes.set\na8 c14");
    assert!(words(&scene.side).starts_with("StakesMiddle"), "{}", words(&scene.side));
    has_row(&scene.side, "2 | push / win | 149.75 | +49.75");
    has_row(&scene.side, "3 | win / win | 198.99 | +98.99");
}

#[test]
fn lines_stand_side_by_side_and_the_main_one_says_why() {
    let offers = [
        ("Betclic", "Over 2.5", 1.90),
        ("Betclic", "Under 2.5", 1.92),
        ("Winamax", "Over 3", 2.40),
        ("Winamax", "Under 3", 1.60),
    ];
    let scene = Scene::new("total", TOTAL, &offers);
    has_row(&scene.main, "2.5 main | 1.90 | 1.92 | 4.7 % | 1");
    has_row(&scene.main, "3  | 2.40 | 1.60 | 4.2 % | 1");
    let words = words(&scene.main);
    assert!(words.contains("Main line: closest to even"), "{words}");
    assert!(words.contains("Not at this line, but at others:Winamax: 3"), "{words}");
}

#[test]
fn a_stale_or_suspended_leg_has_no_stakes_and_no_figure() {
    let mut scene = Scene::new("moneyline", WINNER, &PAIR);
    scene.pass(1);
    scene.says("moneyline", "Winamax", "Lyon", 0.0);
    scene.read();
    assert!(words(&scene.side).contains("Stakes need a fresh price"), "{}", words(&scene.side));
    has_row(&scene.main, "Best of each | incomplete | – | –");
    let mut scene = Scene::new("moneyline", WINNER, &PAIR);
    scene.pass(2 * 3600);
    assert!(words(&scene.side).contains("Stakes need a fresh price"), "{}", words(&scene.side));
    has_row(&scene.main, "Betclic | incomplete | – | –");
}

#[test]
fn history_knows_where_a_price_began_and_its_extremes_and_tells_no_price_that_is_gone() {
    let mut scene =
        Scene::new("moneyline", WINNER, &[("Betclic", "PSG", 2.10), ("Betclic", "Lyon", 1.80)]);
    for odds in [2.20, 2.05, 2.15] {
        scene.pass(10);
        scene.says("moneyline", "Betclic", "PSG", odds);
        scene.read();
    }
    let words_of = |scene: &Scene| words(&scene.main);
    assert!(
        words_of(&scene).contains("PSG2.15Open 2.10Before 2.05Low 2.05High 2.20"),
        "{}",
        words_of(&scene)
    );
    scene.pass(10);
    scene.says("moneyline", "Betclic", "PSG", 0.0);
    scene.read();
    assert!(
        words_of(&scene).contains("PSG–Open 2.10Before 2.05Low 2.05High 2.20"),
        "{}",
        words_of(&scene)
    );
    assert!(words_of(&scene).contains("1 gap"), "{}", words_of(&scene));
}

#[test]
fn rules_of_a_sport_are_said_where_they_differ() {
    let football = Scene::new("moneyline", WINNER, &PAIR);
    let shown = words(&football.side);
    assert!(
        shown.contains("Rules differ between bookmakers.") && !shown.contains("retirement"),
        "{shown}"
    );
    let mut scene = Scene { sport: "Tennis", ..Scene::empty() };
    for (book, selection, odds) in PAIR {
        scene.says("moneyline", book, selection, odds);
    }
    scene.open(&WINNER.replace("Football", "Tennis"));
    assert!(
        words(&scene.side).contains("settle a retirement by different rules"),
        "{}",
        words(&scene.side)
    );
}

#[test]
fn while_prices_are_held_back_only_what_is_asked_for_is_drawn() {
    let mut scene = Scene::new("moneyline", WINNER, &PAIR);
    scene.tell(&format!("view\npaused true\nfocus {WINNER}"));
    scene.pass(1);
    scene.says("moneyline", "Winamax", "Lyon", 2.20);
    scene.read();
    has_row(&scene.side, "LyonWinamax | 2.05 | 51.00");
    scene.tell("act stakes.amount\n200");
    has_row(&scene.side, "LyonWinamax | 2.20 | 98.00");
    scene.pass(1);
    scene.says("moneyline", "Winamax", "Lyon", 2.05);
    scene.read();
    scene.tell(&format!("view\nfocus {WINNER}"));
    has_row(&scene.side, "LyonWinamax | 2.05 | 101.00");
}

#[test]
fn a_price_that_went_stale_without_a_word_is_not_the_price_now() {
    let mut scene = Scene::new("moneyline", WINNER, &PAIR);
    let row = |now: &str| format!("PSG | Betclic | 2.10 | – | {now} | 2.10 | 2.10");
    has_row(&scene.main, &row("2.10"));
    scene.pass(20 * 60);
    has_row(&scene.main, &row("–"));
}

#[test]
fn a_match_that_is_not_on_the_board_draws_nothing() {
    let scene =
        Scene::new("moneyline", "Football\tLIG1\tPSG - Nice\tmoneyline\t0\t\t", &known(&[]));
    assert_eq!((scene.main.as_str(), scene.side.as_str()), ("", ""));
}
