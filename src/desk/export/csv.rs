//! A table as RFC 4180 has it: commas, quotes where they are needed, and every line ended by CR and LF.

use crate::desk::export::{Record, Value};

/// The quotes, each with what holds for all, beneath the names of the columns.
pub(super) fn write(head: &Record, quotes: &[Record]) -> String {
    let mut text = String::new();
    let Some(first) = quotes.first() else {
        line(head.iter().map(|(name, _)| (*name).to_owned()), &mut text);
        line(head.iter().map(|(_, value)| cell(value)), &mut text);
        return text;
    };
    line(first.iter().chain(head).map(|(name, _)| (*name).to_owned()), &mut text);
    for quote in quotes {
        line(quote.iter().chain(head).map(|(_, value)| cell(value)), &mut text);
    }
    text
}

fn line(cells: impl Iterator<Item = String>, text: &mut String) {
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push_str(&cell);
    }
    text.push_str("\r\n");
}

fn cell(value: &Value) -> String {
    match value {
        Value::Unknown => String::new(),
        Value::Fact(holds) => holds.to_string(),
        Value::Number(number) => number.clone(),
        Value::Text(text) => quoted(guarded(text)),
    }
}

/// A spreadsheet takes a text that begins so for a formula, and would run what a feed says.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text that no spreadsheet takes for a formula. One that is a number, such as American odds, is none.
fn guarded(text: &str) -> String {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number =
        !unsigned.is_empty() && unsigned.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if text.starts_with(FORMULA) && !is_number { ["'", text].concat() } else { text.to_owned() }
}

fn quoted(text: String) -> String {
    if text.contains([',', '"', '\r', '\n']) {
        ["\"", &text.replace('"', "\"\""), "\""].concat()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{cell, write};
    use crate::desk::export::Value;

    #[test]
    fn texts_are_quoted_and_kept_from_being_formulas() {
        let check =
            |text: &str, written: &str| assert_eq!(cell(&Value::text(text)), written, "{text:?}");
        check("PSG", "PSG");
        check("Saint-Étienne, \"les Verts\"", "\"Saint-Étienne, \"\"les Verts\"\"\"");
        check("a\nb", "\"a\nb\"");
        check("=1+1", "'=1+1");
        check("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        for formula in ["+1+1", "-2+3", "@SUM(A1)", "\tx", "-", "+"] {
            check(formula, &["'", formula].concat());
        }
        check("\r=1", "\"'\r=1\"");
        check("+150", "+150");
        check("-110", "-110");
        check("1=1", "1=1");
    }

    #[test]
    fn what_is_not_known_is_empty_and_an_empty_board_still_says_when() {
        assert_eq!(cell(&Value::Unknown), "");
        assert_eq!(cell(&Value::Number("-1.5".to_owned())), "-1.5");
        let head = vec![("exported_at", Value::text("now")), ("source", Value::text("feed"))];
        assert_eq!(write(&head, &[]), "exported_at,source\r\nnow,feed\r\n");
    }
}
