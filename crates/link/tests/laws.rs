//! What holds of the machine whatever happens to it, and what it does about each fault.

mod laws {
    mod change;
    mod faults;
    mod hours;
    mod moves;
    mod peer;
    mod random;
    mod watched;
    mod world;
}
