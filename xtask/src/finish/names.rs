//! Gives what a program and its glue call each other by short names: the long ones end in digits that no compression
//! makes smaller, and stand in both files.

use anyhow::{Context, Result, bail, ensure};

/// Where the sections of a program begin: after its magic number and its version.
const HEAD: usize = 8;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// The one kind of thing that glue gives to a program.
const FUNCTION: u8 = 0;
const MEMORY: u8 = 2;

/// The program and its glue with every name in them shortened.
///
/// # Errors
///
/// When either is not as wasm-bindgen writes it.
pub(crate) fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut out = wasm.get(..HEAD).context("too short for a program")?.to_vec();
    let mut glue = glue.to_owned();
    let mut rest = Bytes(&wasm[HEAD..]);
    while !rest.0.is_empty() {
        let kind = rest.byte()?;
        let body = rest.part()?;
        let body = match kind {
            IMPORTS => imports(Bytes(body), &mut glue)?,
            EXPORTS => exports(Bytes(body), &mut glue)?,
            _ => body.to_vec(),
        };
        out.push(kind);
        put_part(&mut out, &body);
    }
    Ok((out, glue))
}

/// Of each: the module's name, the name in it, what it is, its type.
fn imports(mut body: Bytes<'_>, glue: &mut String) -> Result<Vec<u8>> {
    let count = body.number()?;
    let mut out = Vec::new();
    put_number(&mut out, count);
    for nth in 0..count {
        let (module, name) = (body.name()?, body.name()?);
        ensure!(body.byte()? == FUNCTION, "{name} is imported and no function");
        let short = letters(nth);
        rename(glue, &format!("\"{module}\":"), "\"m\":");
        ensure!(rename(glue, &format!(" {name}:"), &format!(" {short}:")), "the glue lacks {name}");
        put_part(&mut out, b"m");
        put_part(&mut out, short.as_bytes());
        out.push(FUNCTION);
        put_number(&mut out, body.number()?);
    }
    Ok(out)
}

/// Of each: its name, what it is, its number.
fn exports(mut body: Bytes<'_>, glue: &mut String) -> Result<Vec<u8>> {
    let count = body.number()?;
    let mut out = Vec::new();
    put_number(&mut out, count);
    for nth in 0..count {
        let (name, kind) = (body.name()?, body.byte()?);
        // Whoever measures a page looks for its memory by name.
        let short = if kind == MEMORY { name.to_owned() } else { letters(nth) };
        // What the glue never asks for may be called anything.
        rename(glue, &format!("wasm.{name}"), &format!("wasm.{short}"));
        put_part(&mut out, short.as_bytes());
        out.push(kind);
        put_number(&mut out, body.number()?);
    }
    Ok(out)
}

/// Puts `short` wherever `long` stands as a whole; says whether it does anywhere.
fn rename(text: &mut String, long: &str, short: &str) -> bool {
    let mut out = String::new();
    let mut rest = text.as_str();
    let mut is_found = false;
    while let Some(at) = rest.find(long) {
        let (before, after) = (&rest[..at], &rest[at + long.len()..]);
        let goes_on = after.starts_with(|sign: char| sign.is_alphanumeric() || "_$".contains(sign));
        is_found |= !goes_on;
        out = out + before + if goes_on { long } else { short };
        rest = after;
    }
    *text = out + rest;
    is_found
}

/// A name for a number: a, b, … z, ba, bb, …
fn letters(mut number: u32) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + u8::try_from(number % 26).unwrap_or_default()));
        number /= 26;
        if number == 0 {
            return letters.into_iter().rev().collect();
        }
    }
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("the program ends early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// Seven bits a byte, the lowest first.
    fn number(&mut self) -> Result<u32> {
        let mut number = 0_u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        bail!("a number is too long")
    }

    /// A part that says its length first.
    fn part(&mut self) -> Result<&'a [u8]> {
        let length = usize::try_from(self.number()?)?;
        self.take(length)
    }

    fn name(&mut self) -> Result<&'a str> {
        Ok(std::str::from_utf8(self.part()?)?)
    }
}

fn put_number(out: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7f).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

fn put_part(out: &mut Vec<u8>, part: &[u8]) {
    put_number(out, u32::try_from(part.len()).unwrap_or(u32::MAX));
    out.extend(part);
}

#[cfg(test)]
mod tests {
    use super::{Bytes, letters, put_number, shorten};

    /// A program that imports one function and exports it twice, and a memory.
    fn program(module: &str, import: &str, exports: [&str; 2]) -> Vec<u8> {
        let part = |bytes: &[u8]| [&[u8::try_from(bytes.len()).unwrap()], bytes].concat();
        let [module, import] = [module, import].map(|name| part(name.as_bytes()));
        let imports = [&[1], &*module, &import, &[0, 0]].concat();
        let exports = exports.map(|name| [&*part(name.as_bytes()), &[0, 0]].concat()).concat();
        let exports = [&[3], &*exports, &part(b"memory"), &[2, 0]].concat();
        let sections = [(1, vec![1, 0x60, 0, 0]), (2, imports), (7, exports)];
        let sections = sections.map(|(kind, body)| [&[kind], &*part(&body)].concat()).concat();
        [b"\0asm\x01\0\0\0", &*sections].concat()
    }

    #[test]
    fn both_sides_get_the_same_short_names() {
        let glue = "const imports = { __wbg_alert_0123: function() { alert(); } };
            wasm.run(); wasm.run_more(); wasm.running();
            return { __proto__: null, \"./app_bg.js\": imports };";
        let long = program("./app_bg.js", "__wbg_alert_0123", ["run", "run_more"]);
        let (wasm, glue) = shorten(&long, glue).unwrap();
        assert_eq!(wasm, program("m", "a", ["a", "b"]));
        assert!(glue.contains("{ a: function() { alert(); } }"), "{glue}");
        assert!(glue.contains("wasm.a(); wasm.b(); wasm.running();"), "{glue}");
        assert!(glue.contains("\"m\": imports"), "{glue}");
    }

    #[test]
    fn what_does_not_belong_together_is_refused() {
        let wasm = program("./app_bg.js", "__wbg_alert_0123", ["run", "run_more"]);
        assert!(shorten(&wasm, "{ __wbg_alert_4567: function() {} }").is_err());
        assert!(shorten(&wasm[..wasm.len() - 1], "{ __wbg_alert_0123: 0 }").is_err());
        assert!(shorten(b"\0asm", "").is_err());
    }

    #[test]
    fn every_number_has_a_name_of_its_own_and_can_be_read_back() {
        assert_eq!([0, 25, 26, 27].map(letters), ["a", "z", "ba", "bb"]);
        for number in [0, 127, 128, 16_383, 16_384, u32::MAX] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            assert_eq!(Bytes(&bytes).number().unwrap(), number);
        }
    }
}
