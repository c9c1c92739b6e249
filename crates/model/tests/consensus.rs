//! Laws of the consensus over random panels of bookmakers.

use model::books::Books;
use model::consensus::{Average, Estimate, Panel, Quorum, Standing, Voice};
use model::fair::{Method, fair};
use model::price::Price;
use proptest::prelude::*;

/// A bookmaker: group, weight, and its price of each of three outcomes.
type Book = (u32, u32, Vec<Option<Price>>);

const OUTCOMES: usize = 3;

/// Prices of a market with some margin, now and then of one without or with a gap.
fn book() -> impl Strategy<Value = Book> {
    let price = prop_oneof![
        30 => (1_200_000_u32..4_000_000).prop_map(Price::from_millionths),
        1 => Just(None),
    ];
    (0_u32..6, 0_u32..5, prop::collection::vec(price, OUTCOMES))
}

fn quorum() -> impl Strategy<Value = Quorum> {
    let average = prop_oneof![Just(Average::Mean), Just(Average::Median)];
    (average, 0_usize..5).prop_map(|(average, books_min)| Quorum { average, books_min })
}

fn panel(books: &[Book]) -> Panel {
    let houses = Books::default();
    let mut voices = Vec::new();
    for (group, weight, prices) in books {
        let group = houses.group(&group.to_string());
        voices.push(Voice { group, weight: *weight, prices });
    }
    Panel::new(&voices, Method::Power)
}

fn are_near(one: Option<&[Estimate]>, other: Option<&[Estimate]>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return one.is_none() && other.is_none() };
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            (one.probability - other.probability).abs() < 1e-9
                && (one.range.low - other.range.low).abs() < 1e-12
                && (one.range.high - other.range.high).abs() < 1e-12
        })
}

/// The mean by the definition: the books that count, read off their standings, each group's weight shared.
fn mean_by_definition(books: &[Book], standings: &[Standing], outcome: usize) -> Option<f64> {
    let counted: Vec<&Book> = books
        .iter()
        .zip(standings)
        .filter(|(_, standing)| **standing == Standing::Counted)
        .map(|(book, _)| book)
        .collect();
    let (mut sum, mut weights) = (0.0, 0.0);
    for (group, weight, prices) in &counted {
        let sisters = counted.iter().filter(|other| other.0 == *group).map(|_| 1.0).sum::<f64>();
        let prices: Vec<Price> = prices.iter().copied().flatten().collect();
        sum += f64::from(*weight) / sisters * fair(&prices, Method::Power).ok()?.get(outcome)?;
        weights += f64::from(*weight) / sisters;
    }
    Some(sum / weights)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn estimates_are_probabilities_that_add_up_to_one(
        books in prop::collection::vec(book(), 0..12),
        quorum in quorum(),
    ) {
        let consensus = panel(&books).consensus(None, quorum);
        prop_assert_eq!(consensus.standings.len(), books.len());
        let counted = books.iter().zip(&consensus.standings).filter(|(_, standing)| **standing == Standing::Counted);
        let mut groups: Vec<u32> = counted.map(|(book, _)| book.0).collect();
        groups.sort_unstable();
        groups.dedup();
        prop_assert_eq!(consensus.estimates.is_some(), groups.len() >= quorum.books_min.max(1));
        let Some(estimates) = consensus.estimates else { return Ok(()) };
        prop_assert_eq!(estimates.len(), OUTCOMES);
        prop_assert!((estimates.iter().map(|estimate| estimate.probability).sum::<f64>() - 1.0).abs() < 1e-12);
        for (outcome, Estimate { probability, range }) in estimates.into_iter().enumerate() {
            prop_assert!(probability > 0.0 && probability < 1.0 && range.low <= range.high);
            if quorum.average == Average::Mean {
                prop_assert!(range.low - 1e-12 <= probability && probability <= range.high + 1e-12);
                let mean = mean_by_definition(&books, &consensus.standings, outcome).expect("they count");
                prop_assert!((probability - mean).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn a_bookmaker_and_its_sisters_have_no_say_in_what_they_are_judged_by(
        books in prop::collection::vec(book(), 1..12),
        other in prop::collection::vec(book(), 12),
        judged in any::<prop::sample::Index>(),
        quorum in quorum(),
    ) {
        let judged = judged.index(books.len());
        let group = books[judged].0;
        let swap = |(mine, theirs): (&Book, Book)| {
            if mine.0 == group { (group, theirs.1, theirs.2) } else { mine.clone() }
        };
        let swapped: Vec<Book> = books.iter().zip(other).map(swap).collect();
        let (one, other) = (
            panel(&books).consensus(Some(judged), quorum),
            panel(&swapped).consensus(Some(judged), quorum),
        );
        prop_assert_eq!(&one, &other);
        for (place, (book, standing)) in books.iter().zip(one.standings).enumerate() {
            let is_out = [Standing::Judged, Standing::Sister].contains(&standing);
            prop_assert_eq!(is_out, book.0 == group);
            prop_assert_eq!(standing == Standing::Judged, place == judged);
        }
    }

    #[test]
    fn order_scale_and_who_is_missing_do_not_matter(
        books in prop::collection::vec(book(), 1..12),
        shuffle in any::<u64>(),
        scale in 1_u32..100,
        quorum in quorum(),
    ) {
        let expected = panel(&books).consensus(None, quorum);
        let mut other: Vec<Book> = books.clone();
        other.rotate_left(usize::try_from(shuffle % 12).expect("few") % books.len());
        for book in &mut other {
            book.1 *= scale;
        }
        other.push((99, 3, vec![None; OUTCOMES]));
        let got = panel(&other).consensus(None, quorum);
        prop_assert!(are_near(got.estimates.as_deref(), expected.estimates.as_deref()));
    }

    #[test]
    fn a_sister_that_says_the_same_changes_nothing(
        books in prop::collection::vec(book(), 1..10),
        place in any::<prop::sample::Index>(),
        quorum in quorum(),
    ) {
        // Each has a group of its own, and then one has a sister.
        let books: Vec<Book> =
            (0..).zip(&books).map(|(group, book)| (group, book.1, book.2.clone())).collect();
        let mut with_sister = books.clone();
        with_sister.push(books[place.index(books.len())].clone());
        let (one, other) =
            (panel(&books).consensus(None, quorum), panel(&with_sister).consensus(None, quorum));
        prop_assert!(are_near(one.estimates.as_deref(), other.estimates.as_deref()));
    }
}
