//! Reads past the provider's row limit: a list that comes back full is asked for again in parts.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};

use super::page::{Page, bookmakers, competitions};
use super::query::{Kind, Query};
use super::{Feed, Rows};
use crate::upstream::{Failure, Refusal};

/// What the provider gives at most.
const LIMIT: &str = "500";
/// Requests to the provider at the same time.
const AT_ONCE: usize = 4;
/// Requests in one sweep.
const MOST_REQUESTS: usize = 300;
/// Rows in one sweep are kept below this many bytes.
const MOST_BYTES: usize = 64 * 1024 * 1024;
/// For how long a part that was full is split without asking for it first.
const REMEMBER: Duration = Duration::from_mins(10);

/// Parts that were full when last asked for.
#[derive(Default)]
pub(super) struct Capped(HashMap<Query, Instant>);

/// Everything that could be read.
#[derive(Default)]
pub(super) struct Swept {
    pub(super) page: Page,
    pub(super) complete: bool,
    /// Requests it took.
    pub(super) cost: u32,
}

impl Capped {
    fn holds(&self, query: &Query) -> bool {
        self.0.contains_key(query)
    }

    fn note(&mut self, query: &Query) {
        self.0.insert(query.clone(), Instant::now());
    }

    fn forget_old(&mut self) {
        self.0.retain(|_, at| at.elapsed() < REMEMBER);
    }
}

/// Reads a list as a visitor asked for it; a visitor's own limit is kept to.
///
/// # Errors
///
/// When nothing at all could be read. With some parts missing the answer is not complete.
pub(super) async fn sweep(
    feed: &Arc<Feed>,
    query: &Query,
    capped: &mut Capped,
) -> Result<Swept, Failure> {
    if query.kind() != Kind::Odds || query.get("limit").is_some() {
        let page = feed.fetch(query).await?;
        return Ok(Swept { page, complete: true, cost: 1 });
    }
    capped.forget_old();
    let mut swept = Swept { complete: true, ..Swept::default() };
    let mut failure = None;
    let mut parts = vec![query.clone()];
    while !parts.is_empty() {
        let mut next = Vec::new();
        let mut unread = Vec::new();
        for part in parts {
            let known =
                if capped.holds(&part) { split(feed, &part, next.len()).await } else { None };
            match known {
                Some(split) => next.extend(split),
                None => unread.push(part),
            }
        }
        for (part, page) in read(feed, unread, &mut swept).await {
            match page {
                Ok(page) if page.capped => {
                    if let Some(split) = split(feed, &part, next.len()).await {
                        capped.note(&part);
                        next.extend(split);
                    } else {
                        swept.complete = false;
                        swept.take(&page);
                    }
                }
                Ok(page) => swept.take(&page),
                // Without in-play prices on the plan there are none to miss.
                Err(Failure::Plan(Refusal::Live)) if part != *query => {}
                Err(found) => failure = Some(found),
            }
        }
        parts = next;
    }
    match failure {
        Some(failure) if swept.page.count == 0 => Err(failure),
        failure => {
            swept.complete &= failure.is_none();
            Ok(swept)
        }
    }
}

impl Swept {
    fn take(&mut self, page: &Page) {
        if self.page.rows.len() + page.rows.len() > MOST_BYTES {
            self.complete = false;
            return;
        }
        self.page.dropped += page.dropped;
        self.page.push(&page.rows, page.count);
    }
}

/// Asks for parts, a few at a time, and gives them in the order asked for.
async fn read(
    feed: &Arc<Feed>,
    mut parts: Vec<Query>,
    swept: &mut Swept,
) -> Vec<(Query, Result<Page, Failure>)> {
    let left = MOST_REQUESTS.saturating_sub(swept.cost as usize);
    if parts.len() > left {
        swept.complete = false;
        parts.truncate(left);
    }
    swept.cost += u32::try_from(parts.len()).unwrap_or(u32::MAX);
    let reads = parts.into_iter().map(|part| async {
        let page = feed.fetch(&part.with("limit", LIMIT)).await;
        (part, page)
    });
    stream::iter(reads).buffered(AT_ONCE).collect().await
}

/// Divides a list into lists that cover it; `None` when there is no further way to, or when the quota does not
/// allow to read them beside the `planned` ones: a full list is better than some of its parts.
async fn split(feed: &Arc<Feed>, query: &Query, planned: usize) -> Option<Vec<Query>> {
    let parts = divide(feed, query).await?;
    feed.affords(planned + parts.len()).then_some(parts)
}

async fn divide(feed: &Arc<Feed>, query: &Query) -> Option<Vec<Query>> {
    let by = |name, values: Vec<String>| {
        let parts: Vec<_> = values.into_iter().map(|value| query.with(name, value)).collect();
        (!parts.is_empty()).then_some(parts)
    };
    if query.get("competition").is_none() {
        let sports = list(feed, Kind::Sports).await?;
        by("competition", competitions(&sports.raw, query.get("sport")))
    } else if query.get("is_live").is_none() {
        by("is_live", vec!["false".to_owned(), "true".to_owned()])
    } else if query.get("bookmaker").is_none() {
        let names = list(feed, Kind::Bookmakers).await?;
        by("bookmaker", bookmakers(&names.raw))
    } else {
        None
    }
}

async fn list(feed: &Arc<Feed>, kind: Kind) -> Option<Arc<Rows>> {
    feed.get(&Query::all(kind)).await.ok().map(|found| found.rows)
}
