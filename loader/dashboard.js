// Starts the dashboard. The names in capitals are filled in when the page is built.
const at = (path) => new URL(path, import.meta.url);

// Everything is asked for at once; a page without config.json has its API at its own origin.
const wasm = fetch(at("__DASHBOARD_WASM__"));
const config = fetch(at("config.json"))
  .then((answer) => (answer.ok ? answer.json() : {}))
  .catch(() => ({}));

// The stream's socket lives in a worker beside the page, unless config.json says `"socket": "page"`. Where a host's
// policy forbids to make one, this throws, and the page holds its socket itself.
const address = at("socket.js").href;
let policy;
const worker = () => {
  policy ??= globalThis.trustedTypes?.createPolicy("oddsboard-socket", { createScriptURL: () => address });
  return new Worker(policy?.createScriptURL("") ?? address);
};

const target = document.querySelector("#app");
try {
  const glue = await import(at("__DASHBOARD_GLUE__"));
  await glue.default({ module_or_path: wasm });
  const settings = await config;
  glue.dashboard(target, settings, at(".").href, settings.socket === "page" ? undefined : worker);
} catch (error) {
  target.querySelector("[data-failed]")?.removeAttribute("hidden");
  throw error;
}
