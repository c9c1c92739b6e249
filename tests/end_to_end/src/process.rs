//! Programs that end with the test that started them, whatever becomes of it.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result};
use tokio::process::{Child, Command};

/// Waits for its standard input to close, which it does when the test ends in any way, and then ends the
/// program, whatever the program started, and itself: they share one process group.
const LEASH: &str = r#""$@" </dev/null & read -r _; kill -TERM 0"#;

/// A running program on a leash; dropping it ends it.
#[derive(Debug)]
pub struct Process {
    _leash: Child,
    log: PathBuf,
}

impl Process {
    /// Starts a program in an environment with these additions; it writes to a log in `folder`.
    ///
    /// # Errors
    ///
    /// When it does not start.
    pub fn start(
        program: &Path,
        args: &[String],
        environment: &[(&str, String)],
        folder: &Path,
    ) -> Result<Self> {
        let name = program.file_name().context("a program has a name")?;
        let log = folder.join(name).with_extension("log");
        let output = File::create(&log).with_context(|| format!("writing {}", log.display()))?;
        let leash = Command::new("sh")
            .args(["-c", LEASH, "sh"])
            .arg(program)
            .args(args)
            .envs(environment.iter().map(|(name, value)| (*name, value.as_str())))
            .stdin(Stdio::piped())
            .stdout(output.try_clone()?)
            .stderr(output)
            .process_group(0)
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        Ok(Self { _leash: leash, log })
    }

    /// What it has written so far.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.log).unwrap_or_default()).into_owned()
    }
}

/// A folder that goes when it is dropped.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// An empty folder.
    ///
    /// # Errors
    ///
    /// When it cannot be made.
    pub fn new() -> Result<Self> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("oddsboard-{}-{count}", std::process::id()));
        std::fs::create_dir_all(&path).with_context(|| format!("making {}", path.display()))?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A browser may still write while it ends; what stays lies in the system's temporary folder.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Ports that no system here gives away by itself, neither to a connection nor to a listener that takes any.
const PORTS: Range<u16> = 16_384..32_768;

/// A port that nobody listens on now, and that only one who names it can take later.
///
/// Each is given out once, as scenarios run side by side and a provider that is down comes back where it was.
///
/// # Errors
///
/// When there is none.
pub fn free_port() -> Result<u16> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    // Two runs at once begin apart.
    let first = std::process::id().wrapping_mul(997);
    let is_free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let mut ports = PORTS.map(|_| first.wrapping_add(COUNT.fetch_add(1, Ordering::Relaxed)));
    let span = u32::from(PORTS.end - PORTS.start);
    let port = ports.find_map(|count| {
        let port = PORTS.start + u16::try_from(count % span).ok()?;
        is_free(&port).then_some(port)
    });
    port.context("no port is free")
}
