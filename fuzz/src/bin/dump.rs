//! Looks for inputs that `fuzz::dump` does not stand.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::dump::check(text));
