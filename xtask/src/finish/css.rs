//! Makes a style sheet smaller without understanding it: comments and needless spaces go, nothing else.

/// The sheet without what only its readers need.
///
/// Spaces are left wherever CSS may tell one from none: around `+` and `-`, before `(` and `:`, after `)`.
pub(crate) fn minify(sheet: &str) -> String {
    let mut out = Out::default();
    let mut rest = sheet;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("/*") {
            out.comment();
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first.is_ascii_whitespace() {
            out.space();
            1
        } else if let Some(length) = verbatim(rest, first, &out.text) {
            out.verbatim(&rest[..length]);
            length
        } else {
            out.put(first);
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    out.text
}

/// The length of what must stay as it is: a string, or an address without quotes.
fn verbatim(rest: &str, first: char, before: &str) -> Option<usize> {
    match first {
        '"' | '\'' => Some(string_length(rest, first)),
        // An escaped sign is itself, whatever it would mean otherwise.
        '\\' => Some(rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at)),
        _ if before.ends_with("url(") => rest.find(')'),
        _ => None,
    }
    .filter(|length| *length > 0)
}

fn string_length(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    let end = rest.char_indices().skip(1).find(|(_, letter)| {
        let ends = *letter == quote && !is_escaped;
        is_escaped = *letter == '\\' && !is_escaped;
        ends
    });
    end.map_or(rest.len(), |(at, _)| at + 1)
}

/// What has been written, and what waits until the next sign shows whether it is needed.
#[derive(Default)]
struct Out {
    text: String,
    gap: Gap,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    None,
    /// It separates two names and is no space.
    Comment,
    Space,
}

/// No space says anything after these; a value may begin with one after a colon.
const SILENT_BEFORE_SPACE: &str = "{};,(:";
/// No space says anything before these.
const SILENT_AFTER_SPACE: &str = "{};,)";

impl Out {
    fn comment(&mut self) {
        if self.gap == Gap::None {
            self.gap = Gap::Comment;
        }
    }

    fn space(&mut self) {
        self.gap = Gap::Space;
    }

    fn verbatim(&mut self, text: &str) {
        self.close_gap(text.chars().next().unwrap_or_default());
        self.text += text;
    }

    fn put(&mut self, sign: char) {
        self.close_gap(sign);
        if sign == '}' && self.text.ends_with(';') {
            self.text.pop();
        }
        self.text.push(sign);
    }

    fn close_gap(&mut self, next: char) {
        let last = self.text.chars().next_back();
        // An empty custom property needs something between its colon and its end.
        let is_empty_value = last == Some(':') && matches!(next, ';' | '}');
        let is_silent = last.is_none_or(|last| SILENT_BEFORE_SPACE.contains(last))
            || SILENT_AFTER_SPACE.contains(next);
        match self.gap {
            Gap::Space if is_empty_value || !is_silent => self.text.push(' '),
            Gap::Comment if !is_silent => self.text += "/**/",
            _ => {}
        }
        self.gap = Gap::None;
    }
}

#[cfg(test)]
mod tests {
    use super::minify;

    fn check(sheet: &str, minified: &str) {
        assert_eq!(minify(sheet), minified, "{sheet}");
        assert_eq!(minify(minified), minified, "twice: {sheet}");
    }

    #[test]
    fn spaces_that_say_nothing_go() {
        check(
            "\n.a ,\n.b {\n  color : red;\n  margin: 0 auto;\n}\n\n.c { }\n",
            ".a,.b{color :red;margin:0 auto}.c{}",
        );
        check(
            "@layer reset, tokens ;\n@layer view { .a { gap: 1px } }",
            "@layer reset,tokens;@layer view{.a{gap:1px}}",
        );
        check(".a { inset: calc( 1px + 2px ) }", ".a{inset:calc(1px + 2px)}");
    }

    #[test]
    fn spaces_that_say_something_stay() {
        check(".a .b :hover > c + d{e:f}", ".a .b :hover > c + d{e:f}");
        check(
            "@media (width > 1px) and (height > 1px){}",
            "@media (width > 1px) and (height > 1px){}",
        );
        check(".a{b:calc(1px - -2px)}", ".a{b:calc(1px - -2px)}");
        check(".a{b:var(--c) var(--d)}", ".a{b:var(--c) var(--d)}");
        check(":is(.a) .b{}", ":is(.a) .b{}");
        check(":root { --empty: ; --also: }", ":root{--empty: ;--also: }");
    }

    #[test]
    fn comments_go_but_still_separate_names() {
        check("/* head */ .a { /* b: c; */ d: e /* f */; }", ".a{d:e}");
        check(".a/* x */ .b{}", ".a .b{}");
        check(".a{b:c/**/d}", ".a{b:c/**/d}");
        check(".a{b:c}/* never closed", ".a{b:c}");
    }

    #[test]
    fn strings_addresses_and_escapes_stay_as_they_are() {
        check(
            ".a::before { content: \"  /* { ; \\\" } \" }",
            ".a::before{content:\"  /* { ; \\\" } \"}",
        );
        check(".a{b:' , '}", ".a{b:' , '}");
        check(
            ".a{b:url(data:image/svg+xml;x,/* y */ z)}",
            ".a{b:url(data:image/svg+xml;x,/* y */ z)}",
        );
        check(".a{b:url( \"c d\" )}", ".a{b:url(\"c d\")}");
        check(".w-1\\/2 .b{}", ".w-1\\/2 .b{}");
        check(".a{content:'no end", ".a{content:'no end");
    }

    #[test]
    fn what_is_not_ascii_passes() {
        check(".ä { content: \"→  ½\" }", ".ä{content:\"→  ½\"}");
    }
}
