//! Which children of an element a reader may see before long.

use std::ops::Range;
use std::rc::Rc;

/// The children that are near being seen, and the one that has the focus. All children count that are elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearby {
    /// Those in the window, and a few above and below.
    pub range: Range<usize>,
    /// The one with the focus inside, wherever it is.
    pub focused: Option<usize>,
}

/// What happens when other children are near.
pub type Approach = Rc<dyn Fn(&Nearby)>;

impl Nearby {
    /// Whether a child is near: in the range, or next to the focus, so that the keyboard finds its way on.
    pub fn holds(&self, child: usize) -> bool {
        let is_next = |focused: usize| focused.abs_diff(child) <= 1;
        self.range.contains(&child) || self.focused.is_some_and(is_next)
    }
}

#[cfg(test)]
mod tests {
    use super::Nearby;

    #[test]
    fn what_is_next_to_the_focus_is_near_wherever_it_is() {
        let check = |nearby: &Nearby, held: &[usize]| {
            let near: Vec<_> = (0..12).filter(|child| nearby.holds(*child)).collect();
            assert_eq!(near, held, "{nearby:?}");
        };
        check(&Nearby { range: 0..0, focused: None }, &[]);
        check(&Nearby { range: 6..9, focused: None }, &[6, 7, 8]);
        check(&Nearby { range: 6..9, focused: Some(2) }, &[1, 2, 3, 6, 7, 8]);
        check(&Nearby { range: 6..9, focused: Some(0) }, &[0, 1, 6, 7, 8]);
    }
}
