//! What holds of the machine whatever happens to it, and what it does about each fault.

mod laws {
    mod faults;
    mod hours;
    mod ledger;
    mod moves;
    mod peer;
    mod random;
    mod world;
}
