//! The same as JSON: what holds for all, then the quotes.

use crate::desk::export::{Record, Value};

/// An object with the head's values and `quotes`, a list of objects. What is not known is `null`.
pub(super) fn write(head: &Record, quotes: &[Record]) -> String {
    let mut text = String::from("{");
    members(head, &mut text);
    text.push_str(",\"quotes\":[");
    for (place, quote) in quotes.iter().enumerate() {
        text.push_str(if place > 0 { ",\n{" } else { "\n{" });
        members(quote, &mut text);
        text.push('}');
    }
    text.push_str("\n]}\n");
    text
}

fn members(record: &Record, text: &mut String) {
    for (place, (name, value)) in record.iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        string(name, text);
        text.push(':');
        match value {
            Value::Unknown => text.push_str("null"),
            Value::Fact(holds) => text.push_str(if *holds { "true" } else { "false" }),
            Value::Number(number) => text.push_str(number),
            Value::Text(value) => string(value, text),
        }
    }
}

fn string(value: &str, text: &mut String) {
    text.push('"');
    for sign in value.chars() {
        match sign {
            '"' | '\\' => text.extend(['\\', sign]),
            '\0'..' ' => {
                let digit = |place: u32| char::from_digit(u32::from(sign) >> place & 15, 16);
                text.push_str("\\u00");
                text.extend([digit(4), digit(0)].into_iter().flatten());
            }
            sign => text.push(sign),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::desk::export::Value;

    #[test]
    fn texts_are_escaped_and_the_unknown_is_null() {
        let head = vec![("version", Value::text("a\"b\\c\u{1}\n"))];
        let quote = vec![
            ("odds", Value::Number("2.1".to_owned())),
            ("line", Value::Unknown),
            ("best", Value::Fact(true)),
        ];
        let text = write(&head, &[quote]);
        let expected = "{\"version\":\"a\\\"b\\\\c\\u0001\\u000a\",\"quotes\":[\n\
            {\"odds\":2.1,\"line\":null,\"best\":true}\n]}\n";
        assert_eq!(text, expected);
    }
}
