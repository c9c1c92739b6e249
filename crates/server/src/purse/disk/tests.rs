//! What a process that dies at any step of writing leaves behind, and what is made of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use super::{Disk, DiskError, Found, LEDGER, Ledger, NEXT};

const NOW_S: u64 = 1_800_000_000;

/// A folder that goes when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        Self(std::env::temp_dir().join(format!("oddsboard-disk-{}-{next}", std::process::id())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = fs::remove_dir_all(&self.0);
    }
}

fn charged(count: u32) -> Ledger {
    let mut ledger = Ledger::default();
    (0..count).for_each(|_| ledger.charge(NOW_S).unwrap());
    ledger
}

/// What the next start finds.
fn found(folder: &Path) -> Found {
    Disk::open(folder).unwrap().read().unwrap()
}

#[test]
fn what_was_written_is_found_by_the_next_start() {
    let folder = Folder::new();
    assert_eq!(found(&folder.0), Found::Nothing);
    for count in [0, 1, 30] {
        Disk::open(&folder.0).unwrap().write(&charged(count)).unwrap();
        assert_eq!(found(&folder.0), Found::Whole(charged(count)));
    }
}

#[test]
fn a_process_that_dies_while_it_writes_leaves_the_old_ledger_or_the_new_one() {
    let folder = Folder::new();
    Disk::open(&folder.0).unwrap().write(&charged(7)).unwrap();
    let new = charged(8).write();
    for length in 0..=new.len() {
        fs::write(folder.0.join(NEXT), &new[..length]).unwrap();
        assert_eq!(found(&folder.0), Found::Whole(charged(7)), "{length} bytes");
    }
    fs::rename(folder.0.join(NEXT), folder.0.join(LEDGER)).unwrap();
    assert_eq!(found(&folder.0), Found::Whole(charged(8)));
    fs::write(folder.0.join(NEXT), "left over and longer than any ledger".repeat(99)).unwrap();
    Disk::open(&folder.0).unwrap().write(&charged(9)).unwrap();
    assert_eq!(found(&folder.0), Found::Whole(charged(9)));
}

#[test]
fn damage_is_seen() {
    let folder = Folder::new();
    Disk::open(&folder.0).unwrap().write(&charged(7)).unwrap();
    let whole = fs::read(folder.0.join(LEDGER)).unwrap();
    let check = |bytes: &[u8]| {
        fs::write(folder.0.join(LEDGER), bytes).unwrap();
        assert_eq!(found(&folder.0), Found::Damaged, "{}", String::from_utf8_lossy(bytes));
    };
    for length in 0..whole.len() {
        check(&whole[..length]);
    }
    check(&vec![0; whole.len()]);
    check(&[0xff, 0xfe]);
    check(&whole.repeat(10_000));
}

#[test]
fn a_folder_belongs_to_one_server_at_a_time() {
    let folder = Folder::new();
    let first = Disk::open(&folder.0).unwrap();
    assert_eq!(Disk::open(&folder.0).unwrap_err(), DiskError::Taken);
    drop(first);
    assert!(Disk::open(&folder.0).is_ok());
}

#[test]
fn a_ledger_that_cannot_be_written_says_so() {
    let folder = Folder::new();
    let disk = Disk::open(&folder.0).unwrap();
    disk.write(&charged(1)).unwrap();
    fs::create_dir(folder.0.join(NEXT)).unwrap();
    assert!(disk.write(&charged(2)).is_err());
    assert_eq!(disk.read(), Ok(Found::Whole(charged(1))));
}

#[test]
fn a_folder_that_is_none_is_unusable() {
    let folder = Folder::new();
    fs::write(&folder.0, "a file").unwrap();
    assert!(matches!(Disk::open(&folder.0), Err(DiskError::Unusable(_))));
    fs::remove_file(&folder.0).unwrap();
    fs::create_dir_all(folder.0.join(LEDGER)).unwrap();
    assert!(matches!(Disk::open(&folder.0).unwrap().read(), Err(DiskError::Unusable(_))));
}
