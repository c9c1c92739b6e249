//! Reads and changes the few tags of the page that the finish step is about.

use std::ops::Range;

/// Addresses of what the start script loads, as Trunk wrote them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Start<'a> {
    pub(crate) glue: &'a str,
    pub(crate) wasm: &'a str,
}

/// What stands in place of the start script; Trunk.toml asks for it.
pub(crate) fn start(page: &str) -> Option<Start<'_>> {
    let tag = &page[start_tag(page)?];
    Some(Start { glue: attribute(tag, "data-glue")?, wasm: attribute(tag, "data-wasm")? })
}

/// The page with the start script's address filled in.
pub(crate) fn with_start(page: &str, script: &str) -> String {
    let tag = format!("<script type=\"module\" src=\"{script}\">");
    match start_tag(page) {
        Some(at) => format!("{}{tag}{}", &page[..at.start], &page[at.end..]),
        None => page.to_owned(),
    }
}

/// A style sheet, as Trunk wrote it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Sheet<'a> {
    pub(crate) address: &'a str,
    /// The one program that draws by it.
    only: Option<&'a str>,
    /// The one program that does not.
    not: Option<&'a str>,
}

impl Sheet<'_> {
    /// Whether a program draws by it. The desk draws on the dashboard's page, which has the sheets of all.
    pub(crate) fn is_for(&self, program: &str) -> bool {
        if program == "desk" {
            return self.only == Some(program);
        }
        self.only.is_none_or(|only| only == program) && self.not.is_none_or(|not| not != program)
    }
}

/// All style sheets, in order.
pub(crate) fn style_sheets(page: &str) -> Vec<Sheet<'_>> {
    tags(page).into_iter().filter_map(|at| style_sheet(&page[at])).collect()
}

/// The page with one style sheet where the first one was.
pub(crate) fn with_style_sheet(page: &str, style: &str) -> String {
    let sheets = tags(page).into_iter().filter(|at| style_sheet(&page[at.clone()]).is_some());
    let mut out = String::new();
    let mut done = 0;
    for (nth, at) in sheets.enumerate() {
        out += &page[done..at.start];
        if nth == 0 {
            out = out + "<link rel=\"stylesheet\" href=\"" + style + "\" />";
        } else {
            // The line it stood on goes with it.
            out.truncate(out.trim_end().len());
        }
        done = at.end;
    }
    out + &page[done..]
}

fn start_tag(page: &str) -> Option<Range<usize>> {
    tags(page).into_iter().find(|at| {
        page[at.clone()].starts_with("<script ") && page[at.clone()].contains(" data-start")
    })
}

fn style_sheet(tag: &str) -> Option<Sheet<'_>> {
    let is_sheet = tag.starts_with("<link") && attribute(tag, "rel") == Some("stylesheet");
    let address = attribute(tag, "href").filter(|_| is_sheet)?;
    Some(Sheet { address, only: attribute(tag, "data-only"), not: attribute(tag, "data-not") })
}

/// The value of an attribute in double quotes, which is how the page and Trunk write all of them.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    Some(rest.split_once('"')?.0)
}

/// Where tags begin and end; comments are passed over.
fn tags(page: &str) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = page[at..].find('<').map(|found| at + found) {
        let rest = &page[start..];
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else {
            tag_length(rest)
        };
        let end = start + length.unwrap_or(rest.len());
        if !rest.starts_with("<!--") {
            tags.push(start..end);
        }
        at = end;
    }
    tags
}

/// A bracket inside of quotes does not end a tag.
fn tag_length(rest: &str) -> Option<usize> {
    let mut is_quoted = false;
    let end = rest.bytes().position(|byte| {
        is_quoted ^= byte == b'"';
        byte == b'>' && !is_quoted
    })?;
    Some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::{Start, start, style_sheets, with_start, with_style_sheet};

    const PAGE: &str = r#"<head>
    <!-- <link rel="stylesheet" href="./no.css"> -->
    <meta content="a > b" />
    <script type="module" data-start data-glue="./app-1.js" data-wasm="./app-1_bg.wasm"></script>
    <link rel="stylesheet" href="./a-1.css"/>
    <link rel="icon" href="./icon.svg"/>
    <link rel="stylesheet" href="./b-1.css" data-not="ticker"/>
    <link rel="stylesheet" href="./c-1.css" data-only="ticker"/>
</head>"#;

    #[test]
    fn reads_the_start_script() {
        let expected = Start { glue: "./app-1.js", wasm: "./app-1_bg.wasm" };
        assert_eq!(start(PAGE), Some(expected));
        assert_eq!(start("<script>let a = 1;</script>"), None);
        assert_eq!(start("<script"), None);
    }

    #[test]
    fn points_the_start_script_elsewhere() {
        let page = with_start(PAGE, "./dashboard-1.js");
        assert!(
            page.contains("<script type=\"module\" src=\"./dashboard-1.js\"></script>\n"),
            "{page}"
        );
        assert!(!page.contains("data-glue"), "{page}");
    }

    #[test]
    fn finds_style_sheets_in_order_but_not_in_comments() {
        let sheets = style_sheets(PAGE);
        let of = |program: &str| {
            let sheets = sheets.iter().filter(|sheet| sheet.is_for(program));
            sheets.map(|sheet| sheet.address).collect::<Vec<_>>()
        };
        assert_eq!(of("dashboard"), ["./a-1.css", "./b-1.css"]);
        assert_eq!(of("ticker"), ["./a-1.css", "./c-1.css"]);
    }

    #[test]
    fn leaves_one_style_sheet_at_the_place_of_the_first() {
        let page = with_style_sheet(PAGE, "./all-1.css");
        assert_eq!(style_sheets(&page).len(), 1);
        assert!(
            page.contains(
                "./all-1.css\" />\n    <link rel=\"icon\" href=\"./icon.svg\"/>\n</head>"
            ),
            "{page}"
        );
    }
}
