//! Plans of faults, as a soak plays them.

use serde_json::json;
use simulator::control::What;
use simulator::fault::{After, Body, Named, RequestAct, Rule, Schedule, SocketAct, common};

use super::service;

/// A rule that never strikes.
fn idle() -> Rule {
    Rule::socket(After::Ms(3_600_000), SocketAct::Drop)
}

fn schedule(count: usize) -> Schedule {
    let refusal = RequestAct::Answer { status: 503, retry_after: None, body: Body::Error };
    let named = |name: &str, rule| Named { name: name.to_owned(), rules: vec![rule, idle()] };
    let faults = vec![
        named("tokens refused", Rule::token(refusal)),
        named("tokens lost", Rule::token(RequestAct::Reset)),
    ];
    Schedule { seed: 11, every_ms: 40, lasts_ms: 20, count, within_ms: 60_000, faults }
}

#[tokio::test]
async fn a_plan_is_played_in_its_order_and_leaves_nothing_behind() {
    let (service, control, _) = service(idle()).await;
    let plan = control.play(&schedule(6));
    println!("{plan}");
    let names = |is_begun: bool| -> Vec<String> {
        let entries = control.journal().into_iter();
        let names = entries.filter_map(|entry| match entry.happening {
            What::FaultBegan { name } if is_begun => Some(name),
            What::FaultEnded { name } if !is_begun => Some(name),
            _ => None,
        });
        names.collect()
    };
    service.wait_until(|_| names(false).len() == 6).await;
    let planned: Vec<_> = plan.faults.iter().map(|planned| planned.fault.name.clone()).collect();
    assert_eq!(names(true), planned);
    assert_eq!(names(false), planned);
    assert_eq!(service.exchange().await.status, 200);
}

#[tokio::test]
async fn another_schedule_takes_the_place_of_the_one_that_is_played() {
    let (service, control, _) = service(idle()).await;
    let always =
        Schedule { every_ms: 3_000_000, lasts_ms: 3_000_000, within_ms: u64::MAX, ..schedule(9) };
    let faults = vec![schedule(1).faults.swap_remove(0)];
    control.play(&Schedule { faults, ..always });
    let seen = |what: fn(&What) -> bool| control.times(what).len();
    service.wait_until(|_| seen(|what| matches!(what, What::FaultBegan { .. })) == 1).await;
    assert_eq!(service.exchange().await.status, 503);
    control.play(&schedule(0));
    service.wait_until(|_| seen(|what| matches!(what, What::FaultEnded { .. })) == 1).await;
    assert_eq!(service.exchange().await.status, 200);
}

#[tokio::test]
async fn plans_and_floods_are_ordered_over_http_too() {
    let (service, control, _) = service(idle()).await;
    let url = service.running.api_url() + "/_control";
    let order = json!({
        "do": "play", "seed": 5, "every_ms": 10_000, "lasts_ms": 5_000, "count": 3, "within_ms": 60_000
    });
    let answer = service.request("POST", url.clone(), Some(order)).await;
    let expected = Schedule {
        seed: 5,
        every_ms: 10_000,
        lasts_ms: 5_000,
        count: 3,
        within_ms: 60_000,
        faults: common(),
    };
    assert_eq!(answer.body["plan"], json!(expected.plan()));
    let order = json!({ "do": "flood", "rate_per_s": 1_000, "seconds": 1 });
    assert_eq!(service.request("POST", url, Some(order)).await.status, 204);
    service.wait_until(|counts| counts.flooded == 1_000).await;
    assert_eq!(control.times(|what| matches!(what, What::FloodBegan { .. })).len(), 1);
}
