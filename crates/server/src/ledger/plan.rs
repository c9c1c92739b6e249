//! Which plan the owner has, as far as the provider's rate limits tell.

use std::time::Duration;

use crate::upstream::Quota;

/// The free plan has so many requests a day; every other has many more.
const FREE_REQUESTS: u32 = 200;
/// Paid plans count by the hour.
const PAID_WINDOW: Duration = Duration::from_hours(1);

/// Whether the provider counts tokens. It never says so itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Plan {
    /// Nothing it said so far told the plans apart.
    #[default]
    Unknown,
    /// It counts the requests for tokens in a day.
    Free,
    /// It does not count them.
    Paid,
}

impl Plan {
    /// What is known after one more answer: more requests left than the free plan ever has, or a window longer
    /// than a paid plan's. Whatever fits both leaves it as it was.
    pub(crate) fn learn(self, quota: Quota) -> Self {
        if quota.remaining > FREE_REQUESTS {
            Self::Paid
        } else if quota.reset_in > PAID_WINDOW {
            Self::Free
        } else {
            self
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Plan, Quota};

    #[test]
    fn a_plan_is_known_by_what_only_it_can_say() {
        let check = |remaining: u32, reset_s: u64, told: Option<Plan>| {
            let quota =
                Quota { remaining, reset_in: Duration::from_secs(reset_s), resets_at_s: reset_s };
            for before in [Plan::Unknown, Plan::Free, Plan::Paid] {
                assert_eq!(before.learn(quota), told.unwrap_or(before), "{remaining} {reset_s}");
            }
        };
        check(5499, 3000, Some(Plan::Paid));
        check(201, 60, Some(Plan::Paid));
        check(201, 80_000, Some(Plan::Paid));
        check(200, 3601, Some(Plan::Free));
        check(0, 86_400, Some(Plan::Free));
        check(200, 3600, None);
        check(0, 1, None);
    }
}
