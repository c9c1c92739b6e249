// Starts the dashboard. The names in capitals are filled in when the page is built.
const at = (path) => new URL(path, import.meta.url);

// Everything is asked for at once; a page without config.json has its API at its own origin.
const wasm = fetch(at("__WASM__"));
const config = fetch(at("config.json"))
  .then((answer) => (answer.ok ? answer.json() : {}))
  .catch(() => ({}));

const target = document.querySelector("#app");
try {
  const glue = await import(at("__GLUE__"));
  await glue.default({ module_or_path: wasm });
  glue.dashboard(target, await config, at(".").href);
} catch (error) {
  target.querySelector("[data-failed]")?.removeAttribute("hidden");
  throw error;
}
