//! Breaks the connection's machine on purpose, one line at a time, and expects its tests to notice.

mod seeds;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::verify::Count;
use crate::{place, run};
use seeds::{SEEDS, Seed};

/// Tests that take long are for what the others let through.
const QUICK: &str = "--skip search:: --skip storms:: --skip laptops:: --skip from_anywhere";
const SLOW: &str = "search:: storms:: from_anywhere laptops::";

/// So many of the worst are tried with every check; all of them take several minutes.
pub(crate) const WORST: usize = 12;

/// Breaks the machine in every way that is known, and prints who noticed.
///
/// # Errors
///
/// When a mutant survives, or as [`noticed`] does.
pub(crate) fn all() -> Result<()> {
    let count = noticed(SEEDS.len())?;
    if count.failed > 0 {
        bail!("{} of the machine's mutants were not noticed", count.failed);
    }
    Ok(())
}

/// Breaks the machine in the worst `most` ways: what is noticed has passed.
///
/// # Errors
///
/// When a mutant cannot be planted or does not compile, or when the machine fails its tests unbroken.
pub(crate) fn noticed(most: usize) -> Result<Count> {
    let copy = Copy::new()?;
    let sound = copy.test("", QUICK)?;
    if !sound.status.success() {
        bail!("the machine fails unbroken:\n{}", String::from_utf8_lossy(&sound.stdout));
    }
    let mut count = Count::default();
    for seed in SEEDS.iter().take(most) {
        let start = Instant::now();
        let caught_by = copy.catch(seed)?;
        println!("{:>4} s  {caught_by:<8} {}", start.elapsed().as_secs(), seed.name);
        count += Count::one(caught_by != "nobody");
    }
    println!("mutants: {} caught of {}", count.passed, count.passed + count.failed);
    Ok(count)
}

/// A copy of the crate that may be broken.
struct Copy {
    root: PathBuf,
}

impl Copy {
    fn new() -> Result<Self> {
        let root = place::target().join("mutants/link");
        let original = place::root().join("crates/link");
        if root.exists() {
            fs::remove_dir_all(&root).context("clearing the last copy")?;
        }
        for folder in ["src", "tests"] {
            copy_folder(&original.join(folder), &root.join(folder))?;
        }
        fs::write(root.join("Cargo.toml"), manifest()?)?;
        fs::copy(place::root().join("Cargo.lock"), root.join("Cargo.lock"))?;
        Ok(Self { root })
    }

    /// Plants a mutant, says which tests noticed, and takes it out again.
    fn catch(&self, seed: &Seed) -> Result<&'static str> {
        let path = self.root.join("src").join(seed.file);
        let sound = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let times = sound.matches(seed.old).count();
        if times != 1 {
            bail!("{}: what is to be broken stands {times} times in {}", seed.name, seed.file);
        }
        fs::write(&path, sound.replacen(seed.old, seed.new, 1))?;
        let caught_by = self.judge(seed);
        fs::write(&path, sound)?;
        caught_by
    }

    fn judge(&self, seed: &Seed) -> Result<&'static str> {
        if !self.test("--no-run", "")?.status.success() {
            bail!("{}: does not compile", seed.name);
        }
        for (name, tests) in [("quick", QUICK), ("slow", SLOW)] {
            if !self.test("", tests)?.status.success() {
                return Ok(name);
            }
        }
        Ok("nobody")
    }

    fn test(&self, options: &str, tests: &str) -> Result<Output> {
        let mut cargo = run::cargo("test --offline --quiet --test laws");
        cargo.args(options.split_whitespace()).arg("--").args(tests.split_whitespace());
        cargo
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", place::target().join("mutants/target"))
            // What was noticed need not be told in the fewest words.
            .env("PROPTEST_MAX_SHRINK_ITERS", "0")
            .env("RUST_BACKTRACE", "0");
        cargo.output().context("starting cargo")
    }
}

/// The crate's manifest without a workspace around it, its one dependency as the workspace pins it.
fn manifest() -> Result<String> {
    let root = fs::read_to_string(place::root().join("Cargo.toml"))?;
    let pin = |name: &str| root.lines().find(|line| line.starts_with(name));
    let proptest = pin("proptest = ").context("proptest is not pinned")?;
    let edition = pin("edition = ").context("no edition is set")?;
    Ok([
        "[package]\nname = \"link\"\nversion = \"0.0.0\"\n",
        edition,
        "\n\n[dev-dependencies]\n",
        proptest,
        "\n\n[profile.dev]\nopt-level = 1\ndebug = false\n\n[workspace]\n",
    ]
    .concat())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
