// Brings a language: what the browser knows of its figures and dates, a line each in the order of `catalog.rs`, then
// its words as the page was built with. The names in capitals are filled in when the page is built.
const at = (path) => new URL(path, import.meta.url);
const held = {};
// The board waits for its words, but not for ever: after so many milliseconds it is in English.
const PATIENCE_MS = 4000;

// The text of a language, by a tag such as `fr` or `fr-CA`. A failure is forgotten, so that a retry may work.
export const words = (tag) =>
  (held[tag] ??= bring(tag).catch((error) => {
    delete held[tag];
    throw error;
  }));

const bring = async (tag) => {
  const code = tag.split("-")[0].toLowerCase();
  const answer = await fetch(at(`${code}-__LANGUAGES__.txt`), { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`The words of ${code} could not be fetched.`);
  const [direction, categories, ...lines] = (await answer.text()).split("\n");
  // A tag is spelt as the browser spells it; one that it does not understand counts as the language alone.
  const pieces = (locale) => [locale, direction, ...figures(locale, categories.split(" ")), ...dates(locale)];
  let known;
  try {
    known = pieces(Intl.getCanonicalLocales(tag)[0]);
  } catch {
    known = pieces(code);
  }
  return [...known, ...lines].join("\n");
};

const figures = (locale, categories) => {
  const rules = new Intl.PluralRules(locale);
  const form = (count) => Math.max(0, categories.indexOf(rules.select(count)));
  const parts = new Intl.NumberFormat(locale, { style: "percent", minimumFractionDigits: 1 }).formatToParts(-0.105);
  const all = parts.map(({ value }) => value);
  const digit = new Intl.NumberFormat(locale, { useGrouping: false });
  const place = (type) => parts.findIndex((part) => part.type === type);
  return [
    Array.from({ length: 200 }, (_, count) => form(count)).join(""),
    Array.from({ length: 10 }, (_, value) => digit.format(value)).join(""),
    all[place("decimal")],
    all.slice(0, place("integer")).join("").replace("-", "−"),
    all.slice(place("fraction") + 1).join(""),
  ];
};

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const dates = (locale) => {
  const parts = (options, at) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", calendar: "gregory", ...options }).formatToParts(at);
  const part = (options, type, at) => parts(options, at).find((part) => part.type === type)?.value ?? "";
  const pattern = (options, names) =>
    parts(options, 9 * HOUR)
      .map(({ type, value }) => (type === "literal" ? value : `{${names?.[type] ?? type}}`))
      .join("");

  const clock = { timeStyle: "short" };
  const date = { weekday: "long", day: "numeric", month: "long" };
  const short = { weekday: "short", day: "numeric" };
  const half = (at) => part(clock, "dayPeriod", at);
  // Nine in the evening is 9 or 21, and nine in the morning 9 or 09.
  const hour = half(0) ? "h" : part(clock, "hour", 9 * HOUR).length > 1 ? "HH" : "H";
  const names = { hour, minute: "mm", second: "ss", dayPeriod: "a" };
  const days = (options) => Array.from({ length: 7 }, (_, day) => part(options, "weekday", day * DAY));
  return [
    pattern(clock, names),
    pattern({ timeStyle: "medium" }, names),
    half(9 * HOUR),
    half(21 * HOUR),
    pattern(date),
    pattern(short),
    ...Array.from({ length: 12 }, (_, month) => part(date, "month", Date.UTC(1970, month))),
    ...days(date),
    ...days(short),
  ];
};
