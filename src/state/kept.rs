//! A value that tells its readers when it is another one.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{ArcTrigger, Notify as _, Track as _};

/// A value that parts of the page draw by. A signal of Leptos is code for every type that it holds; this is one
/// trigger and a comparison.
pub struct Kept<T> {
    value: RefCell<Rc<T>>,
    readers: ArcTrigger,
}

impl<T: PartialEq> Kept<T> {
    /// Keeps a value.
    pub fn new(value: T) -> Self {
        Self { value: RefCell::new(Rc::new(value)), readers: ArcTrigger::new() }
    }

    /// The value. Whoever draws by it draws anew when it is another one.
    pub fn get(&self) -> Rc<T> {
        self.readers.track();
        self.peek()
    }

    /// The value, for those who do not draw by it.
    pub fn peek(&self) -> Rc<T> {
        Rc::clone(&self.value.borrow())
    }

    /// Keeps another value; says whether it is another one. An equal value wakes nobody.
    pub fn set(&self, value: T) -> bool {
        let is_other = **self.value.borrow() != value;
        if is_other {
            *self.value.borrow_mut() = Rc::new(value);
            self.readers.notify();
        }
        is_other
    }
}

impl<T: PartialEq + Default> Default for Kept<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}
