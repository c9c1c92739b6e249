//! The link's states, and what stands in the board's place.

use model::capacity::Losses;
use model::fixture::Fixture;
use oddsboard_app::state::address::Open;
use oddsboard_app::state::feed::Request;
use oddsboard_app::state::status::{Cause, LinkState, StatusView};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{START, Stage, check, settled, text};

#[wasm_bindgen_test]
async fn each_state_has_its_word_and_the_link_is_one_live_region() {
    let stage = Stage::dashboard().with_prices().await;
    let all = [
        (LinkState::Connecting, "Connecting"),
        (LinkState::Live, "Live feed"),
        (LinkState::Reconnecting, "Reconnecting"),
        (LinkState::Polling, "Polling"),
        (LinkState::Offline, "Offline"),
        (LinkState::Stopped, "Stopped"),
    ];
    for (state, word) in all {
        stage.link(StatusView { state, since: Some(START), ..StatusView::default() }).await;
        let status = stage.one(".layers [role=status]");
        check(&status, &[("part", Some("status")), ("data-state", Some(state.as_str()))]);
        assert_eq!(text(&stage.one(".status__word")), word);
    }
    assert_eq!(stage.all("[role=status]").len(), 2, "the link, and what a reader asked to be told");
    assert!(stage.all("[part~=price][aria-live], [role=alert]").is_empty());
}

#[wasm_bindgen_test]
async fn prices_are_unconfirmed_until_the_board_was_read_on_this_connection() {
    let stage = Stage::dashboard().with_prices().await;
    stage.later(1_000).await;
    let prices = || text(&stage.one(".layers__layer:last-child .layers__value"));
    assert!(prices().contains("5 fresh"), "{}", prices());
    stage.link(StatusView { state: LinkState::Reconnecting, ..StatusView::default() }).await;
    assert!(prices().contains("5 unconfirmed"), "{}", prices());
}

#[wasm_bindgen_test]
async fn a_board_before_its_first_price_is_busy_and_says_so() {
    let stage = Stage::dashboard();
    stage.link(StatusView::default()).await;
    check(&stage.one(".board"), &[("aria-busy", Some("true"))]);
    assert!(text(&stage.one(".board")).contains("Loading prices"));
    stage.live().await;
    check(&stage.one(".board"), &[("aria-busy", Some("false"))]);
    assert!(text(&stage.one(".board")).contains("nothing arrives"));
}

#[wasm_bindgen_test]
async fn a_refused_board_says_why_and_can_be_tried_again() {
    let stage = Stage::dashboard();
    let refused = StatusView {
        state: LinkState::Stopped,
        cause: Some(Cause::KeyRejected),
        ..StatusView::default()
    };
    stage.link(refused).await;
    let words = text(&stage.one(".blank"));
    assert!(words.contains("may not read the feed") && words.contains("owner"), "{words}");
    assert!(!stage.asked(&Request::Retry));
    stage.press(".blank button").await;
    assert!(stage.asked(&Request::Retry));
}

#[wasm_bindgen_test]
async fn offline_is_one_notice_with_the_time_of_the_next_attempt() {
    let stage = Stage::dashboard().with_prices().await;
    let offline = StatusView {
        state: LinkState::Offline,
        since: Some(START),
        cause: Some(Cause::Unreachable),
        heard_at: Some(START),
        retry_at: Some(START.plus_ms(8_000)),
        ..StatusView::default()
    };
    stage.link(offline).await;
    let words = text(&stage.one(".notice"));
    assert!(words.contains("The feed is offline.") && words.contains("in 8 s"), "{words}");
    stage.later(2_000).await;
    assert!(text(&stage.one(".notice")).contains("in 6 s"));
    stage.press(".notice button").await;
    assert!(stage.asked(&Request::Retry));
    stage.live().await;
    assert!(stage.all(".notice").is_empty());
}

#[wasm_bindgen_test]
async fn a_match_of_a_link_that_is_gone_is_one_notice() {
    let stage = Stage::dashboard().with_prices().await;
    let fixture = Fixture::new("Football", "LIG1", "Paris - Lyon");
    stage.projection.seek_open(Open { fixture, line: None });
    settled().await;
    assert!(text(&stage.one(".notice")).contains("not on the board now"));
    stage.press(".notice button").await;
    assert!(stage.all(".notice").is_empty());
}

#[wasm_bindgen_test]
async fn polling_is_explained_once() {
    let stage = Stage::dashboard().with_prices().await;
    let polling =
        StatusView { state: LinkState::Polling, refresh_s: Some(40), ..StatusView::default() };
    stage.link(polling).await;
    assert!(text(&stage.one(".notice")).contains("every 40 s"));
    stage.press(".notice button").await;
    assert!(stage.all(".notice").is_empty());
}

#[wasm_bindgen_test]
async fn prices_at_intervals_tell_why_there_is_no_stream_and_when_it_is_tried_again() {
    let stage = Stage::dashboard().with_prices().await;
    let lost = StatusView {
        state: LinkState::Polling,
        cause: Some(Cause::Dropped),
        refresh_s: Some(40),
        retry_at: Some(START.plus_ms(120_000)),
        confirmed: true,
        ..StatusView::default()
    };
    stage.link(lost.clone()).await;
    let words = text(&stage.one(".notice"));
    assert!(words.contains("every 40 s") && words.contains("was lost"), "{words}");
    assert!(words.contains("Trying again in 2 min"), "{words}");
    stage.press(".notice button").await;
    assert!(stage.asked(&Request::Retry));
    for (cause, word) in [(Cause::RateLimited, "quota is used up"), (Cause::Spent, "for today")] {
        stage.link(StatusView { cause: Some(cause), ..lost.clone() }).await;
        let words = text(&stage.one(".notice"));
        assert!(words.contains(word) && words.contains("Trying again in 2 min"), "{words}");
        assert!(words.contains("read every 40 s until the stream may be had again"), "{words}");
        assert!(stage.all(".notice button").is_empty(), "no attempt may be had for asking");
    }
}

#[wasm_bindgen_test]
async fn rows_that_could_not_be_read_are_counted() {
    let stage = Stage::dashboard().with_prices().await;
    let status = StatusView {
        state: LinkState::Live,
        confirmed: true,
        bad_rows: 3,
        unpriced_rows: 2,
        losses: Losses { evicted: 4, refused: 5 },
        ..StatusView::default()
    };
    stage.link(status).await;
    assert_eq!(text(&stage.one("[data-count=bad-rows]")), "3");
    assert_eq!(text(&stage.one("[data-count=unpriced-rows]")), "2");
    assert_eq!(text(&stage.one("[data-count=evicted]")), "4");
    assert_eq!(text(&stage.one("[data-count=refused]")), "5");
}
