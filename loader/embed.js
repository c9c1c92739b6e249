// Defines <odds-ticker> and <odds-grid>. The names in capitals are filled in when the page is built.
const at = (path) => new URL(path, import.meta.url);
const VERSION = "__VERSION__";
const BOOLEANS = ["paused"];
const ATTRIBUTES = ["api", "sport", "competition", "bookmaker", "market", "period", "live", "format", "theme", "view", "max", "books", "lang", "care-age", "care-text", "care-href", ...BOOLEANS];
const property = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

// On pages of the server's own origin the stream is received by a worker; browsers start none of ours elsewhere. Where
// the page's policy forbids to make one, this throws, and the page holds its socket itself.
const address = at("socket.js").href;
let policy;
const worker = () => {
  policy ??= globalThis.trustedTypes?.createPolicy("oddsboard-socket", { createScriptURL: () => address });
  return new Worker(policy?.createScriptURL("") ?? address);
};
const workerHere = at(".").origin === location.origin ? worker : undefined;

// English is part of the programs; another language comes beside them, and one that there is none of is English.
const words = async (tag) => {
  if (!/^(fr|de|es|it|pt|ar)\b/i.test(tag)) return;
  const { words } = await import(at("__WORDS__"));
  return words(tag);
};

// A page with tickers alone does not load the grid. Once there is a grid, one program serves whatever comes after it;
// tickers that were there first keep theirs, and the two share their connection as two tabs do.
const PROGRAMS = {
  ticker: { glue: "__TICKER_GLUE__", wasm: "__TICKER_WASM__", style: "__TICKER_STYLE__" },
  elements: { glue: "__ELEMENTS_GLUE__", wasm: "__ELEMENTS_WASM__", style: "__ELEMENTS_STYLE__" },
};
const loading = {};

const programFor = (kind) => {
  const needsGrid = kind !== "ticker" || loading.elements || document.querySelector("odds-grid");
  return needsGrid ? "elements" : "ticker";
};

// One module, one style sheet for all elements of a program. A failure is forgotten, so that a retry may work.
const load = (program) =>
  (loading[program] ??= start(PROGRAMS[program]).catch((error) => {
    delete loading[program];
    throw error;
  }));

const start = async (program) => {
  if (typeof WebAssembly !== "object") throw new Problem("wasm-unavailable", "This browser has no WebAssembly.", false);
  const wasm = fetch(at(program.wasm)).catch(() => undefined);
  const style = fetch(at(program.style)).then((answer) => answer.text());
  const glue = await import(at(program.glue));
  const [module, text] = await Promise.all([wasm, style]);
  if (!module?.ok) throw new Problem("wasm-network", "The board's program could not be fetched.", true);
  try {
    await glue.default({ module_or_path: module });
  } catch (cause) {
    const blocked = cause instanceof WebAssembly.CompileError && /unsafe-eval|Content Security Policy/i.test(cause.message);
    if (!blocked) throw cause;
    throw new Problem("csp-wasm", "The page's Content-Security-Policy must allow 'wasm-unsafe-eval' in script-src.", false);
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return { glue, sheet };
};

class Problem extends Error {
  constructor(code, message, retryable) {
    super(message);
    Object.assign(this, { code, retryable });
  }
}

class OddsElement extends HTMLElement {
  static version = VERSION;
  static observedAttributes = ATTRIBUTES;

  #card;
  #root;
  #slot;
  #settle;

  constructor() {
    super();
    this.ready = new Promise((resolve) => (this.#settle = resolve));
    const shadow = this.attachShadow({ mode: "open" });
    this.#root = document.createElement("div");
    this.#root.hidden = true;
    this.#slot = document.createElement("slot");
    shadow.append(this.#root, this.#slot);
    this.addEventListener("odds-ready", (event) => {
      if (event.target === this) this.#show();
    });
  }

  connectedCallback() {
    // Properties that were set before the element was defined become attributes.
    for (const name of ATTRIBUTES.map(property)) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (!this.#card) this.#mount();
  }

  disconnectedCallback() {
    // An element that is moved is taken out and put in again in one go; only one that stays out is over.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#card?.free();
      this.#card = undefined;
      this.#root.replaceChildren();
      this.#root.hidden = true;
      this.#slot.hidden = false;
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.#card) return;
    if (name === "lang") this.#speak();
    else this.#card.configure(this.save());
  }

  // The element's language: its own, that of what it stands in, or the page's.
  get #tag() {
    return this.closest("[lang]")?.lang ?? document.documentElement.lang;
  }

  // Words that cannot be had leave the card in the language that it is in.
  async #speak() {
    const tag = this.#tag;
    try {
      const text = await words(tag);
      if (tag === this.#tag) this.#card?.speak(text);
    } catch {}
  }

  get status() {
    return this.#card?.status() ?? "connecting";
  }

  pause() {
    this.setAttribute("paused", "");
  }

  resume() {
    this.removeAttribute("paused");
  }

  reconnect() {
    if (this.#card) this.#card.reconnect();
    else if (this.isConnected) this.#mount();
  }

  save() {
    const held = ATTRIBUTES.filter((name) => this.hasAttribute(name));
    return Object.fromEntries(held.map((name) => [name, this.getAttribute(name)]));
  }

  restore(config) {
    for (const name of ATTRIBUTES) {
      if (config[name] === undefined || config[name] === null) this.removeAttribute(name);
      else this.setAttribute(name, config[name]);
    }
  }

  async #mount() {
    try {
      // Whoever puts both on a page may put the ticker first.
      await undefined;
      const tag = this.#tag;
      const text = words(tag).catch(() => {});
      const { glue, sheet } = await load(programFor(this.constructor.kind));
      const language = await text;
      if (!this.isConnected || this.#card) return;
      this.shadowRoot.adoptedStyleSheets = [sheet];
      this.#card = new glue.CardHandle(this.constructor.kind, this, this.#root, at(".").href, workerHere);
      this.#card.speak(language);
      this.#card.configure(this.save());
      if (tag !== this.#tag) this.#speak();
    } catch (error) {
      const { code = "wasm-network", message, retryable = true } = error;
      const detail = { code, message, retryable };
      this.dispatchEvent(new CustomEvent("odds-error", { bubbles: true, composed: true, detail }));
    }
  }

  // The fallback stays until there are prices to stand in its place.
  #show() {
    this.#root.hidden = false;
    this.#slot.hidden = true;
    this.#settle();
  }
}

for (const name of ATTRIBUTES) {
  const isBoolean = BOOLEANS.includes(name);
  // Every element has some of them, such as its language.
  if (property(name) in HTMLElement.prototype) continue;
  Object.defineProperty(OddsElement.prototype, property(name), {
    configurable: true,
    enumerable: true,
    get() {
      const value = this.getAttribute(name);
      return isBoolean ? value !== null && !["false", "0", "off"].includes(value) : value;
    },
    set(value) {
      if (value === null || value === undefined || (isBoolean && !value)) this.removeAttribute(name);
      else this.setAttribute(name, isBoolean ? "" : value);
    },
  });
}

const define = (name, kind) => {
  if (customElements.get(name)) console.warn(`${name} is already defined; this copy of oddsboard stays out of the way.`);
  else customElements.define(name, class extends OddsElement { static kind = kind; });
};
define("odds-ticker", "ticker");
define("odds-grid", "grid");
