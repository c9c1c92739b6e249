//! The stream: what a socket hears, and all the ways it ends.

use std::time::Duration;

use serde_json::Value;
use simulator::assumptions::SlowConsumer;
use simulator::{Assumptions, Config, Plan, Scenario};
use tokio::time::timeout;

use crate::client::{End, Service, parse, start};

const MARK: &str = "the end";

async fn service(assumptions: Assumptions) -> Service {
    start(Config { assumptions, ..Config::default() }).await
}

/// What a socket with this filter hears of a big move of the market.
async fn heard(service: &Service, filter: &str) -> Vec<Value> {
    let mut socket = service.socket(filter).await;
    service.wait_for_sockets(1).await;
    let control = service.running.control();
    control.burst(usize::MAX);
    control.inject(MARK);
    let frames = socket.hear_until(MARK).await;
    control.close_all(Some(1000));
    service.wait_for_sockets(0).await;
    parse(&frames)
}

#[tokio::test]
async fn a_frame_has_the_ten_documented_fields() {
    let service = service(Assumptions::default()).await;
    let frames = heard(&service, "").await;
    assert!(frames.len() >= 20_000, "{}", frames.len());
    for frame in frames {
        let fields: Vec<&str> =
            frame.as_object().expect("one object").keys().map(String::as_str).collect();
        let documented = [
            "bookmaker",
            "competition",
            "is_live",
            "market_type",
            "match_name",
            "odds",
            "period",
            "scraped_at",
            "selection",
            "sport",
        ];
        assert_eq!(fields, documented);
        assert!(frame["odds"].as_f64().is_some_and(|odds| odds > 1.0), "{frame}");
        assert!(frame["scraped_at"].as_str().is_some_and(|time| time.len() == 20), "{frame}");
    }
}

#[tokio::test]
async fn filters_narrow_and_combine() {
    let service = service(Assumptions::default()).await;
    let cases: [(&str, &[(&str, &str)]); 4] = [
        ("&sport=tennis", &[("sport", "Tennis")]),
        ("&competition=EPL", &[("competition", "EPL")]),
        ("&bookmaker=Unibet.fr", &[("bookmaker", "Unibet.fr")]),
        ("&sport=Football&bookmaker=PMU", &[("sport", "Football"), ("bookmaker", "PMU")]),
    ];
    for (filter, expected) in cases {
        let frames = heard(&service, filter).await;
        assert!(frames.len() > 20, "{filter}: {}", frames.len());
        for (field, value) in expected {
            assert!(frames.iter().all(|frame| frame[*field] == *value), "{filter}");
        }
    }
    for silent in ["&sport=Curling", "&competition=epl", "&bookmaker=winamax"] {
        assert!(heard(&service, silent).await.is_empty(), "{silent}");
    }
}

#[tokio::test]
async fn plans_decide_what_is_heard() {
    for plan in [Plan::Free, Plan::ProRt, Plan::ProLive] {
        let service = start(Config { plan, ..Config::default() }).await;
        let frames = heard(&service, "").await;
        let live = frames.iter().any(|frame| frame["is_live"] == true);
        let others = frames.iter().any(|frame| frame["bookmaker"] != "Winamax");
        assert_eq!((live, others), (plan == Plan::ProLive, plan != Plan::Free), "{plan}");
        assert!(frames.len() > 100);
    }
}

#[tokio::test]
async fn ping_is_answered_and_nothing_else_is() {
    let service = service(Assumptions::default()).await;
    let mut socket = service.socket("&competition=nothing").await;
    for text in ["hello", "{\"type\":\"ping\"}", "ping "] {
        socket.say(text).await;
    }
    socket.say("ping").await;
    assert_eq!(socket.hear().await, "pong");
    assert_eq!(service.running.control().counts().pings, 1);
}

#[tokio::test]
async fn bad_tokens_are_closed_with_4001() {
    let service = service(Assumptions::default()).await;
    let good = service.token().await;
    let mut invalid = good.clone();
    invalid.replace_range(40..41, if &good[40..41] == "0" { "1" } else { "0" });
    service.running.control().skip(Duration::from_secs(301));
    for query in
        [String::new(), "?token=".to_owned(), format!("?token={invalid}"), format!("?token={good}")]
    {
        let mut socket = service.socket_with(&query).await;
        assert_eq!(socket.end().await, End::Code(4001), "{query}");
    }
    let counts = service.running.control().counts();
    assert_eq!((counts.sockets_refused, counts.sockets_opened), (4, 0));
}

#[tokio::test]
async fn tokens_are_reusable_unless_set_otherwise() {
    for single_use_tokens in [false, true] {
        let service = service(Assumptions { single_use_tokens, ..Assumptions::default() }).await;
        let query = format!("?token={}", service.token().await);
        let _first = service.socket_with(&query).await;
        service.wait_for_sockets(1).await;
        let mut second = service.socket_with(&query).await;
        if single_use_tokens {
            assert_eq!(second.end().await, End::Code(4001));
        } else {
            service.wait_for_sockets(2).await;
        }
    }
}

#[tokio::test]
async fn sockets_outlive_their_token_unless_set_otherwise() {
    for sockets_outlive_tokens in [true, false] {
        let service =
            service(Assumptions { sockets_outlive_tokens, ..Assumptions::default() }).await;
        let mut socket = service.socket("").await;
        service.wait_for_sockets(1).await;
        service.running.control().skip(Duration::from_secs(301));
        if sockets_outlive_tokens {
            service.running.control().inject(MARK);
            socket.hear_until(MARK).await;
        } else {
            assert_eq!(socket.end().await, End::Code(4001));
        }
    }
}

#[tokio::test]
async fn every_order_to_close_is_carried_out() {
    let service = service(Assumptions::default()).await;
    for code in [Some(1000), Some(1001), Some(1012), Some(4001), None] {
        let mut sockets = [service.socket("").await, service.socket("").await];
        service.wait_for_sockets(2).await;
        service.running.control().close_all(code);
        for socket in &mut sockets {
            assert_eq!(socket.end().await, code.map_or(End::Abrupt, End::Code));
        }
        service.wait_for_sockets(0).await;
    }
    let counts = service.running.control().counts();
    assert_eq!((counts.sockets_opened, counts.sockets_max), (10, 2));
}

#[tokio::test]
async fn a_restart_has_its_code() {
    for restart_code in [Some(1012), None] {
        let service = service(Assumptions { restart_code, ..Assumptions::default() }).await;
        let mut socket = service.socket("").await;
        service.wait_for_sockets(1).await;
        let (end, ()) = tokio::join!(socket.end(), service.running.shutdown());
        assert_eq!(end, restart_code.map_or(End::Abrupt, End::Code));
    }
}

#[tokio::test]
async fn a_silent_client_is_dropped() {
    let assumptions =
        Assumptions { idle_limit: Duration::from_millis(150), ..Assumptions::default() };
    let service = service(assumptions).await;
    let mut socket = service.socket("").await;
    assert_eq!(socket.end().await, End::Code(1001));
}

#[tokio::test]
async fn a_slow_reader_is_closed_and_a_fast_one_is_not() {
    let assumptions =
        Assumptions { slow_consumer: SlowConsumer::Close(1013), ..Assumptions::default() };
    let service = service(assumptions).await;
    let (_slow, mut fast) =
        (service.socket("").await, service.socket("&competition=nothing").await);
    service.wait_for_sockets(2).await;
    let control = service.running.control();
    let frame = "x".repeat(1_000_000);
    let closed = async {
        while control.counts().sockets_open > 1 {
            control.inject(frame.clone());
            fast.hear_until(&frame).await;
        }
    };
    timeout(Duration::from_mins(1), closed).await.expect("the slow reader is closed");
}

#[tokio::test]
async fn a_stalled_socket_is_deaf_and_dumb_until_it_is_dropped() {
    let service = service(Assumptions::default()).await;
    let control = service.running.control();
    let mut stalled = service.socket("&competition=nothing").await;
    service.wait_for_sockets(1).await;
    control.stall();
    stalled.say("ping").await;
    let mut healthy = service.socket("&competition=nothing").await;
    service.wait_for_sockets(2).await;
    control.inject(MARK);
    assert_eq!(healthy.hear().await, MARK);
    assert!(stalled.is_silent());
    assert_eq!(control.counts().sockets_open, 2);
    control.close_all(Some(1000));
    assert_eq!(stalled.end().await, End::Abrupt);
    assert_eq!(healthy.end().await, End::Code(1000));
}

#[tokio::test]
async fn the_switches_of_the_stream_work() {
    let check = async |assumptions: Assumptions, expected: &[&str]| {
        let service = service(assumptions).await;
        let mut socket = service.socket("&competition=nothing").await;
        service.wait_for_sockets(1).await;
        service.running.control().inject("one");
        for text in expected {
            assert_eq!(socket.hear().await, *text);
        }
    };
    check(Assumptions { duplicate: true, ..Assumptions::default() }, &["one", "one"]).await;
    check(Assumptions { batches: true, ..Assumptions::default() }, &["[one]"]).await;
    let both = Assumptions { batches: true, duplicate: true, ..Assumptions::default() };
    check(both, &["[one,one]"]).await;
}

#[tokio::test]
async fn the_number_of_sockets_can_be_limited() {
    let service = service(Assumptions { max_sockets: Some(1), ..Assumptions::default() }).await;
    let _first = service.socket("").await;
    service.wait_for_sockets(1).await;
    assert_eq!(service.socket("").await.end().await, End::Code(1008));
}

#[tokio::test]
async fn a_snapshot_can_be_sent_first() {
    let service =
        service(Assumptions { snapshot_on_connect: true, ..Assumptions::default() }).await;
    service.running.control().pause();
    let mut socket = service.socket("&competition=NBA").await;
    service.wait_for_sockets(1).await;
    service.running.control().inject(MARK);
    let frames = parse(&socket.hear_until(MARK).await);
    assert!(frames.len() > 300 && frames.iter().all(|frame| frame["competition"] == "NBA"));
}

#[tokio::test]
async fn a_bare_request_is_no_upgrade() {
    let service = service(Assumptions::default()).await;
    assert_eq!(service.get("/api/stream").await.status, 400);
}

#[tokio::test]
async fn flapping_ends_sockets_in_every_way_and_fails_tokens() {
    let soon = Duration::from_millis(20);
    let service =
        start(Config { scenario: Scenario::Flap, flap_every: [soon, soon], ..Config::default() })
            .await;
    let (mut ends, mut failures) = (Vec::new(), 0);
    let all = [End::Code(1012), End::Abrupt, End::Code(1001), End::Code(4001)];
    let until_all = async {
        while !all.iter().all(|end| ends.contains(end)) || failures == 0 {
            let answer = service.exchange().await;
            if let Some(token) = answer.body["token"].as_str() {
                ends.push(service.socket_with(&format!("?token={token}")).await.end().await);
            } else {
                assert_eq!((answer.status, answer.code()), (503, "service_unavailable"));
                failures += 1;
            }
        }
    };
    timeout(Duration::from_secs(30), until_all).await.expect("every way is met");
}

#[tokio::test]
async fn hostile_streams_carry_rubbish_and_every_good_price() {
    let service = start(Config { scenario: Scenario::Hostile, ..Config::default() }).await;
    let mut socket = service.socket("").await;
    service.wait_for_sockets(1).await;
    service.running.control().burst(3_000);
    service.running.control().inject(MARK);
    let frames = socket.hear_until(MARK).await;
    let price = |text: &String| {
        serde_json::from_str::<Value>(text)
            .is_ok_and(|frame| frame["odds"].as_f64().is_some_and(|odds| odds > 1.0))
    };
    let good = frames.iter().filter(|text| price(text)).count();
    assert!(good >= 2_500, "{good}");
    assert!(frames.len() - good > 200, "{}", frames.len() - good);
}
