//! The ledger of tokens, where all pages of the origin find it.

use std::cell::RefCell;

use link::{Allowance, Entry, Ledger, QUOTA, QUOTA_UNSHARED, Refused};

use crate::io::clock::now;
use crate::io::{lock, storage};

thread_local! {
    /// Stands in where nothing can be kept: then a page knows of its own tokens only.
    static OWN: RefCell<Ledger> = RefCell::default();
}

/// Charges one token of this backend.
///
/// # Errors
///
/// When none may be asked for now.
pub async fn charge(api: &str) -> Result<Allowance, Refused> {
    change(api, Ledger::charge).await
}

/// Writes an entry into the ledger of this backend.
pub async fn enter(api: &str, entry: Entry) {
    change(api, move |ledger, now_ms, _| ledger.enter(now_ms, entry)).await;
}

/// Reads the ledger, changes it and writes it back while no other page does.
async fn change<T: 'static>(
    api: &str,
    step: impl Fn(&mut Ledger, u64, u32) -> T + Clone + 'static,
) -> T {
    let name = ["oddsboard.tokens ", api].concat();
    let (key, locked_step) = (name.clone(), step.clone());
    let changed = lock::alone(&name, move || on_shared(&key, &locked_step)).await;
    // A browser that has no lock to give is not waited for.
    changed.unwrap_or_else(|| on_shared(&name, &step))
}

fn on_shared<T>(name: &str, step: &impl Fn(&mut Ledger, u64, u32) -> T) -> T {
    let now_ms = now().wall_ms;
    let kept = storage::read(name);
    let mut ledger = kept.map_or_else(Ledger::default, |text| Ledger::read(&text, now_ms));
    let result = step(&mut ledger, now_ms, QUOTA);
    if storage::write(name, &ledger.write()) {
        return result;
    }
    OWN.with_borrow_mut(|own| step(own, now_ms, QUOTA_UNSHARED))
}
