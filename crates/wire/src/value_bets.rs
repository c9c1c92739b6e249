//! Bets that the provider calls value, as the backend answers them.

use std::borrow::Cow;

use model::price::Price;
use model::time::Instant;

use crate::error::DecodeError;
use crate::json::Raw;
use crate::snapshot::BYTES_MAX;
use crate::text::shown;
use crate::time::instant_from_rfc3339;

/// One bet, as far as it is told to readers. What the provider takes for the fair price is not read: its documentation
/// gives a formula for it that is no fair price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueBet<'a> {
    /// Match name.
    pub match_name: Cow<'a, str>,
    /// Selection.
    pub selection: Cow<'a, str>,
    /// Bookmaker.
    pub bookmaker: Cow<'a, str>,
    /// The price that the provider saw.
    pub odds: Price,
    /// By how much it is over what the provider takes for fair, in percent, as the provider writes it.
    pub percent: Cow<'a, str>,
    /// When the provider saw the price.
    pub scraped_at: Instant,
}

impl ValueBet<'_> {
    /// The bet without what it was read from.
    pub fn into_owned(self) -> ValueBet<'static> {
        let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
        ValueBet {
            match_name: owned(self.match_name),
            selection: owned(self.selection),
            bookmaker: owned(self.bookmaker),
            odds: self.odds,
            percent: owned(self.percent),
            scraped_at: self.scraped_at,
        }
    }
}

/// Reads an answer: hands every bet to `take`, in the answer's order, and says how many could not be read.
///
/// # Errors
///
/// Only when the whole is no answer; a bad bet costs that bet only.
pub fn decode<'a>(body: &'a str, mut take: impl FnMut(ValueBet<'a>)) -> Result<usize, DecodeError> {
    if body.len() > BYTES_MAX {
        return Err(DecodeError::Size);
    }
    let [data] = Raw::of(body)?.fields(["data"])?;
    let mut bad = 0;
    data.ok_or(DecodeError::Shape)?.items(&mut |row| match bet(row) {
        Ok(bet) => take(bet),
        Err(_) => bad += 1,
    })?;
    Ok(bad)
}

fn bet(row: Raw<'_>) -> Result<ValueBet<'_>, DecodeError> {
    let names = ["match_name", "selection", "bookmaker", "odds", "ev_pct", "scraped_at"];
    let fields = row.fields(names)?.map(|field| field.ok_or(DecodeError::Shape));
    let [match_name, selection, bookmaker, odds, percent, scraped_at] = fields;
    Ok(ValueBet {
        match_name: shown(match_name?)?,
        selection: shown(selection?)?,
        bookmaker: shown(bookmaker?)?,
        odds: Price::parse(odds?.written()).ok_or(DecodeError::Shape)?,
        percent: number(percent?.written())?.into(),
        scraped_at: instant_from_rfc3339(&scraped_at?.text()?).ok_or(DecodeError::Time)?,
    })
}

/// A number above zero without sign or exponent, and short enough to be shown.
fn number(written: &str) -> Result<&str, DecodeError> {
    let is_plain = written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_plain && written.len() <= 8 { Ok(written) } else { Err(DecodeError::Shape) }
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::error::DecodeError;

    const GOOD: &str = r#"{"match_name":"PSG - Lyon","selection":"Over 2.5","bookmaker":"Winamax","odds":2.1,
        "fair_odds":1.9,"ev_pct":3.4,"payout_rate":103,"scraped_at":"2026-04-20T14:30:12Z"}"#;

    #[test]
    fn bets_are_read_and_a_bad_one_costs_itself_only() {
        let bad = [
            "7".to_owned(),
            GOOD.replace("2.1", "null"),
            GOOD.replace("3.4", "-3.4"),
            GOOD.replace("3.4", "\"3.4\""),
            GOOD.replace("2026-04-20", "soon"),
            GOOD.replace("Winamax", " "),
        ];
        let body = format!(r#"{{"data":[{GOOD},{}],"meta":{{}}}}"#, bad.join(","));
        let mut bets = Vec::new();
        assert_eq!(decode(&body, |bet| bets.push(bet)), Ok(bad.len()));
        let told = bets.iter().map(|bet| (&*bet.selection, &*bet.percent, bet.odds.to_string()));
        assert_eq!(told.collect::<Vec<_>>(), [("Over 2.5", "3.4", "2.10".to_owned())]);
        assert_eq!(
            bets.pop().map(super::ValueBet::into_owned).map(|bet| bet.odds.canonical()),
            Some("2.1".to_owned())
        );
    }

    #[test]
    fn what_is_no_answer_is_refused() {
        for body in ["", "[]", "{}", r#"{"data":{}}"#, r#"{"data":[}"#] {
            assert!(decode(body, |_| ()).is_err(), "{body:?}");
        }
        let long = " ".repeat(crate::snapshot::BYTES_MAX + 1);
        assert_eq!(decode(&long, |_| ()), Err(DecodeError::Size));
    }
}
