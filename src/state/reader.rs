//! Who draws by which values: a reader runs anew, once, when a value that it read is another one.
//!
//! Who reads what is kept by Leptos's graph. When readers run is settled here, in place of effects, which would bring
//! a task and a channel for each: they run in their order, soon after the first was woken.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

pub use leptos::reactive::graph::untrack as unread;
use leptos::reactive::graph::{
    AnySource, AnySubscriber, ReactiveNode, Source, Subscriber, WithObserver,
};
use model::sorted::in_order;

/// Something that is done now, and again whenever a value that it read is another one. Dropping it ends it.
#[must_use = "dropping a reader ends it"]
pub struct Reader(#[expect(dead_code, reason = "held for its drop")] Rc<Running>);

struct Running {
    node: Arc<Node>,
    run: RefCell<Box<dyn FnMut()>>,
}

/// A reader as the graph knows it.
struct Node {
    /// Readers run in the order in which they were made: what is drawn around a part comes before the part.
    number: u64,
    is_woken: AtomicBool,
    read: Mutex<Vec<AnySource>>,
}

thread_local! {
    static NUMBERS: Cell<u64> = const { Cell::new(0) };
    /// Everybody, by number.
    static READERS: RefCell<Vec<(u64, Weak<Running>)>> = const { RefCell::new(Vec::new()) };
    static WOKEN: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
    static SOON: Cell<fn()> = const { Cell::new(|| ()) };
}

impl Reader {
    /// Runs `run` now, and again after each change of what its last run read.
    pub fn new(run: impl FnMut() + 'static) -> Self {
        Self::start(Box::new(run))
    }

    /// What is the same for all of them, once in a program.
    #[inline(never)]
    fn start(run: Box<dyn FnMut()>) -> Self {
        let number = NUMBERS.replace(NUMBERS.get() + 1);
        let node = Node { number, is_woken: AtomicBool::default(), read: Mutex::default() };
        let reader = Rc::new(Running { node: Arc::new(node), run: RefCell::new(run) });
        READERS.with_borrow_mut(|readers| readers.push((number, Rc::downgrade(&reader))));
        reader.run();
        Self(reader)
    }
}

/// Says what calls [`run_woken`] soon after somebody was woken; nothing does until this is said.
pub fn on_wake(soon: fn()) {
    SOON.set(soon);
}

/// Has everybody run again soon, because something is another that none of them reads as a value: the language.
pub fn wake_everybody() {
    READERS.with_borrow(|readers| {
        let everybody = readers.iter().filter_map(|(_, reader)| reader.upgrade());
        everybody.for_each(|reader| reader.node.mark_dirty());
    });
}

/// Runs everybody who was woken, and whoever that wakes.
pub fn run_woken() {
    loop {
        let woken = in_order(WOKEN.take(), Ord::cmp);
        if woken.is_empty() {
            return;
        }
        // One may end another that waits for its turn: that one is not run any more.
        woken.into_iter().filter_map(find).for_each(|reader| reader.run());
    }
}

fn find(number: u64) -> Option<Rc<Running>> {
    READERS.with_borrow(|readers| {
        let place = readers.binary_search_by_key(&number, |(number, _)| *number).ok()?;
        readers.get(place)?.1.upgrade()
    })
}

impl Running {
    fn run(&self) {
        self.node.is_woken.store(false, Ordering::Relaxed);
        let subscriber = self.subscriber();
        // What an earlier run read does not concern it any more.
        subscriber.clear_sources(&subscriber);
        subscriber.with_observer(|| (self.run.borrow_mut())());
    }

    fn subscriber(&self) -> AnySubscriber {
        let node = Arc::downgrade(&self.node);
        AnySubscriber(Arc::as_ptr(&self.node) as usize, node)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let subscriber = self.subscriber();
        subscriber.clear_sources(&subscriber);
        // While the page goes there may be no list any more.
        let _ = READERS.try_with(|readers| {
            let mut readers = readers.borrow_mut();
            let place = readers.binary_search_by_key(&self.node.number, |(number, _)| *number);
            place.map(|place| readers.remove(place))
        });
    }
}

impl ReactiveNode for Node {
    fn mark_dirty(&self) {
        if self.is_woken.swap(true, Ordering::Relaxed) {
            return;
        }
        let waiting = WOKEN.with_borrow_mut(|woken| {
            woken.push(self.number);
            woken.len()
        });
        if waiting == 1 {
            SOON.get()();
        }
    }

    fn mark_check(&self) {
        self.mark_dirty();
    }

    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        self.is_woken.load(Ordering::Relaxed)
    }
}

impl Subscriber for Node {
    fn add_source(&self, source: AnySource) {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).push(source);
    }

    fn clear_sources(&self, subscriber: &AnySubscriber) {
        let read = std::mem::take(&mut *self.read.lock().unwrap_or_else(PoisonError::into_inner));
        for source in read {
            source.remove_subscriber(subscriber);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use super::{READERS, Reader, run_woken, unread};
    use crate::state::kept::Kept;

    /// A reader of `read` and the count of its runs.
    fn count(mut read: impl FnMut() + 'static) -> (Reader, impl Fn() -> usize) {
        let runs = Rc::<Cell<usize>>::default();
        let counted = Rc::clone(&runs);
        let reader = Reader::new(move || {
            counted.set(counted.get() + 1);
            read();
        });
        (reader, move || {
            run_woken();
            runs.get()
        })
    }

    #[test]
    fn a_reader_runs_once_for_all_that_changed_and_not_for_an_equal_value() {
        let (a, b) = (Rc::new(Kept::new(1)), Rc::new(Kept::new(1)));
        let read = (Rc::clone(&a), Rc::clone(&b));
        let (_reader, runs) = count(move || _ = (read.0.get(), read.1.get(), read.0.get()));
        assert_eq!(runs(), 1);
        assert!(a.set(2) && a.set(3) && b.set(2));
        assert_eq!(runs(), 2);
        assert!(!a.set(3));
        assert_eq!(runs(), 2);
    }

    #[test]
    fn what_an_earlier_run_read_wakes_nobody() {
        let (which, value) = (Rc::new(Kept::new(true)), Rc::new(Kept::new(0)));
        let read = (Rc::clone(&which), Rc::clone(&value));
        let (_reader, runs) = count(move || {
            if *read.0.get() {
                read.1.get();
            }
        });
        value.set(1);
        assert_eq!(runs(), 2);
        which.set(false);
        assert_eq!(runs(), 3);
        value.set(2);
        assert_eq!(runs(), 3);
    }

    #[test]
    fn neither_a_look_nor_reading_for_nobody_is_a_reading() {
        let value = Rc::new(Kept::new(0));
        let read = Rc::clone(&value);
        let (_reader, runs) = count(move || _ = (read.peek(), unread(|| read.get())));
        value.set(1);
        assert_eq!(runs(), 1);
    }

    #[test]
    fn whoever_was_made_first_runs_first_and_may_end_the_others() {
        let value = Rc::new(Kept::new(0));
        let part = Rc::<RefCell<Option<Reader>>>::default();
        let (read, held) = (Rc::clone(&value), Rc::clone(&part));
        let (_around, _) = count(move || {
            if *read.get() == 1 {
                held.take();
            }
        });
        let read = Rc::clone(&value);
        let (inner, runs) = count(move || _ = read.get());
        *part.borrow_mut() = Some(inner);
        value.set(1);
        assert_eq!(runs(), 1, "ended before its turn");
        value.set(2);
        assert_eq!(runs(), 1);
    }

    #[test]
    fn a_part_that_is_made_while_another_is_drawn_reads_for_itself() {
        let value = Rc::new(Kept::new(0));
        let parts = Rc::<RefCell<Vec<Reader>>>::default();
        let (read, held) = (Rc::clone(&value), Rc::clone(&parts));
        let (_around, runs) = count(move || {
            let read = Rc::clone(&read);
            held.borrow_mut().push(Reader::new(move || _ = read.get()));
        });
        value.set(1);
        assert_eq!(runs(), 1);
        assert_eq!(parts.borrow().len(), 1);
    }

    #[test]
    fn readers_that_have_ended_take_no_room() {
        let value = Rc::new(Kept::new(0));
        let before = READERS.with_borrow(Vec::len);
        for _ in 0..1_000 {
            let read = Rc::clone(&value);
            drop(Reader::new(move || _ = read.get()));
        }
        assert_eq!(READERS.with_borrow(Vec::len), before);
    }
}
