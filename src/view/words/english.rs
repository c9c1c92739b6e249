//! Every word the reader sees or hears, in English: first those of the page, then those of the [`desk`].
//!
//! A language's file in `words` says each of them under the same key and in the same order. One word is one line here:
//! `cargo xtask` reads these files as they are. `{name}` stands for what is put in its place; forms for counts, which
//! `{n}` stands for, are divided by `|`.

use crate::view::words::catalog::{LETTERS, PIECES, Word, word};

/// Declares words, numbered in their order from a number on.
macro_rules! words {
    ($first:expr; $($name:ident = $text:literal;)+) => {
        #[expect(non_camel_case_types, reason = "they are called like the words that they number")]
        #[expect(clippy::upper_case_acronyms, reason = "they are called like the words that they number")]
        enum Number { $($name,)+ }

        $(pub(crate) const $name: Word = word!($first + Number::$name as usize, $text);)+

        /// The number that the next list begins with.
        pub(crate) const END: usize = $first + [$(stringify!($name)),+].len();
        const _: () = assert!(END <= LETTERS * LETTERS, "a number has two letters");

        /// Every word by its key.
        #[cfg(test)]
        pub(crate) const EVERY: &[(&str, Word)] = &[$((stringify!($name), $name),)+];
    };
}

pub(crate) mod desk;

// The first lines of a language are what the browser itself knows of it.
words! {
    PIECES;

    TITLE = "oddsboard: best odds, live";
    SKIP = "Skip to the board";
    PLACES = "Places";
    BOARD = "Board";

    FRESHNESS = "Freshness";
    LINK = "Link";
    BOOKMAKERS = "Bookmakers";
    PRICES = "Prices";

    SEARCH = "Search teams, players, competitions";
    SEARCH_HINT = "Team, player, competition";
    FILTERS = "Filters";
    SPORT = "Sport";
    COMPETITION = "Competition";
    BOOKMAKER = "Bookmaker";
    MARKET = "Market";
    PERIOD = "Period";
    ALL = "All";
    BEST_OF_ALL = "Best of all";
    PHASES = "In play";
    LIVE = "Live";
    UPCOMING = "Upcoming";
    DENSITY = "Density";
    COMPACT = "Compact";
    NORMAL = "Normal";
    COMFORTABLE = "Comfortable";
    FORMAT = "Odds";
    THEME = "Theme";
    AUTOMATIC = "Automatic";
    LIGHT = "Light";
    DARK = "Dark";
    LANGUAGE = "Language";
    PAUSE = "Pause";
    RESUME = "Resume";
    PAUSE_PRICES = "Pause prices";
    RESUME_PRICES = "Resume prices";

    BEST_ODDS = "Best odds";
    MARGIN = "Margin";
    CHECK = "Check";
    ARBITRAGE = "Arb {roi}";
    CHECK_ROI = "Check {roi}";
    MARKET_MARGIN = "market {margin}";
    INCOMPLETE = "incomplete";
    BOOKS = "{n} book|{n} books";
    NO_PRICE = "no price";
    SUSPENDED = "susp.";
    BEST_AT = ", best at {books}";
    STALE_LONG = ", stale, does not count";
    AGEING_LONG = ", ageing";
    WENT_UP = ", price went up";
    WENT_DOWN = ", price went down";
    UP = "up";
    DOWN = "down";
    LOADING = "Loading prices";
    COMPARE_AT = "Compare bookmakers for {match}";

    MATCHES = "{n} match|{n} matches";
    MATCHES_IN = "{matches} in {n} competition|{matches} in {n} competitions";
    BEST_OF = "Best of {n} bookmaker|Best of {n} bookmakers";
    BEST_OF_SOME = "Best of {counting} of {n} bookmaker|Best of {counting} of {n} bookmakers";
    OF = "{part} of {whole}";
    LIST = ", ";
    QUOTED = "“{words}”";

    COMPARE = "Compare";
    SELECTION = "Selection";
    SPOKE = "spoke";
    BEST = "best";
    BEST_SHARED = "=best";
    STALE = "stale";
    LINES = "Line";
    COMPLETE_BOOKS = "{part} of {whole} bookmakers complete and fresh";
    ALL_BOOKMAKERS = "{match}, all bookmakers";
    DESK_FAILED = "Fair odds, stakes and history could not be loaded. Reload the page to try again.";
    OPEN_A_MATCH = "Open a match to compare bookmakers.";
    OPEN_A_MATCH_REST = "Every row has a button at its end.";

    TICKER = "Ticker: best prices";
    TICKER_ITEMS = "Ticker, prices";
    TICKER_EMPTY = "No live prices now.";

    NO_MATCH = "Nothing matches";
    NO_MATCH_REST = "The feed has prices, but none of them is what you ask for.";
    NO_ARRIVAL = "Connected, but nothing arrives";
    NO_ARRIVAL_REST = "Your filters may be too narrow. A name the feed does not know gives an empty board, not an error: competitions are upper-case codes, bookmakers are spelt exactly.";
    NOW_ASKING = "Now asking for";
    CLEAR_FILTERS = "Clear filters";
    TRY_NOW = "Try now";
    UNDERSTOOD = "Understood";

    MARKS = "Marks";
    KEY_UP = "price up";
    KEY_DOWN = "price down";
    KEY_EARLIER = "moved over 10 min ago";
    KEY_FRESH = "seen just now";
    KEY_AGEING = "ageing";
    KEY_STALE = "stale, does not count";
    NOTES = "Margin is the overround of the best prices.";
    NOTES_SHORT = "Best prices now.";
    IMPLIED = "An implied chance holds the margin: those of a market add up to more than 100 %.";
    FEED_DETAILS = "Feed details";
    BAD_ROWS = "Rows that could not be read";
    UNPRICED_ROWS = "Rows without a valid price";
    REFUSED = "Prices beyond what the board can hold";
    EVICTED = "Matches let go to make room";
    LAST_HEARD = "Last message";
    CONNECTION = "Connection";
    OTHER_TAB = "in another tab, shared";
    CONNECTIONS_LEFT = "Connections left today";
    SOURCE = "How prices come";
    SOURCE_STREAM = "As they change";
    SOURCE_READING = "At intervals";
    SOURCE_REST = "Intervals are enough before matches start, and cost no connection.";
    TIMES_IN = "Times in {zone}.";
    ADULTS = "18+";
    PLAY_SAFELY = "Play within your means";
    HELP_URL = "https://www.begambleaware.org/";

    DECIMAL_ODDS = "Decimal";
    FRACTIONAL = "Fractional";
    AMERICAN = "American";
    HONG_KONG = "Hong Kong";
    MALAY = "Malay";
    INDONESIAN = "Indonesian";
    PROBABILITY = "Implied chance, with margin";
    IN_DECIMAL = "{price} decimal";

    CONNECTING = "Connecting";
    LIVE_FEED = "Live feed";
    RECONNECTING = "Reconnecting";
    POLLING = "Polling";
    OFFLINE = "Offline";
    STOPPED = "Stopped";
    FOR_SO_LONG = "for {time}";
    ATTEMPT_IN = "attempt {number}, in {time}";
    ATTEMPT = "attempt {number}";
    EVERY_SO_LONG = "every {time}";
    SINCE = "since {time}";
    OUT_OF_REACH = "out of reach";
    CONNECTION_LOST = "connection lost";
    FEED_RESTARTING = "feed restarting";
    QUOTA_USED = "quota used up";
    ACCESS_REFUSED = "access refused";
    NO_STREAM = "no stream";
    AS_YOU_CHOSE = "as you chose";
    WRONG_ADDRESS = "wrong address";
    NOT_UNDERSTOOD = "not understood";

    MATTER_RATE_LIMITED = "The request quota is used up.";
    MATTER_SPENT = "This browser has used up its connections for today.";
    MATTER_REFUSED = "This board may not read the feed.";
    MATTER_BAD_ADDRESS = "The address of the feed is wrong.";
    MATTER_PROTOCOL = "The feed speaks in a way this version does not understand.";
    MATTER_RESTARTING = "The feed is restarting.";
    MATTER_DROPPED = "The connection to the feed was lost.";
    MATTER_NO_STREAM = "The plan has no live stream.";
    MATTER_PREFERRED = "Prices are read at intervals, as you chose.";
    MATTER_UNREACHABLE = "The feed is offline.";

    ADVICE_RATE_LIMITED = "The provider counts requests by the day; the board reads again when it may.";
    ADVICE_SPENT = "Every connection costs one of the few tokens of a day. It connects again when there are more.";
    ADVICE_TOKEN_REFUSED = "The provider did not accept the board's token twice. Its owner has to check the key and the plan.";
    ADVICE_FORBIDDEN = "The server does not serve this page. Its owner has to allow the page's address.";
    ADVICE_KEY_REJECTED = "The provider refused the key of the board's owner, who has to check it. The server's log has the reason.";
    ADVICE_BAD_ADDRESS = "The owner of the page has to check where it looks for its server.";
    ADVICE_PROTOCOL = "Reloading the page may bring a newer version.";
    ADVICE_UNREACHABLE = "Nothing is lost: the board reads all prices again once the feed answers.";

    PRICES_AS_OF = "Prices as of {time}, {age} ago.";
    TRYING_NOW = "Trying again now.";
    TRYING_IN = "Trying again in {time}.";
    TRYING_AT = "Trying again at {time}.";
    REFRESH_EVERY = "Prices refresh every {time}.";
    REFRESH_AT_INTERVALS = "Prices refresh at intervals.";
    BEHIND_AS_CHOSEN = "You chose to read prices at intervals, so a price here may be that far behind.";
    BEHIND_BY_PLAN = "This plan has no live stream, so a price here may be that far behind.";
    READ_EVERY = "Prices are read every {time} until the stream may be had again.";
    READ_AT_INTERVALS = "Prices are read at intervals until the stream may be had again.";
    HELD_BACK = "{n} update while paused.|{n} updates while paused.";
    PAUSED_FROM = "Prices shown are from {time}.";
    FRESH_PRICES = "{n} fresh";
    UNCONFIRMED_PRICES = "{n} unconfirmed";
    AS_OF = "as of {time}";
    STALE_PRICES = "{n} stale";
    UNREAD_ROWS = "{n} unread";
    QUIET = "{book} quiet {age}";

    MATCH_RESULT = "Match result";
    TOTALS = "Totals";
    HANDICAP = "Handicap";
    FULL_MATCH = "Full match";
    FIRST_HALF = "1st half";
    SECOND_HALF = "2nd half";
    PERIOD_NUMBER = "Period {number}";
    OVER = "Over";
    UNDER = "Under";
    LINE = "Line";
    HOME = "Home";
    DRAW = "Draw";
    AWAY = "Away";

    TODAY = "Today";
    SECONDS = "{n} s";
    MINUTES = "{n} min";
    HOURS = "{n} h";
    DAYS = "{n} d";

    LISTS = "Lists";
    ARBITRAGES = "Arbitrage";
    VALUE = "Value";
    MOVERS = "Movers";
    ALERTS = "Alerts";
    COMMANDS = "Commands";
    KEYS = "Keys";
    CLOSE = "Close";
    MISSING = "This match is not on the board now.";
    MISSING_REST = "It may be over, or nobody quotes it in this market and with these filters.";
    SORT = "Sort";
    APPLY = "Apply";
    SORT_START = "Start time";
    SORT_MOVED = "Last moved";
    SORTED_START = "By start time";
    SORTED_MARGIN = "Least margin first";
    SORTED_MOVED = "Last moved first";
    WOULD_MOVE = "{n} row would move|{n} rows would move";
    SAVED = "Saved";
    SAVE = "Save {match}";
}
