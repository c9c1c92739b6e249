//! What the browser runs once the module is loaded: nothing but to make a crash readable.
//!
//! The loader scripts call what `io::mount` exports; which of them decides what the page shows.

use oddsboard_app as _;

fn main() {
    console_error_panic_hook::set_once();
}
