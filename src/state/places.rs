//! What is drawn elsewhere and shown on the page, by the name of its place: a tree as a text.

use std::cell::RefCell;
use std::rc::Rc;

use crate::state::kept::Kept;

type Place = (String, Rc<Kept<String>>);

/// Trees as texts, by place. A place that nobody has drawn yet is empty.
#[derive(Default)]
pub struct Places(RefCell<Vec<Place>>);

impl Places {
    /// The tree of a place, for whoever draws by it.
    pub fn of(&self, name: &str) -> Rc<Kept<String>> {
        let mut places = self.0.borrow_mut();
        if let Some((_, tree)) = places.iter().find(|(held, _)| held == name) {
            return Rc::clone(tree);
        }
        let tree = Rc::<Kept<String>>::default();
        places.push((name.to_owned(), Rc::clone(&tree)));
        tree
    }
}
