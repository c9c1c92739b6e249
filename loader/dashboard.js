// Starts the dashboard. The names in capitals are filled in when the page is built.
const at = (path) => new URL(path, import.meta.url);

// Everything is asked for at once; a page without config.json has its API at its own origin.
const wasm = fetch(at("__DASHBOARD_WASM__"));
const config = fetch(at("config.json"))
  .then((answer) => (answer.ok ? answer.json() : {}))
  .catch(() => ({}));

// The address's language, the reader's last choice, or the browser's. English is part of the program; any other comes
// beside it, spelt as the browser's own language of that name is.
const LANGUAGES = ["en", "fr", "de", "es", "it", "pt", "ar"];
const code = (tag) => tag?.split("-")[0].toLowerCase();
const kept = () => {
  try {
    return localStorage.getItem("oddsboard.language");
  } catch {}
};
const words = async (tag) => {
  if (code(tag) === "en") return;
  const { words } = await import(at("__WORDS__"));
  return words(navigator.languages.find((other) => code(other) === tag) ?? tag);
};
const asked = new URLSearchParams(location.search);
const wanted = [asked.get("lang")?.toLowerCase(), kept(), ...navigator.languages];
const language = words(wanted.find((tag) => LANGUAGES.includes(code(tag))) ?? "en").catch(() => {});

// The stream's socket lives in a worker beside the page, unless config.json says `"socket": "page"`. Where a host's
// policy forbids to make one, this throws, and the page holds its socket itself.
const WORKERS = { socket: at("socket.js").href, desk: at("desk.js").href };
let policy;
const start = (name, options) => {
  policy ??= globalThis.trustedTypes?.createPolicy("oddsboard-worker", { createScriptURL: (name) => WORKERS[name] });
  return new Worker(policy?.createScriptURL(name) ?? WORKERS[name], options);
};
const worker = () => start("socket");

// What is worked out about the board comes with its sheet, and with what the page does beside it, when it is wanted.
// Its name says where the backend is.
let settings = {};
const desk = () => {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: at("__DESK_STYLE__") }));
  const worker = start("desk", { type: "module", name: settings.api || at(".").href });
  import(at("desk-page.js")).then((tools) => tools.default(worker, target));
  import(at("beside.js")).then(({ attend }) => attend(worker));
  return worker;
};

const target = document.querySelector("#app");
try {
  const glue = await import(at("__DASHBOARD_GLUE__"));
  await glue.default({ module_or_path: wasm });
  settings = { ...(await config), replay: Boolean(asked.get("replay")) };
  const bring = (tag) => words(tag).then(glue.speak, () => glue.speak());
  const home = settings.socket === "page" ? undefined : worker;
  glue.dashboard(target, settings, at(".").href, home, await language, bring, desk);
} catch (error) {
  target.querySelector("[data-failed]")?.removeAttribute("hidden");
  throw error;
}
