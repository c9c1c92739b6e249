//! What holds of the machine whatever happens to it, and what it does about each fault.

mod laws {
    mod budget;
    mod change;
    mod company;
    mod faults;
    mod hidden;
    mod hours;
    mod laptops;
    mod meanwhile;
    mod moves;
    mod pair;
    mod peer;
    mod random;
    mod refusals;
    mod search;
    mod storms;
    mod watched;
    mod weather;
    mod wishes;
    mod world;
}
