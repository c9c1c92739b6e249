//! What every style sheet keeps to.

use crate::source::{Text, check, lines, text, texts};

/// The only sheet that holds colours and lengths as such.
const TOKENS: &str = "style/tokens.css";
/// States the order of the layers and is in none.
const ORDER: &str = "style/layers.css";

fn sheets() -> Vec<Text> {
    texts(&["style"], ".css")
}

#[test]
fn every_sheet_is_linked_once_and_the_order_of_layers_first() {
    let page = text("index.html");
    let hrefs = page.text.split("rel=\"css\" href=\"").skip(1);
    let linked: Vec<_> = hrefs.filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(linked.first(), Some(&ORDER));
    let sheets = sheets();
    let times = |path: &str| linked.iter().filter(|href| **href == path).count();
    let not_once = sheets.iter().filter(|sheet| times(&sheet.path) != 1);
    check(
        "index.html links every sheet once",
        &not_once.map(|sheet| sheet.path.clone()).collect::<Vec<_>>(),
    );
    let gone = linked.iter().filter(|href| !sheets.iter().any(|sheet| sheet.path == **href));
    check(
        "index.html links sheets that are there",
        &gone.map(|href| (*href).to_owned()).collect::<Vec<_>>(),
    );
}

#[test]
fn every_sheet_is_wholly_inside_one_layer() {
    let sheets = sheets();
    let outside =
        sheets.iter().filter(|sheet| sheet.path != ORDER && !is_in_one_layer(&sheet.text));
    check(
        "one @layer around all of a sheet",
        &outside.map(|sheet| sheet.path.clone()).collect::<Vec<_>>(),
    );
}

/// Whether the text, but for comments, is one `@layer name { … }`.
fn is_in_one_layer(sheet: &str) -> bool {
    let sheet = without_comments(sheet);
    let sheet = sheet.trim();
    let mut depth = 0_i32;
    let closes_at = sheet.char_indices().find_map(|(at, sign)| {
        depth += i32::from(sign == '{') - i32::from(sign == '}');
        (sign == '}' && depth == 0).then_some(at)
    });
    sheet.starts_with("@layer ") && closes_at.is_some_and(|at| at + 1 == sheet.len())
}

#[test]
fn colours_and_lengths_stand_among_the_tokens() {
    let sheets: Vec<_> =
        sheets().into_iter().filter(|sheet| sheet.path != TOKENS).map(bare).collect();
    check("raw colours are for tokens.css", &lines(&sheets, |_, line| has_colour(line)));
    check("raw pixels are for tokens.css", &lines(&sheets, |_, line| has_pixels(line)));
}

/// The sheet without comments; they may hold colours.
fn bare(sheet: Text) -> Text {
    Text { text: without_comments(&sheet.text), path: sheet.path }
}

fn has_colour(line: &str) -> bool {
    let functions =
        ["rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch(", "oklab(", "oklch(", "color("];
    let is_hex = |part: &str| {
        let digits = part.bytes().take_while(u8::is_ascii_hexdigit).count();
        let is_whole =
            !part[digits..].starts_with(|next: char| next.is_alphanumeric() || "-_".contains(next));
        (3..=8).contains(&digits) && is_whole
    };
    let value = line.split_once(':').map_or("", |(_, value)| value);
    functions.iter().any(|function| value.contains(function))
        || value.split('#').skip(1).any(is_hex)
}

/// A line of one pixel is a line on any screen.
fn has_pixels(line: &str) -> bool {
    line.match_indices("px").any(|(at, _)| {
        let number = line[..at].rsplit(|sign: char| !sign.is_ascii_digit() && sign != '.').next();
        number.is_some_and(|number| !number.is_empty() && !["0", "1"].contains(&number))
    })
}

/// Comments become blank lines, so that lines keep their numbers.
fn without_comments(sheet: &str) -> String {
    let mut parts = sheet.split("/*");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (comment, rest) = part.split_once("*/").unwrap_or((part, ""));
        out.push_str(&"\n".repeat(comment.matches('\n').count()));
        out.push_str(rest);
    }
    out
}

#[test]
fn the_rules_can_be_broken() {
    for broken in ["color: #fff;", "color: #A1b2C3;", "border: thin solid rgb(0 0 0);"] {
        assert!(has_colour(broken), "{broken}");
    }
    for kept in ["color: var(--color-up);", "#fade-in { }", "fill: url(#gradient);"] {
        assert!(!has_colour(kept), "{kept}");
    }
    assert!(has_pixels("gap: 12px") && has_pixels("gap:0.5px") && !has_pixels("border: 1px solid"));
    assert!(is_in_one_layer("/* a */ @layer view { .a { b: c } } /* d */"));
    assert!(!is_in_one_layer("@layer view { } .a { }") && !is_in_one_layer(".a { }"));
}
