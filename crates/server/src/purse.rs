//! Pays for tokens: every attempt is in the ledger, and the ledger on the disk, before a request leaves.

mod disk;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::ledger::{Ledger, Left, Spent};
use crate::notice::Notices;
use crate::settings::State;
use crate::upstream::Quota;
use disk::{Disk, DiskError, Found};

const UNWRITTEN: &str = "the ledger of tokens cannot be written, so none is asked for";
const DAMAGED: &str = "the ledger of tokens is damaged, so a free plan's day counts as used up";

/// The only one who allows a token request; clones share one ledger.
#[derive(Clone, Debug)]
pub(crate) struct Purse(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    kept: Mutex<Kept>,
    notices: Notices,
}

#[derive(Debug)]
struct Kept {
    ledger: Ledger,
    /// Nothing outlives the process without one.
    disk: Option<Disk>,
}

/// Pays for one request for a token; only a purse can make one.
#[derive(Debug)]
pub(crate) struct Fare(());

/// Why no token may be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoFare {
    /// None is left, or the provider asked for a pause.
    Spent(Spent),
    /// The attempt could not be written down.
    Unwritten,
}

/// Why the ledger cannot be kept where the owner wants it.
#[derive(Debug)]
pub struct LedgerError {
    folder: PathBuf,
    error: DiskError,
}

impl Purse {
    /// Opens the ledger, or begins one, and makes sure that it can be written.
    ///
    /// # Errors
    ///
    /// When the folder cannot be used, or another server uses it.
    pub(crate) fn open(state: &State) -> Result<Self, LedgerError> {
        let notices = Notices::default();
        let kept = match state {
            State::Memory => Kept { ledger: Ledger::default(), disk: None },
            State::Folder(folder) => Kept::open(folder, &notices)
                .map_err(|error| LedgerError { folder: folder.clone(), error })?,
        };
        Ok(Self(Arc::new(Inner { kept: Mutex::new(kept), notices })))
    }

    /// Pays for one token request.
    ///
    /// # Errors
    ///
    /// When none may be made.
    pub(crate) async fn charge(&self) -> Result<Fare, NoFare> {
        let charged = self.with(|kept| kept.charge(now_s())).await;
        charged.unwrap_or(Err(NoFare::Unwritten)).inspect_err(|no_fare| {
            if *no_fare == NoFare::Unwritten {
                self.0.notices.say(UNWRITTEN);
            }
        })
    }

    /// Takes one payment back, for a request that never left this machine.
    pub(crate) async fn refund(&self) {
        self.with(|kept| kept.note(|ledger| ledger.refund(now_s()))).await;
    }

    /// Takes in what an answer said of its quota.
    pub(crate) async fn learn(&self, quota: Quota) {
        self.with(move |kept| kept.note(|ledger| ledger.learn(now_s(), quota))).await;
    }

    /// Allows nothing during a pause that the provider asked for.
    pub(crate) async fn block(&self, pause: Duration) {
        self.with(move |kept| kept.note(|ledger| ledger.block(now_s(), pause))).await;
    }

    /// What the provider still gives.
    pub(crate) async fn left(&self) -> Left {
        self.with(|kept| kept.ledger.left(now_s())).await.unwrap_or(Left::Unknown)
    }

    /// Works on the ledger where waiting for a disk holds nobody up. It goes on to its end when the visitor who
    /// caused it leaves. `None` when the program is ending.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Kept) -> T + Send + 'static,
    ) -> Option<T> {
        let inner = self.0.clone();
        let work = move || work(&mut inner.kept.lock().unwrap_or_else(PoisonError::into_inner));
        tokio::task::spawn_blocking(work).await.ok()
    }
}

impl Kept {
    fn open(folder: &std::path::Path, notices: &Notices) -> Result<Self, DiskError> {
        let disk = Disk::open(folder)?;
        let ledger = match disk.read()? {
            Found::Nothing => Ledger::default(),
            Found::Whole(ledger) => ledger,
            Found::Damaged => {
                notices.say(DAMAGED);
                Ledger::lost(now_s())
            }
        };
        disk.write(&ledger)?;
        Ok(Self { ledger, disk: Some(disk) })
    }

    fn charge(&mut self, now_s: u64) -> Result<Fare, NoFare> {
        let mut next = self.ledger.clone();
        let charged = next.charge(now_s);
        // What is not written down is not done: the ledger stays as it was.
        self.write(&next).map_err(|_| NoFare::Unwritten)?;
        self.ledger = next;
        charged.map(|()| Fare(())).map_err(NoFare::Spent)
    }

    /// Changes the ledger whether or not that can be written down: the next charge writes all of it.
    fn note(&mut self, change: impl FnOnce(&mut Ledger)) {
        let mut next = self.ledger.clone();
        change(&mut next);
        let _tried = self.write(&next);
        self.ledger = next;
    }

    fn write(&self, next: &Ledger) -> std::io::Result<()> {
        match &self.disk {
            Some(disk) if *next != self.ledger => disk.write(next),
            _ => Ok(()),
        }
    }
}

fn now_s() -> u64 {
    // A clock before 1970 counts as 1970.
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs()
}

impl fmt::Display for LedgerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let folder = self.folder.display();
        match self.error {
            DiskError::Taken => write!(
                f,
                "another server keeps its ledger of tokens in {folder}: name another folder with --state-dir"
            ),
            DiskError::Unusable(kind) => write!(
                f,
                "the ledger of tokens cannot be kept in {folder}: {kind}; name another folder with --state-dir"
            ),
        }
    }
}

impl std::error::Error for LedgerError {}
