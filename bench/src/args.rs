//! What the command is asked for.

use anyhow::{Context, Result};
use simulator::trace::Spec;

use crate::contestant::{ALL, Contestant};

/// How to use it.
pub const USAGE: &str = "\
cargo xtask bench [JOB…] [--rounds N] [--quick] [--only NAME,…] [--rate N] [--churn N] [--matches N] [--books N] [--seed N]

  contest     what each page costs at 1,000 messages a second (the default job)
  latency     from a message's sending to its painting, steadily and in bursts
  saturation  how many messages a second a page stands, beside an empty handler
  start       from opening a page to its first price
  ticker      what a moving strip costs
  scale       how cost grows with messages, with the board and with the window
  soak        ten million messages: what a page holds on to

  --quick     one short round, printed and not written down
  --only      these pages and no others
  --rate      messages a second
  --churn     in a million messages, so many matches make room for others
  --matches   on the board; --books quote each of them";

/// Something to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    /// Cost side by side.
    Contest,
    /// From sending to painting.
    Latency,
    /// The most that a page stands.
    Saturation,
    /// The way to the first price.
    Start,
    /// The moving strip.
    Ticker,
    /// How cost grows.
    Scale,
    /// What is held on to.
    Soak,
}

impl Job {
    const ALL: [Self; 7] = [
        Self::Contest,
        Self::Latency,
        Self::Saturation,
        Self::Start,
        Self::Ticker,
        Self::Scale,
        Self::Soak,
    ];

    /// Its name on the command line and in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contest => "contest",
            Self::Latency => "latency",
            Self::Saturation => "saturation",
            Self::Start => "start",
            Self::Ticker => "ticker",
            Self::Scale => "scale",
            Self::Soak => "soak",
        }
    }
}

/// What to measure, and how thoroughly.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// What to measure, in this order.
    pub jobs: Vec<Job>,
    /// How often; each job has a default of its own.
    pub rounds: Option<usize>,
    /// One short round that is not written down.
    pub quick: bool,
    /// Who takes part.
    pub who: Vec<Contestant>,
    /// Messages a second.
    pub per_s: f64,
    /// The chance that a message begins the end of a match.
    pub churn: f64,
    /// How many matches are on the board, when not as many as usual.
    pub matches: Option<usize>,
    /// How many bookmakers quote each, when not as many as usual.
    pub books: Option<usize>,
    /// What chance comes from.
    pub seed: u64,
}

impl Wish {
    /// Reads the command line.
    ///
    /// # Errors
    ///
    /// When something of it is not understood.
    pub fn read(args: &[String]) -> Result<Self> {
        let mut wish = Self {
            jobs: Vec::new(),
            rounds: None,
            quick: false,
            who: ALL.to_vec(),
            per_s: 1000.0,
            churn: 0.0,
            matches: None,
            books: None,
            seed: 1,
        };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
            match arg.as_str() {
                "--quick" => wish.quick = true,
                "--rounds" => wish.rounds = Some(number(arg, value()?)?),
                "--seed" => wish.seed = number(arg, value()?)?,
                "--rate" => wish.per_s = f64::from(number::<u32>(arg, value()?)?),
                "--matches" => wish.matches = Some(number(arg, value()?)?),
                "--books" => wish.books = Some(number(arg, value()?)?),
                "--churn" => wish.churn = f64::from(number::<u32>(arg, value()?)?) / 1e6,
                "--only" => wish.who = contestants(value()?)?,
                name => wish.jobs.push(job(name)?),
            }
        }
        if wish.jobs.is_empty() {
            wish.jobs.push(Job::Contest);
        }
        Ok(wish)
    }
}

impl Wish {
    /// The feed that is played.
    pub fn spec(&self) -> Spec {
        let usual = Spec::default();
        Spec {
            seed: self.seed,
            churn: self.churn,
            matches: self.matches.unwrap_or(usual.matches),
            books: self.books.unwrap_or(usual.books),
            ..usual
        }
    }

    /// Whether the board is as large as the reports say.
    pub fn is_usual(&self) -> bool {
        self.matches.is_none() && self.books.is_none()
    }
}

fn job(name: &str) -> Result<Job> {
    let found = Job::ALL.into_iter().find(|job| job.name() == name);
    found.with_context(|| format!("there is no job {name}\n\n{USAGE}"))
}

fn contestants(names: &str) -> Result<Vec<Contestant>> {
    let find = |name: &str| {
        Contestant::named(name).with_context(|| {
            let known: Vec<_> = ALL.iter().map(|contestant| contestant.name).collect();
            format!("there is no page {name}; there are {}", known.join(", "))
        })
    };
    names.split(',').map(find).collect()
}

fn number<N: std::str::FromStr>(name: &str, value: &str) -> Result<N> {
    value.parse().ok().with_context(|| format!("{name} is a whole number, not {value}"))
}

#[cfg(test)]
mod tests {
    use super::{Job, Wish};

    fn check(args: &str, expected: Option<(&[Job], Option<usize>, bool, usize)>) {
        let args: Vec<_> = args.split_whitespace().map(str::to_owned).collect();
        let read = Wish::read(&args).ok();
        let read = read.map(|wish| (wish.jobs, wish.rounds, wish.quick, wish.who.len()));
        let expected =
            expected.map(|(jobs, rounds, quick, who)| (jobs.to_vec(), rounds, quick, who));
        assert_eq!(read, expected, "{args:?}");
    }

    #[test]
    fn reads_its_arguments() {
        check("", Some((&[Job::Contest], None, false, 13)));
        check("latency contest --quick", Some((&[Job::Latency, Job::Contest], None, true, 13)));
        check("--rounds 7 --only grid,react", Some((&[Job::Contest], Some(7), false, 2)));
        check("contest --matches 2000 --books 10", Some((&[Job::Contest], None, false, 13)));
        check("--matches few", None);
        check("--only grid,nobody", None);
        check("--rounds", None);
        check("--rounds many", None);
        check("sprint", None);
    }
}
