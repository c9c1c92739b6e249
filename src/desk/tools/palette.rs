//! The palette: every command and every place on the board, found by typing.

use model::board::MarketId;
use model::format::Format;
use model::select::{Filter, Phases, fold, groups, roster};

use crate::desk::focus::Focus;
use crate::desk::sight::Sight;
use crate::desk::tools::Tools;
use crate::state::ui::{Density, Theme};
use crate::view::kit::icon::{self, icon};
use crate::view::tree::{Element, Text, el};
use crate::view::words::{self as said, desk as words, names};

/// So many are listed; more are found by typing more.
const LISTED_MAX: usize = 50;

/// What was typed, and which of what was found is marked.
#[derive(Default)]
pub(super) struct Palette {
    query: String,
    /// What it does, because the list may change as the board does. The first one where nothing is marked.
    marked: Option<String>,
}

/// A command or a place.
pub(super) struct Entry {
    /// What choosing it does: `do` and a wish of the page's, or an act of the tools.
    pub(super) act: String,
    /// What kind of thing it is.
    kind: String,
    name: String,
}

impl Palette {
    /// Takes what was typed.
    pub(super) fn find(&mut self, query: &str) {
        query.clone_into(&mut self.query);
        self.marked = None;
    }

    /// Marks an entry by what it does.
    pub(super) fn mark(&mut self, act: Option<String>) {
        self.marked = act;
    }

    /// What was found, commands first.
    pub(super) fn found(&self, tools: &Tools, sight: &Sight<'_>) -> Vec<Entry> {
        let query = fold(&self.query);
        let is_found = |entry: &Entry| {
            let text = fold(&[&entry.kind, " ", &entry.name].concat());
            query.split_whitespace().all(|word| text.contains(word))
        };
        let mut entries = commands(tools, sight);
        entries.extend(places(sight));
        entries.retain(is_found);
        entries
    }

    /// The one that is marked; the first one where none is, or it is no longer there.
    pub(super) fn marked<'e>(&self, found: &'e [Entry]) -> Option<&'e Entry> {
        found.get(self.place(found))
    }

    /// The one below the one that is marked, or above it, round and round.
    pub(super) fn beside<'e>(&self, found: &'e [Entry], above: bool) -> Option<&'e Entry> {
        let listed = found.len().min(LISTED_MAX);
        let step = if above { listed.saturating_sub(1) } else { 1 };
        found.get((self.place(found) + step).checked_rem(listed)?)
    }

    fn place(&self, found: &[Entry]) -> usize {
        let listed = found.iter().take(LISTED_MAX);
        let place = listed.into_iter().position(|entry| Some(&entry.act) == self.marked.as_ref());
        place.unwrap_or(0)
    }

    pub(super) fn draw(&self, tools: &Tools, sight: &Sight<'_>) -> [Element; 3] {
        let found = self.found(tools, sight);
        let marked = self.place(&found);
        let is_any = !found.is_empty();
        let input = el("input", "field__input")
            .set("type", "text")
            .role("combobox")
            .attr("aria-label", words::COMMANDS_FIND)
            .set("aria-autocomplete", "list")
            .set("aria-controls", "palette")
            .truth("aria-expanded", is_any)
            .maybe("aria-activedescendant", is_any.then(|| id(marked)))
            .attr("placeholder", words::COMMANDS_FIND)
            .set("autocomplete", "off")
            .set("spellcheck", "false")
            .set("autofocus", "")
            .act("input", "palette.find");
        let field = el("label", "field__box palette__field").child(icon(icon::SEARCH)).child(input);
        let options = found.iter().take(LISTED_MAX).enumerate();
        let options = options.map(|(place, entry)| option(place, entry, place == marked));
        let list = el("div", "palette__list")
            .set("id", "palette")
            .role("listbox")
            .attr("aria-label", said::COMMANDS)
            .children(options);
        let count = el("p", "palette__count").role("status").child(words::found(found.len()));
        [field, list, count]
    }
}

fn id(place: usize) -> String {
    ["palette-", &place.to_string()].concat()
}

fn option(place: usize, entry: &Entry, is_marked: bool) -> Element {
    el("div", "palette__option")
        .role("option")
        .attr("id", id(place))
        .truth("aria-selected", is_marked)
        .act("click", ["palette.choose ", &entry.act].concat())
        .child(el("bdi", "").child(entry.name.clone()))
        .child(el("span", "palette__kind").child(entry.kind.clone()))
}

fn entry(act: &[&str], kind: impl Into<Text>, name: impl Into<Text>) -> Entry {
    Entry { act: act.concat(), kind: kind.into().to_string(), name: name.into().to_string() }
}

/// What can be done.
fn commands(tools: &Tools, sight: &Sight<'_>) -> Vec<Entry> {
    let setting = sight.setting;
    let mut all = of_tools(tools);
    all.push(if setting.is_paused {
        entry(&["do pause false"], said::PRICES, said::RESUME)
    } else {
        entry(&["do pause true"], said::PRICES, said::PAUSE)
    });
    all.push(entry(&["do clear"], said::BOARD, said::CLEAR_FILTERS));
    for (phases, name) in
        [(Phases::All, said::ALL), (Phases::Only, said::LIVE), (Phases::None, said::UPCOMING)]
    {
        all.push(entry(&["do phases ", phases.as_str()], said::PHASES, name));
    }
    for market_type in roster(sight.board, sight.moment).market_types {
        let name = names::market(&market_type).to_owned();
        all.push(entry(&["do market ", &market_type], said::MARKET, name));
    }
    for format in Format::ALL {
        all.push(entry(&["do format ", format.as_str()], said::FORMAT, said::format(format)));
    }
    for (theme, name) in
        [(Theme::Auto, said::AUTOMATIC), (Theme::Light, said::LIGHT), (Theme::Dark, said::DARK)]
    {
        all.push(entry(&["do theme ", theme.as_str()], said::THEME, name));
    }
    for (density, name) in [
        (Density::Compact, said::COMPACT),
        (Density::Normal, said::NORMAL),
        (Density::Comfortable, said::COMFORTABLE),
    ] {
        all.push(entry(&["do density ", density.as_str()], said::DENSITY, name));
    }
    all
}

fn of_tools(tools: &Tools) -> Vec<Entry> {
    let mut all = vec![
        entry(&["export csv"], words::KIND_FILES, words::EXPORT_CSV),
        entry(&["export json"], words::KIND_FILES, words::EXPORT_JSON),
    ];
    let mut add = |act, name| all.push(entry(&[act], words::KIND_FILES, name));
    if let Some(recording) = &tools.recording {
        add("record.save", words::SAVE_RECORDING);
        if recording.ended.is_none() {
            add("record.stop", words::STOP_RECORDING);
        }
    } else if !tools.is_replay() {
        add("record.start", words::START_RECORDING);
    }
    add("replay.choose", words::REPLAY_CHOOSE);
    if tools.is_replay() {
        add("replay.live", words::BACK_TO_LIVE);
    }
    all.push(entry(&["books.open"], words::KIND_HELP, said::BOOKMAKERS));
    all.push(entry(&["keys.open"], words::KIND_HELP, said::KEYS));
    all
}

/// Where one can go on the board.
fn places(sight: &Sight<'_>) -> Vec<Entry> {
    let roster = roster(sight.board, sight.moment);
    let mut all = Vec::new();
    for sport in &roster.sports {
        all.push(entry(&["do sport ", sport], said::SPORT, names::sport(sport).to_owned()));
    }
    for (code, _) in &roster.competitions {
        let name = names::competition(code).to_owned();
        all.push(entry(&["do competition ", code], said::COMPETITION, name));
    }
    let Filter { market_type, period, .. } = &sight.setting.filter;
    let filter = Filter { market_type: market_type.clone(), period: *period, ..Filter::default() };
    let rows = groups(sight.board, &filter, sight.moment).into_iter().flat_map(|group| group.rows);
    for row in rows {
        let Some(focus) = Focus::of(sight.board, row.id, None) else { continue };
        all.push(entry(&["do open ", &focus.write()], words::KIND_MATCH, &row.match_name));
    }
    all
}

/// Whether the match of a wish to open one is among those that the reader sees.
pub(super) fn is_on_show(sight: &Sight<'_>, wish: &str) -> bool {
    let focus = wish.strip_prefix("open ").and_then(Focus::read);
    let market: Option<MarketId> = focus.and_then(|focus| focus.find(sight.board));
    market.is_some_and(|market| sight.setting.filter.admits(sight.board, market, sight.moment))
}
