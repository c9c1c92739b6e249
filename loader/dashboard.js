// Starts the dashboard. The names in capitals are filled in when the page is built.
const at = (path) => new URL(path, import.meta.url);

// Everything is asked for at once; a page without config.json has its API at its own origin.
const wasm = fetch(at("__DASHBOARD_WASM__"));
const config = fetch(at("config.json"))
  .then((answer) => (answer.ok ? answer.json() : {}))
  .catch(() => ({}));

// The stream's socket lives in a worker beside the page, unless config.json says `"socket": "page"`.
const address = at("socket.js").href;
const policy = globalThis.trustedTypes?.createPolicy("oddsboard-socket", { createScriptURL: () => address });
const worker = () => new Worker(policy?.createScriptURL("") ?? address);

const target = document.querySelector("#app");
try {
  const glue = await import(at("__DASHBOARD_GLUE__"));
  await glue.default({ module_or_path: wasm });
  const { socket } = await config;
  glue.dashboard(target, await config, at(".").href, socket === "page" ? undefined : worker);
} catch (error) {
  target.querySelector("[data-failed]")?.removeAttribute("hidden");
  throw error;
}
