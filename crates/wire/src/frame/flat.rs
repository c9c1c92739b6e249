//! A row as it nearly always comes: its fields in the provider's order, plain texts, nothing else. One pass.

use std::borrow::Cow;

use model::quote::Quote;

use crate::offer;
use crate::scan;
use crate::text;
use crate::time::instant_from_rfc3339;

/// Reads a row, when it comes like that and can be taken.
///
/// `None` says nothing about the row: the general reader takes it, or says why not.
pub(super) fn quote(row: &str) -> Option<Quote<'_>> {
    let mut row = Row { rest: row };
    let bookmaker = row.pass("{\"bookmaker\":\"")?.text()?;
    let match_name = row.pass("\",\"match_name\":\"")?.text()?;
    let competition = row.pass("\",\"competition\":\"")?.text()?;
    let sport = row.pass("\",\"sport\":\"")?.text()?;
    let market_type = row.pass("\",\"market_type\":\"")?.text()?;
    let selection = row.pass("\",\"selection\":\"")?.text()?;
    let offer = offer::of(row.pass("\",\"odds\":")?.number()?);
    let period = row.pass(",\"period\":")?.number()?.parse().ok()?;
    let live = row.pass(",\"is_live\":")?.truth()?;
    // No time holds a quote or a backslash, so what is left is looked at once.
    let time = row.pass(",\"scraped_at\":\"")?.rest.strip_suffix("\"}")?;
    let scraped_at = instant_from_rfc3339(time)?;
    Some(Quote {
        sport: Cow::Borrowed(sport),
        competition: Cow::Borrowed(competition),
        match_name: Cow::Borrowed(match_name),
        market_type: Cow::Borrowed(market_type),
        period,
        live,
        selection: Cow::Borrowed(selection),
        bookmaker: Cow::Borrowed(bookmaker),
        offer,
        scraped_at,
    })
}

/// What is left of a row.
struct Row<'a> {
    rest: &'a str,
}

impl<'a> Row<'a> {
    /// Passes over these signs, a name among them. Spaces may stand before and after the name.
    fn pass(&mut self, signs: &'static str) -> Option<&mut Self> {
        match self.rest.strip_prefix(signs) {
            Some(rest) => self.rest = rest,
            None => self.pass_spaced(signs)?,
        }
        Some(self)
    }

    #[cold]
    fn pass_spaced(&mut self, signs: &'static str) -> Option<()> {
        let (before, name) = signs.split_at_checked(1 + signs.find(['{', ','])?)?;
        let (name, quote) = name.split_at_checked(1 + name.find(':')?)?;
        let rest = self.rest.strip_prefix(before)?.trim_start_matches(' ');
        self.rest = rest.strip_prefix(name)?.trim_start_matches(' ').strip_prefix(quote)?;
        Some(())
    }

    /// What is left after `length` bytes.
    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    /// A text that may be shown, up to its second quote.
    fn text(&mut self) -> Option<&'a str> {
        let run = scan::run(self.rest.as_bytes());
        let found = self.take(run.length)?;
        let is_shown =
            if run.is_ascii { text::is_shown_ascii(found) } else { text::is_shown(found) };
        is_shown.then_some(found)
    }

    /// A number without an exponent, as it is written.
    fn number(&mut self) -> Option<&'a str> {
        let bytes = self.rest.as_bytes();
        let sign = usize::from(bytes.first() == Some(&b'-'));
        let whole = digits(bytes, sign);
        let point = sign + whole;
        let is_whole = bytes.get(point) != Some(&b'.');
        let part = if is_whole { 0 } else { digits(bytes, point + 1) };
        let is_number = whole == 1 || (whole > 1 && bytes.get(sign) != Some(&b'0'));
        if !is_number || (!is_whole && part == 0) {
            return None;
        }
        self.take(if is_whole { point } else { point + 1 + part })
    }

    fn truth(&mut self) -> Option<bool> {
        let is_true = self.rest.starts_with('t');
        self.rest = self.rest.strip_prefix(if is_true { "true" } else { "false" })?;
        Some(is_true)
    }
}

/// How many digits stand here.
fn digits(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start..).unwrap_or_default();
    rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::quote;
    use crate::frame::general;

    const ROW: &str = include_str!("../../testdata/quote.json");

    /// Whatever is read in one pass is what the general reader reads.
    fn check(row: &str, is_flat: bool) {
        let found = quote(row);
        assert_eq!(found.is_some(), is_flat, "{row}");
        assert!(found.is_none() || found == general(row).ok(), "{row}");
    }

    #[test]
    fn a_row_as_it_usually_comes_is_read_in_one_pass_and_no_other() {
        let row = ROW.trim();
        check(row, true);
        check(&row.replace("\":", "\": ").replace(",\"", ", \""), true);
        check(&row.replacen('{', "{  ", 1), true);
        check(&row.replace("PSG", "Saint-Étienne"), true);
        check(&row.replace("1.85", "0"), true);
        check(&row.replace("1.85", "-0.5"), true);
        check(&row.replace("\"period\":0", "\"period\":-1"), true);
        check(&row.replace("false", "true"), true);
        check(&row.replace("12Z", "12.25+02:00"), true);
        for (from, to) in [
            ("PSG", "\\u0050SG"),
            ("PSG", "P\u{202e}SG"),
            ("PSG", "P\u{7f}SG"),
            ("PSG -", "P\tSG -"),
            ("\"PSG\"", "\" \""),
            ("\"PSG\"", "\"\""),
            ("1.85", "1.85e0"),
            ("1.85", "01.85"),
            ("1.85", "1."),
            ("1.85", "\"1.85\""),
            ("1.85", "null"),
            ("\"period\":0", "\"period\":1.0"),
            ("\"period\":0", "\"period\":9999999999"),
            ("false", "falsy"),
            ("12Z", "12"),
            ("\"sport\"", "\"Sport\""),
            ("\"odds\":1.85,\"period\":0", "\"period\":0,\"odds\":1.85"),
            ("}", ",\"more\":1}"),
            ("}", "} "),
            ("}", ""),
        ] {
            check(&row.replacen(from, to, 1), false);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn one_pass_reads_what_the_general_reader_reads(
            at in any::<prop::sample::Index>(),
            length in 0_usize..3,
            with in prop_oneof!["[\\[\\]{}:,\"0-9eE+\\-. \\\\utrfn]{0,3}", ".{0,3}"],
        ) {
            let mut letters: Vec<char> = ROW.trim().chars().collect();
            let start = at.index(letters.len());
            letters.splice(start..(start + length).min(ROW.trim().len()), with.chars());
            let row: String = letters.into_iter().collect();
            prop_assert!(quote(&row).is_none_or(|found| Ok(found) == general(&row)), "{row}");
        }
    }
}
