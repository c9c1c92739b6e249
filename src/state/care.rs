//! The word of care as the page's owner wants it: what the law of a country asks, the board does not know.

/// What stands in place of the usual word of care; a part that is `None` is the usual one of the language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Care {
    /// From which age on: `18+`.
    pub age: Option<String>,
    /// What the link to help says.
    pub text: Option<String>,
    /// Where help is: an `https` address.
    pub href: Option<String>,
}

impl Care {
    /// Takes what an owner says. `None` when there is an address, and none that starts with `https://`.
    pub fn of(age: Option<String>, text: Option<String>, href: Option<String>) -> Option<Self> {
        let is_safe = |href: &String| href.starts_with("https://");
        href.as_ref().is_none_or(is_safe).then_some(Self { age, text, href })
    }
}

#[cfg(test)]
mod tests {
    use super::Care;

    #[test]
    fn help_is_at_an_address_that_is_safe_or_nothing_is_taken() {
        let takes = |href: Option<&str>| {
            Care::of(Some("21+".to_owned()), None, href.map(str::to_owned)).is_some()
        };
        assert!(takes(None) && takes(Some("https://help.example")));
        for href in ["http://help.example", "javascript:alert(1)", "//help.example", ""] {
            assert!(!takes(Some(href)), "{href}");
        }
    }
}
