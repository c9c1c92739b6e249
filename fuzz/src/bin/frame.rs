//! Looks for inputs that `fuzz::frame` does not stand.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| fuzz::frame::check(text));
