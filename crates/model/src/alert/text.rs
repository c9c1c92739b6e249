//! A rule as one line of text, for a store.

use std::fmt;

use crate::alert::condition::{Condition, WITHIN_S_MAX};
use crate::alert::rule::{Damage, LINE_BYTES_MAX, Rule, Target};
use crate::alert::share::Share;
use crate::escape;
use crate::price::Price;

/// Begins every line. A form that this one cannot read gets another.
const VERSION: &str = "1";

impl Rule {
    /// Reads a rule as it prints itself.
    ///
    /// Ten fields with `|` between them: the version `1`, the condition, sport, competition, match, market type,
    /// period, `live` or `early`, selection, bookmaker; from the third on, nothing stands for any (see [`Target`]), but
    /// a move is measured on one match only.
    /// A `|`, a `%` and control characters are written as `%` and two hex digits. Conditions are `price>=2.1`,
    /// `price<=2.1`, `move>=5%/600s`, `move>=3pt/600s`, `roi>=1%` and `value>=2.5%`.
    ///
    /// # Errors
    ///
    /// What is wrong with the line, the leftmost first, but its length before anything, and that it names no match
    /// after everything.
    pub fn parse(line: &str) -> Result<Self, Damage> {
        if line.len() > LINE_BYTES_MAX {
            return Err(Damage::Long);
        }
        let (version, _) = line.split_once('|').unwrap_or((line, ""));
        if version != VERSION {
            return Err(Damage::Version);
        }
        let fields: Vec<&str> = line.split('|').collect();
        let Ok([_, condition, sport, competition, of, market, period, phase, selection, book]) =
            <[&str; 10]>::try_from(fields)
        else {
            return Err(Damage::Fields);
        };
        let text = |field| escape::read(field).ok_or(Damage::Escape);
        let rule = Self {
            condition: parse_condition(condition)?,
            target: Target {
                sport: text(sport)?,
                competition: text(competition)?,
                match_name: text(of)?,
                market_type: text(market)?,
                period: parse_period(period)?,
                live: parse_phase(phase)?,
                selection: text(selection)?,
                bookmaker: text(book)?,
            },
        };
        let is_wide = rule.condition.within_ms().is_some() && rule.target.match_name.is_empty();
        if is_wide { Err(Damage::Match) } else { Ok(rule) }
    }
}

fn parse_period(field: &str) -> Result<Option<i32>, Damage> {
    if field.is_empty() { Ok(None) } else { field.parse().map(Some).map_err(|_| Damage::Period) }
}

fn parse_phase(field: &str) -> Result<Option<bool>, Damage> {
    match field {
        "" => Ok(None),
        "live" => Ok(Some(true)),
        "early" => Ok(Some(false)),
        _ => Err(Damage::Phase),
    }
}

fn parse_condition(field: &str) -> Result<Condition, Damage> {
    let price = |number| Price::parse(number).ok_or(Damage::Number);
    let share = |number| Share::parse(number).ok_or(Damage::Number);
    if let Some(number) = field.strip_prefix("price<=") {
        return price(number).map(Condition::AtMost);
    }
    let (name, figure) = field.split_once(">=").ok_or(Damage::Condition)?;
    let percent = || figure.strip_suffix('%').ok_or(Damage::Condition).and_then(share);
    match name {
        "price" => price(figure).map(Condition::AtLeast),
        "roi" => percent().map(Condition::Roi),
        "value" => percent().map(Condition::Value),
        "move" => parse_move(figure),
        _ => Err(Damage::Condition),
    }
}

fn parse_move(figure: &str) -> Result<Condition, Damage> {
    let (figure, within) = figure.split_once('/').ok_or(Damage::Condition)?;
    let within_s = within.strip_suffix('s').ok_or(Damage::Condition)?;
    let within_s = within_s.parse().ok().filter(|within_s| (1..=WITHIN_S_MAX).contains(within_s));
    let within_s = within_s.ok_or(Damage::Number)?;
    let share = |number| Share::parse(number).ok_or(Damage::Number);
    if let Some(number) = figure.strip_suffix('%') {
        return share(number).map(|by| Condition::Moved { by, within_s });
    }
    let number = figure.strip_suffix("pt").ok_or(Damage::Condition)?;
    share(number).map(|by| Condition::Shifted { by, within_s })
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(price) => write!(f, "price>={}", price.canonical()),
            Self::AtMost(price) => write!(f, "price<={}", price.canonical()),
            Self::Moved { by, within_s } => write!(f, "move>={by}%/{within_s}s"),
            Self::Shifted { by, within_s } => write!(f, "move>={by}pt/{within_s}s"),
            Self::Roi(share) => write!(f, "roi>={share}%"),
            Self::Value(share) => write!(f, "value>={share}%"),
        }
    }
}

/// One line, as [`Rule::parse`] reads it.
impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Target {
            sport,
            competition,
            match_name,
            market_type,
            period,
            live,
            selection,
            bookmaker,
        } = &self.target;
        write!(f, "{VERSION}|{}", self.condition)?;
        for text in [sport, competition, match_name, market_type] {
            write_field(f, text)?;
        }
        f.write_str("|")?;
        if let Some(period) = period {
            write!(f, "{period}")?;
        }
        f.write_str(match live {
            None => "|",
            Some(true) => "|live",
            Some(false) => "|early",
        })?;
        write_field(f, selection)?;
        write_field(f, bookmaker)
    }
}

fn write_field(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("|")?;
    escape::write(f, text, |letter| letter != '|' && letter != '%' && !letter.is_control())
}

#[cfg(test)]
mod tests {
    use crate::alert::rule::{Damage, Damaged, RULES_MAX, Rule, load};

    const GOOD: &str = "1|price>=2.1|Football|LIG1|PSG - Lyon|moneyline|0|early|PSG|";

    #[test]
    fn a_rule_reads_and_prints_itself() {
        for line in [
            GOOD,
            "1|price<=1.909|||||||Over 2.5|Unibet.fr",
            "1|move>=5%/600s|||A %7C B%25%0A||-1|live||",
            "1|move>=3.5pt/60s|||A - B|||||",
            "1|roi>=0.0001%||||||||",
            "1|value>=100000%|Rugby|||||||",
        ] {
            let rule = Rule::parse(line).expect(line);
            assert_eq!(rule.to_string(), line);
        }
        let rule = Rule::parse(GOOD).expect("a rule");
        assert_eq!((&*rule.target.selection, rule.target.live), ("PSG", Some(false)));
        let rule = Rule::parse("1|price>=2||||A%7CB%25||||").expect("a rule");
        assert_eq!(rule.target.market_type, "A|B%");
    }

    #[test]
    fn a_damaged_line_says_what_is_wrong_with_it() {
        let check = |line: &str, damage: Damage| {
            assert_eq!(Rule::parse(line), Err(damage), "{line}");
        };
        check("2|price>=2.1||||||||", Damage::Version);
        check("", Damage::Version);
        check("1", Damage::Fields);
        check("1|price>=2.1|||||||", Damage::Fields);
        check("1|price>=2.1|||||||||", Damage::Fields);
        check("1|price>2.1||||||||", Damage::Condition);
        check("1|odds>=2.1||||||||", Damage::Condition);
        check("1|roi>=1||||||||", Damage::Condition);
        check("1|move>=5%||||||||", Damage::Condition);
        check("1|move>=5/600s||||||||", Damage::Condition);
        check("1|move>=5%/600||||||||", Damage::Condition);
        check("1|price>=1||||||||", Damage::Number);
        check("1|price<=NaN||||||||", Damage::Number);
        check("1|roi>=-1%||||||||", Damage::Number);
        check("1|roi>=0%||||||||", Damage::Number);
        check("1|move>=5%/0s||||||||", Damage::Number);
        check("1|move>=5%/86401s||||||||", Damage::Number);
        check("1|move>=5%/600s|Football|LIG1||moneyline|0|early|PSG|Winamax", Damage::Match);
        check("1|move>=5pt/600s||||||||", Damage::Match);
        check("1|move>=5pt/600s|||||||%zz|", Damage::Escape);
        check("1|price>=2.1|||||x|||", Damage::Period);
        check("1|price>=2.1||||||soon||", Damage::Phase);
        check("1|price>=2.1|%zz|||||||", Damage::Escape);
        check(&format!("{GOOD}{}", "x".repeat(2_000)), Damage::Long);
    }

    #[test]
    fn a_damaged_line_costs_that_line_only() {
        let loaded = load(&format!("{GOOD}\n\n9|new\r\n{GOOD}\r\n1|price>=0||||||||\n"));
        assert_eq!(loaded.rules.len(), 2);
        let damaged = |nth: usize, damage: Damage, line: &str| {
            let line = line.to_owned();
            Damaged { nth, damage, line }
        };
        let expected = [
            damaged(3, Damage::Version, "9|new"),
            damaged(5, Damage::Number, "1|price>=0||||||||"),
        ];
        assert_eq!(loaded.damaged, expected);
    }

    #[test]
    fn no_number_of_damaged_lines_hides_a_good_one() {
        let loaded = load(&["?\n".repeat(3 * RULES_MAX).as_str(), GOOD].concat());
        assert_eq!((loaded.rules.len(), loaded.damaged.len()), (1, RULES_MAX));
    }

    #[test]
    fn there_are_only_so_many_rules() {
        let text = [GOOD, "\n"].concat().repeat(3 * RULES_MAX);
        let loaded = load(&text);
        assert_eq!((loaded.rules.len(), loaded.damaged.len()), (RULES_MAX, RULES_MAX));
        let first = loaded.damaged.first().map(|first| (first.nth, first.damage));
        assert_eq!(first, Some((RULES_MAX + 1, Damage::Full)));
    }
}
