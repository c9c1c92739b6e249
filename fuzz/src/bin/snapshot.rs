//! Looks for inputs that `fuzz::snapshot` does not stand.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::snapshot::check(text));
