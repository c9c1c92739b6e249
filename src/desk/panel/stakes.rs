//! Stakes for the outcomes together, and the proof: what each result brings once stakes are round.

use model::arbitrage::{Apart, Assessment, Field, Found, Leg, Rules, Verdict, assess, find};
use model::board::MarketId;
use model::market::Outcome;
use model::sorted::Sorted;
use model::stakes::{Order, Slip, Trouble, stakes};
use model::view::CompareView;

use crate::desk::books::offers;
use crate::desk::kit::{
    choice, column, ended, field, figure, head, named, note, row, row_head, table,
};
use crate::desk::money;
use crate::desk::notes::{Measure, NoAmount, STEPS};
use crate::desk::panel::proof;
use crate::desk::sight::Sight;
use crate::view::tree::{Element, Node, el};
use crate::view::words::{self as said, desk as words};

pub(super) fn draw(sight: &Sight<'_>, market: MarketId, view: &CompareView) -> Option<Element> {
    let data = sight.board.market(market)?;
    let section = el("section", "stakes");
    let offers = match offers(sight, market) {
        Ok(offers) => offers,
        Err(book) => {
            let section = section.child(head(words::STAKES));
            let terms = terms(sight, [book.to_owned()]).set("open", "");
            return Some(section.child(told(words::no_commission(book))).child(terms));
        }
    };
    let field = Field::of(sight.board, data, &offers, sight.moment);
    let found = find(&field, &Rules::default());
    let sets = sets(&found);
    let chosen = sets.iter().position(|set| *set == sight.notes.set);
    let shown = chosen.and_then(|place| found.get(place).cloned());
    let shown = shown.or_else(|| at_line(&field, &found, view));
    let Some(Found { legs, assessment }) = shown else {
        let text = el("p", "stakes__note").child(words::NO_STAKES);
        return Some(section.child(head(words::STAKES)).child(text));
    };
    let sheet = Sheet { sight, legs: &legs, assessment: &assessment };
    Some(
        section
            .child(head(words::STAKES).child(badge(&field, &legs, &assessment)))
            .child(others(sight, &found, &sets, &legs))
            .children(sheet.draw())
            .child(chips(sight, &legs, &assessment))
            .child(terms(sight, sheet.books()))
            .child(el("p", "stakes__note").child(words::STAKES_NOTE))
            .child(words::rules(&view.row.sport).map(|rules| el("p", "stakes__note").child(rules))),
    )
}

/// What the outcomes at the line that is compared come to: as an arbitrage or a middle where they are one, and else
/// at the best prices, whoever has them.
fn at_line(field: &Field<'_>, found: &[Found], view: &CompareView) -> Option<Found> {
    let is_here = |found: &&Found| {
        found
            .legs
            .iter()
            .all(|leg| leg.outcome.set_line() == view.row.line && leg.live == view.row.live)
    };
    if let Some(found) = found.iter().find(is_here) {
        return Some(found.clone());
    }
    let is_here = |leg: &&Leg| leg.outcome.set_line() == view.row.line;
    let outcomes: Sorted<Outcome> =
        field.offers.iter().filter(is_here).map(|leg| leg.outcome).collect();
    let best = |outcome: &Outcome| {
        let open = field.offers.iter().filter(|leg| leg.outcome == *outcome && stands(leg));
        open.max_by_key(|leg| leg.odds()).copied()
    };
    let legs: Vec<Leg> = outcomes.iter().filter_map(best).collect();
    let rules = Rules { apart: Apart::Nothing, ..Rules::default() };
    let assessment = assess(field, &legs, &rules).ok()?;
    Some(Found { legs, assessment })
}

fn stands(leg: &Leg) -> bool {
    leg.age != model::freshness::Age::Stale && leg.odds().is_some()
}

/// What is known of a set: that it brings something in every result is said as what it returns, and nothing more.
/// Where one house has several of the prices it is not said, because it refuses such bets together.
fn badge(field: &Field<'_>, legs: &[Leg], assessment: &Assessment) -> Element {
    let rules = Rules::default();
    let is_apart = assess(field, legs, &rules).is_ok();
    let is_little = assessment.verdict == Verdict::Guaranteed && assessment.worst < rules.floor;
    let (kind, text) = match assessment.verdict {
        Verdict::None => ("note", said::market(assessment.book_sum - 1.0)),
        _ if is_little => ("note", said::market(assessment.book_sum - 1.0)),
        _ if !is_apart => ("note", words::ONE_HOUSE.text().to_owned()),
        Verdict::Guaranteed if assessment.roi > rules.suspicious => {
            ("check", said::check(assessment.worst))
        }
        Verdict::Guaranteed => ("arbitrage", said::arbitrage(assessment.worst)),
        Verdict::NoLoss => ("note", words::NO_LOSS.text().to_owned()),
        Verdict::Middle => ("note", words::MIDDLE.text().to_owned()),
        Verdict::PolishMiddle => ("note", words::GAP.text().to_owned()),
    };
    el("span", "badge").set("data-kind", kind).child(el("bdi", "").child(text))
}

/// What identifies each set for the reader's choice: its outcomes.
fn sets(found: &[Found]) -> Vec<String> {
    let outcome = |leg: &Leg| {
        let line = leg.outcome.set_line().map(|line| line.quarters().to_string());
        let slot = leg.outcome.slot().map_or("", model::market::Slot::as_str);
        [slot, &line.unwrap_or_default()].concat()
    };
    let set = |found: &Found| found.legs.iter().map(outcome).collect::<Vec<_>>().join(" ");
    found.iter().map(set).collect()
}

/// The sets to choose from, where there are several.
fn others(sight: &Sight<'_>, found: &[Found], sets: &[String], legs: &[Leg]) -> Option<Element> {
    if found.len() < 2 {
        return None;
    }
    let shown = found.iter().position(|found| found.legs == *legs);
    let choices = found.iter().zip(sets).map(|(found, set)| {
        let names = found.legs.iter().map(|leg| proof::outcome(leg.outcome, sight.sides()));
        let names = names.collect::<Vec<_>>().join(" / ");
        (set.clone(), words::set(&names, found.assessment.verdict))
    });
    let none = (String::new(), words::THIS_LINE.text().to_owned());
    let chosen = shown.and_then(|place| sets.get(place)).filter(|set| **set == sight.notes.set);
    let chosen = chosen.map_or("", String::as_str);
    Some(choice(words::BETS, [none].into_iter().chain(choices).collect(), chosen, "stakes.set"))
}

/// What stakes are drawn from.
struct Sheet<'a> {
    sight: &'a Sight<'a>,
    legs: &'a [Leg],
    assessment: &'a Assessment,
}

impl Sheet<'_> {
    fn draw(&self) -> Vec<Node> {
        let slip = self.slip();
        let mut nodes: Vec<Node> =
            vec![self.inputs().into(), self.stakes(slip.as_ref().ok()).into()];
        match &slip {
            Ok(slip) => {
                nodes.push(proof::draw(self.sight, self.assessment, slip).into());
                nodes.push(worst(slip).into());
                nodes.push(
                    slip.capped
                        .map(|leg| told(words::at_book(words::CAPPED, self.book(leg))))
                        .into(),
                );
            }
            Err(trouble) => nodes.push(told(self.trouble(*trouble)).role("status").into()),
        }
        nodes
    }

    fn slip(&self) -> Result<Slip, Trouble> {
        let notes = self.sight.notes;
        let books = self.sight.books();
        let caps = (0..self.legs.len()).map(|leg| self.sight.terms(&books, self.book(leg)).cap());
        let caps = caps.collect::<Result<Vec<_>, _>>().map_err(|NoAmount| Trouble::NotPositive)?;
        let plan = notes.plan().ok_or(Trouble::NotPositive)?;
        stakes(self.assessment, &Order { plan, step: notes.step, caps: &caps })
    }

    /// The bookmakers of the legs, each once.
    fn books(&self) -> Vec<String> {
        let books: Sorted<&str> = (0..self.legs.len()).map(|leg| self.book(leg)).collect();
        books.iter().map(|book| (*book).to_owned()).collect()
    }

    fn book(&self, leg: usize) -> &str {
        self.legs.get(leg).map_or("", |leg| self.sight.board.book_name(leg.book))
    }

    fn trouble(&self, trouble: Trouble) -> String {
        match trouble {
            Trouble::NotPositive | Trouble::NoSuchLeg => words::no_amount(),
            Trouble::NoProfit => words::NO_RETURN.text().to_owned(),
            Trouble::OverCap(leg) => words::at_book(words::OVER_LIMIT, self.book(leg)),
            Trouble::TooSmall => words::TOO_SMALL.text().to_owned(),
            Trouble::TooLarge => words::TOO_LARGE.text().to_owned(),
        }
    }

    fn inputs(&self) -> Element {
        let notes = self.sight.notes;
        let leg = |(place, leg): (usize, &Leg)| {
            let name = proof::outcome(leg.outcome, self.sight.sides());
            (Measure::Leg(place).write(), words::stake_on(&name))
        };
        let measures = [(Measure::Total.write(), words::TOTAL.text().to_owned())].into_iter();
        let measures = measures.chain(self.legs.iter().enumerate().map(leg));
        let measures =
            measures.chain([(Measure::Profit.write(), words::WORST_RESULT.text().to_owned())]);
        let steps = STEPS.map(|step| (step.to_string(), money::amount(step)));
        el("div", "stakes__inputs")
            .child(choice(
                words::MEASURE,
                measures.collect(),
                &notes.measure.write(),
                "stakes.measure",
            ))
            .child(field(words::AMOUNT, &notes.amount, "stakes.amount"))
            .child(choice(words::STEP, steps.into(), &notes.step.to_string(), "stakes.step"))
    }

    fn stakes(&self, slip: Option<&Slip>) -> Element {
        let heads =
            [column(said::SELECTION), ended(column(words::PRICE)), ended(column(words::STAKE))];
        let rows = self.legs.iter().enumerate().map(|(place, leg)| {
            let stake = slip.and_then(|slip| slip.stakes.get(place));
            let stake = stake.map_or(said::NOTHING.to_owned(), |stake| money::amount(*stake));
            self.leg(leg, stake)
        });
        table("sheet", words::STAKE_FOR_EACH, heads, rows)
    }

    fn leg(&self, leg: &Leg, stake: String) -> Element {
        let sight = self.sight;
        let name = proof::outcome(leg.outcome, sight.sides());
        let head = el("th", "").set("scope", "row").child(el("bdi", "").child(name.clone()));
        let at = el("span", "sheet__note").child(named(sight.board.book_name(leg.book)));
        let price = leg.offer.price().map_or(said::NOTHING.to_owned(), |price| sight.price(price));
        row([head.child(at), figure(price), figure(stake)])
    }
}

/// What bookmakers ask, to be filled in.
fn terms(sight: &Sight<'_>, books: impl IntoIterator<Item = String>) -> Element {
    let heads =
        [column(said::BOOKMAKER), ended(column(words::LIMIT)), ended(column(words::COMMISSION))];
    let input = |value: String, label: String, act: String| {
        let input = el("input", "field__input")
            .set("inputmode", "decimal")
            .set("autocomplete", "off")
            .attr("aria-label", label)
            .property("value", value)
            .act("change", act);
        ended(el("td", "")).child(el("span", "field__box").child(input))
    };
    let known = sight.books();
    let rows = books.into_iter().map(|book| {
        let key = sight.account(&known, &book);
        let terms = sight.notes.terms(&key);
        let limit = input(
            terms.limit,
            words::at_book(words::LIMIT_AT, &book),
            ["stakes.limit ", &key].concat(),
        );
        let commission = ["stakes.commission ", &key].concat();
        let commission =
            input(terms.commission, words::at_book(words::COMMISSION_AT, &book), commission);
        row([row_head(book), limit, commission])
    });
    el("details", "panel__more").child(el("summary", "").child(words::TERMS)).child(table(
        "sheet",
        words::TERMS,
        heads,
        rows,
    ))
}

fn told(text: String) -> Element {
    el("p", "stakes__note").child(text)
}

fn worst(slip: &Slip) -> Element {
    el("p", "stakes__worst")
        .child(el("span", "").child(words::WORST))
        .child(el("bdi", "stakes__figure").child(money::profit(slip.worst)))
}

/// What makes the figures less sure than they look.
fn chips(sight: &Sight<'_>, legs: &[Leg], assessment: &Assessment) -> Element {
    let oldest = legs.iter().map(|leg| leg.seen).min().unwrap_or(sight.moment.now);
    let age = note(words::oldest_leg(&sight.age(oldest)));
    let gap = note(words::legs_apart(&said::time::span(assessment.gap_ms / 1000)));
    let risks = assessment.risks.iter().map(|risk| note(words::risk(*risk)));
    el("p", "stakes__chips").child(age).child(gap).children(risks)
}
