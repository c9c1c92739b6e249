//! Rows and cells: what they say to people and to programs.

use oddsboard_app::state::intent::Intent;
use oddsboard_app::view::tree::{code, el};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, check, settled, text};

#[wasm_bindgen_test]
async fn a_row_says_what_it_is() {
    let stage = Stage::dashboard().with_prices().await;
    check(
        &stage.one("[part~=row][data-match='Marseille - Lens']"),
        &[
            ("role", Some("row")),
            ("data-competition", Some("LIG1")),
            ("data-sport", Some("Football")),
            ("data-market", Some("moneyline")),
            ("data-period", Some("0")),
            ("data-live", Some("false")),
            ("data-ways", Some("3")),
        ],
    );
    assert_eq!(text(&stage.one(".header h2")), "Ligue 1");
    assert_eq!(stage.all("[part~=row]").len(), 2);
}

#[wasm_bindgen_test]
async fn a_price_says_who_offers_it_and_whether_it_counts() {
    let stage = Stage::dashboard().with_prices().await;
    let cell = stage.price("Marseille - Lens", "Marseille");
    check(
        &cell,
        &[
            ("data-odds", Some("2.1")),
            ("data-books", Some("Betclic|Winamax")),
            ("data-state", Some("fresh")),
            ("data-trend", Some("flat")),
            ("data-flash", None),
        ],
    );
    let words = text(&cell);
    assert!(words.contains("2.10") && words.contains("+1"), "{words}");
    assert!(words.contains("best at Betclic, Winamax"), "{words}");
}

#[wasm_bindgen_test]
async fn the_margin_is_told_only_when_every_outcome_counts() {
    let stage = Stage::dashboard().with_prices().await;
    let margin = |name: &str| stage.one(&format!("[data-match='{name}'] [part~=margin]"));
    // 1 / 2.10 + 1 / 3.45 + 1 / 3.50 - 1
    check(&margin("Marseille - Lens"), &[("data-overround", Some("0.0518"))]);
    assert_eq!(text(&margin("Marseille - Lens")), "5.2 %");
    check(&margin("Monaco - Nice"), &[("data-overround", None)]);
    assert!(text(&stage.one("[data-match='Monaco - Nice'] .row__margin")).contains("incomplete"));
}

#[wasm_bindgen_test]
async fn what_all_outcomes_bring_together_is_a_badge_over_the_market() {
    let stage = Stage::dashboard().with_prices().await;
    assert!(stage.all("[part~=arbitrage]").is_empty());
    stage.quote("Monaco - Nice", "Nice", "Betclic", 2.25);
    stage.shown().await;
    // 1 / 1.91 + 1 / 2.25 = 0.968
    check(&stage.one("[part~=arbitrage]"), &[("data-roi", Some("0.0331"))]);
    assert_eq!(text(&stage.one("[part~=arbitrage]")), "Arb 3.3 %");
    let margin = stage.one("[data-match='Monaco - Nice'] [part~=margin]");
    check(&margin, &[("data-overround", Some("-0.0320"))]);
    assert_eq!(text(&margin), "market −3.2 %");
    stage.quote("Monaco - Nice", "Nice", "Betclic", 2.75);
    stage.shown().await;
    assert_eq!(text(&stage.one("[part~=arbitrage]")), "Check", "so much is hardly true");
}

#[wasm_bindgen_test]
async fn a_moved_price_changes_in_place_and_flashes() {
    let stage = Stage::dashboard().with_prices().await;
    let cell = stage.price("Marseille - Lens", "Marseille");
    stage.later(1_500).await;
    stage.quote("Marseille - Lens", "Marseille", "Winamax", 2.16);
    stage.shown().await;
    let up =
        [("data-odds", Some("2.16")), ("data-books", Some("Winamax")), ("data-trend", Some("up"))];
    check(&cell, &up);
    check(&cell, &[("data-flash", Some("up"))]);
    stage.later(1_500).await;
    stage.quote("Marseille - Lens", "Marseille", "Winamax", 2.05);
    stage.shown().await;
    check(
        &cell,
        &[
            ("data-odds", Some("2.1")),
            ("data-books", Some("Betclic")),
            ("data-flash", Some("down")),
        ],
    );
    stage.later(3_000).await;
    check(&cell, &[("data-odds", Some("2.1")), ("data-flash", None)]);
}

#[wasm_bindgen_test]
async fn a_suspended_price_is_no_number() {
    let stage = Stage::dashboard().with_prices().await;
    stage.later(1_000).await;
    stage.quote("Monaco - Nice", "Monaco", "Winamax", 0.0);
    stage.shown().await;
    let cell = stage.price("Monaco - Nice", "Monaco");
    check(&cell, &[("data-odds", None), ("data-books", None), ("data-state", Some("suspended"))]);
    assert!(text(&cell).contains("susp."), "{}", text(&cell));
}

#[wasm_bindgen_test]
async fn a_price_that_nobody_confirms_is_stale_and_dated() {
    let stage = Stage::dashboard().with_prices().await;
    stage.later(61 * 60_000).await;
    let cell = stage.price("Marseille - Lens", "Marseille");
    check(&cell, &[("data-odds", Some("2.1")), ("data-state", Some("stale"))]);
    let words = text(&cell);
    assert!(words.contains("61 min") && words.contains("stale"), "{words}");
    assert!(stage.all("[part~=item]").is_empty(), "a stale price leaves the ticker");
}

#[wasm_bindgen_test]
async fn a_total_stands_around_its_line() {
    let stage = Stage::dashboard().with_prices().await;
    for (selection, odds) in [("Over 2.5", 1.91), ("Under 2.5", 1.95)] {
        stage.offer("total", "Marseille - Lens", selection, "Winamax", odds);
    }
    stage.projection.dispatch(Intent::Market("total".to_owned()));
    settled().await;
    check(
        &stage.one("[part~=row]"),
        &[("data-ways", Some("line")), ("data-market", Some("total"))],
    );
    assert_eq!(text(&stage.one(".row__line")), "2.5");
    check(&stage.price("Marseille - Lens", "Under 2.5"), &[("data-odds", Some("1.95"))]);
}

#[wasm_bindgen_test]
async fn a_row_that_left_and_came_back_still_follows_its_market() {
    let stage = Stage::dashboard().with_prices().await;
    stage.projection.dispatch(Intent::Search("nobody".to_owned()));
    stage.projection.dispatch(Intent::Search(String::new()));
    settled().await;
    stage.later(1_000).await;
    stage.quote("Monaco - Nice", "Monaco", "Winamax", 2.02);
    stage.shown().await;
    check(&stage.price("Monaco - Nice", "Monaco"), &[("data-odds", Some("2.02"))]);
}

#[wasm_bindgen_test]
async fn a_line_of_the_desks_stands_in_its_row_until_the_board_is_another() {
    let stage = Stage::dashboard().with_prices().await;
    let rows = stage.projection.screen().rows_near();
    let number = |name: &str| {
        let mut rows = rows.iter().filter_map(|row| Option::as_ref(row));
        rows.find(|row| *row.view.match_name == *name).unwrap().view.id.number()
    };
    let line = code::write([el("span", "row__trend").child("a line").into()]);
    let number = number("Marseille - Lens");
    stage.projection.put_trend(number, &line);
    stage.projection.put_trend(u32::MAX, &line);
    settled().await;
    assert_eq!(text(&stage.one("[data-match='Marseille - Lens'] .row__trend")), "a line");
    stage.quote("Marseille - Lens", "Marseille", "Betclic", 2.2);
    stage.shown().await;
    assert_eq!(stage.all(".row__trend").len(), 1, "it outlasts a price that moves");
    assert!(text(&stage.one("[data-match='Marseille - Lens'] .row__names")).contains("Marseille"));
    stage.projection.put_trend(number, "");
    settled().await;
    assert!(stage.all(".row__trend").is_empty());
    stage.projection.put_trend(number, &line);
    stage.feed.clear();
    settled().await;
    let stage = stage.with_prices().await;
    assert!(stage.all(".row__trend").is_empty(), "rows of another board have the same numbers");
}
