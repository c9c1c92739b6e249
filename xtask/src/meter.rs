//! How many instructions a message of the feed costs, held to the ceilings of `crates/meter/ceilings.txt`.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::verify::Count;
use crate::{place, run, setup};

/// Messages of the shorter and of the longer run. Their difference is the steady part: what comes before it, and
/// how long the program takes to start, is the same in both.
const MESSAGES: [u64; 2] = [5_000, 25_000];

/// What share of the reference's instructions ours should come to, in thousandths.
const TARGET: u64 = 300;

/// Below this share of its ceiling, in thousandths, a figure calls for a lower one, so that what was won is not lost
/// again unseen.
const SLACK: u64 = 950;

/// The C library picks its routines by what the processor can do. These are those that every one can.
const PLAIN_PROCESSOR: &str = "glibc.cpu.hwcaps=-AVX2,-AVX512F,-AVX512VL,-AVX512BW,-ERMS,-MOVBE";

/// What is counted: a part of the way, and how many instructions a message may cost there.
#[derive(Debug, PartialEq, Eq)]
struct Ceiling {
    part: String,
    instructions: u64,
}

/// Counts and prints.
///
/// # Errors
///
/// When a figure is over its ceiling, or as [`held`] does.
pub(crate) fn print() -> Result<()> {
    setup::for_counting()?;
    if held()?.failed > 0 {
        bail!("a message costs more than it did");
    }
    Ok(())
}

/// Counts, prints, and passes what is under its ceiling.
///
/// # Errors
///
/// When the program does not build or run, or there is no ceiling to hold.
pub(crate) fn held() -> Result<Count> {
    let path = place::root().join("crates/meter/ceilings.txt");
    let ceilings = read(&fs::read_to_string(&path).context("reading the ceilings")?)?;
    run::run(&mut run::cargo("build --release --quiet --package meter"))?;
    let mut sum = Count::default();
    println!(
        "{:24} {:>8} {:>10} {:>6} {:>8}",
        "instructions a message", "ours", "reference", "ratio", "ceiling"
    );
    for ceiling in ceilings {
        let [ours, reference] = ["ours", "reference"].map(|who| counted(who, &ceiling.part));
        sum += Count::one(judge(&ceiling, ours?, reference?));
    }
    println!("target: 0.{TARGET:03} of the reference");
    Ok(sum)
}

/// Prints a line and whatever there is to say about it; says whether it holds.
fn judge(ceiling: &Ceiling, ours: u64, reference: u64) -> bool {
    let Ceiling { part, instructions } = ceiling;
    let share = |of: u64| 1_000 * ours / of.max(1);
    let (whole, part_of) = (share(reference) / 1_000, share(reference) % 1_000);
    println!("  {part:22} {ours:>8} {reference:>10} {whole:>2}.{part_of:03} {instructions:>8}");
    if ours > *instructions {
        println!("  {part}: {ours} instructions are more than the ceiling of {instructions}");
    } else if share(*instructions) < SLACK {
        println!("  {part}: better than its ceiling; set that to {}", ours + ours / 50);
    }
    ours <= *instructions
}

/// The instructions of one message in the steady part.
fn counted(who: &str, part: &str) -> Result<u64> {
    let [fewer, more] = MESSAGES.map(|messages| whole_run(who, part, messages));
    let [few, many] = MESSAGES;
    Ok((more?.saturating_sub(fewer?)) / (many - few))
}

fn whole_run(who: &str, part: &str, messages: u64) -> Result<u64> {
    let mut valgrind = run::program("valgrind");
    valgrind
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(place::target().join("release/meter"))
        .args([who, part, &messages.to_string()])
        .env("GLIBC_TUNABLES", PLAIN_PROCESSOR);
    let output = valgrind.output().context("starting valgrind")?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        bail!("the meter ended with {}:\n{said}", output.status);
    }
    collected(&said).with_context(|| format!("valgrind did not say what it counted:\n{said}"))
}

/// `==1== Collected : 3552`, as valgrind says it at its end.
fn collected(said: &str) -> Option<u64> {
    said.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
}

/// One part a line, with its ceiling; what begins with `#` is for readers.
fn read(text: &str) -> Result<Vec<Ceiling>> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let ceilings = lines.map(|line| {
        let (part, instructions) = line.split_once(' ').with_context(|| line.to_owned())?;
        let instructions = instructions.trim().parse().with_context(|| line.to_owned())?;
        Ok(Ceiling { part: part.to_owned(), instructions })
    });
    let ceilings: Vec<_> = ceilings.collect::<Result<_>>()?;
    if ceilings.is_empty() {
        bail!("there is no ceiling to hold");
    }
    Ok(ceilings)
}

#[cfg(test)]
mod tests {
    use super::{Ceiling, collected, judge, read};

    #[test]
    fn ceilings_are_read_and_their_absence_is_no_success() {
        let found = read("# why\n\ndecode 1900\nwhole  3600\n").expect("two ceilings");
        let parts: Vec<_> = found.iter().map(|it| (it.part.as_str(), it.instructions)).collect();
        assert_eq!(parts, [("decode", 1900), ("whole", 3600)]);
        assert!(read("# nothing\n").is_err() && read("decode\n").is_err());
    }

    #[test]
    fn only_what_is_over_its_ceiling_fails() {
        let ceiling = Ceiling { part: "decode".to_owned(), instructions: 100 };
        assert!(judge(&ceiling, 100, 1000) && judge(&ceiling, 50, 1000));
        assert!(!judge(&ceiling, 101, 1000));
    }

    #[test]
    fn what_valgrind_counted_is_read() {
        assert_eq!(collected("==7== Events    : Ir\n==7== Collected : 3552\n==7==\n"), Some(3552));
        assert_eq!(collected("==7== Segmentation fault"), None);
    }
}
