//! Faults on order: each act as a client meets it.

mod frames;
mod over_time;
mod requests;
mod sockets;

use simulator::Config;
use simulator::control::Control;
use simulator::fault::{Rule, RuleId};

use crate::client::{Service, start};

/// A service on which a rule is in force and whose market stands still.
async fn service(rule: Rule) -> (Service, Control, RuleId) {
    let service = start(Config { http_control: true, ..Config::default() }).await;
    let control = service.running.control();
    control.pause();
    println!("rule {}", serde_json::to_string(&rule).expect("rules are data"));
    let id = control.add_rule(rule);
    (service, control, id)
}
