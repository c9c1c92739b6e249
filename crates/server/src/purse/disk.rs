//! The folder in which the ledger outlives this process.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::ledger::Ledger;

const LEDGER: &str = "tokens";
/// Written in full before it takes the ledger's place; what is left of one means nothing.
const NEXT: &str = "tokens.new";
const LOCK: &str = "lock";
/// A ledger is a kilobyte or two.
const BYTES_MOST: u64 = 64 * 1024;

/// A folder that no other server keeps its ledger in while this value lives.
#[derive(Debug)]
pub(super) struct Disk {
    folder: PathBuf,
    _lock: File,
}

/// What lies in the folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// No ledger: this is the first start.
    Nothing,
    /// A whole one.
    Whole(Ledger),
    /// Something that is no ledger.
    Damaged,
}

/// Why a folder cannot keep a ledger.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum DiskError {
    /// Another server has it.
    Taken,
    /// It cannot be made, read or written.
    Unusable(io::ErrorKind),
}

impl Disk {
    /// Makes the folder if it is missing, and takes it.
    ///
    /// # Errors
    ///
    /// When another server has it, or it cannot be used.
    pub(super) fn open(folder: &Path) -> Result<Self, DiskError> {
        fs::create_dir_all(folder)?;
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join(LOCK));
        let lock = lock?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { folder: folder.to_owned(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(DiskError::Taken),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Reads the ledger.
    ///
    /// # Errors
    ///
    /// When there is one that cannot be read at all.
    pub(super) fn read(&self) -> Result<Found, DiskError> {
        let file = match File::open(self.folder.join(LEDGER)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
            Err(error) => return Err(error.into()),
        };
        let mut bytes = Vec::new();
        file.take(BYTES_MOST).read_to_end(&mut bytes)?;
        let ledger = std::str::from_utf8(&bytes).ok().and_then(|text| Ledger::read(text).ok());
        Ok(ledger.map_or(Found::Damaged, Found::Whole))
    }

    /// Replaces the ledger. When this returns it is on the disk; when the process or the machine dies before,
    /// either the old one is there or the new one.
    ///
    /// # Errors
    ///
    /// When it cannot be written; the new one may be there even so.
    pub(super) fn write(&self, ledger: &Ledger) -> io::Result<()> {
        let next = self.folder.join(NEXT);
        let mut file = File::create(&next)?;
        file.write_all(ledger.write().as_bytes())?;
        file.sync_all()?;
        drop(file);
        fs::rename(&next, self.folder.join(LEDGER))?;
        sync_folder(&self.folder)
    }
}

impl From<io::Error> for DiskError {
    fn from(error: io::Error) -> Self {
        Self::Unusable(error.kind())
    }
}

/// A name is on the disk once its folder is.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Folders cannot be opened as files here; the system writes names in order.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
