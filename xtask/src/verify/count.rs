//! Counts tests by what their runners print.

use std::ops::AddAssign;

/// How many checks ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
}

impl Count {
    /// One check.
    pub(crate) fn one(has_passed: bool) -> Self {
        Self { passed: u64::from(has_passed), failed: u64::from(!has_passed), skipped: 0 }
    }

    /// What a line says, when it is a runner's last: `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub(crate) fn of_line(line: &str) -> Option<Self> {
        let (_, said) = line.split_once("test result:")?;
        // Colours stand around the verdict only, which is not read.
        let words: Vec<_> = said.split([' ', ';']).filter(|word| !word.is_empty()).collect();
        let before = |name: &str| {
            let at = words.iter().position(|word| *word == name)?;
            words.get(at.checked_sub(1)?)?.parse().ok()
        };
        Some(Self {
            passed: before("passed")?,
            failed: before("failed")?,
            skipped: before("ignored").unwrap_or(0),
        })
    }

    /// The count as the last line says it.
    pub(crate) fn line(self) -> String {
        format!("{} passed, {} failed, {} skipped", self.passed, self.failed, self.skipped)
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    fn check(line: &str, expected: Option<(u64, u64, u64)>) {
        let expected = expected.map(|(passed, failed, skipped)| Count { passed, failed, skipped });
        assert_eq!(Count::of_line(line), expected, "{line}");
    }

    #[test]
    fn reads_the_last_line_of_every_runner() {
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s",
            Some((12, 0, 1)),
        );
        check(
            "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 filtered out",
            Some((1, 2, 0)),
        );
        check(
            "test result: \u{1b}[32mok\u{1b}(B\u{1b}[m. 3 passed; 0 failed; 0 ignored",
            Some((3, 0, 0)),
        );
        check("test result: unknown", None);
        check("test model::result ... ok", None);
        check("", None);
    }

    #[test]
    fn says_the_sum() {
        let mut sum = Count::one(true);
        sum += Count::one(false);
        sum += Count { passed: 3, failed: 0, skipped: 2 };
        assert_eq!(sum.line(), "4 passed, 1 failed, 2 skipped");
    }
}
