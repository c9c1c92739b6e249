// Perspective: its viewer with the data grid, over a table indexed by match that its engine keeps in a worker.
import perspective from "@perspective-dev/client";
import SERVER_WASM from "@perspective-dev/server/dist/wasm/perspective-server.wasm";
import perspectiveViewer from "@perspective-dev/viewer";
import CLIENT_WASM from "@perspective-dev/viewer/dist/wasm/perspective-viewer.wasm";
import theme from "@perspective-dev/viewer/themes/pro.css";
import "@perspective-dev/viewer-datagrid";
import { Book } from "./book.js";
import { follow, isShown } from "./feed.js";

/** Changed rows are collected for so long, as feeds in its documentation do; milliseconds. */
const WAIT = 50;

const PRICES = ["home", "draw", "away"];
const SCHEMA = Object.fromEntries(["match", ...PRICES].map((name) => [name, "string"]));

const data = ({ match, cells: [home, draw, away] }) => ({ match, home: home.text, draw: draw.text, away: away.text });

// The viewer finds its theme among the page's sheets. Its status line takes the room that others leave free on top.
const sheet = document.createElement("style");
sheet.textContent = `${theme} perspective-viewer { block-size: 100vh }`;
document.head.append(sheet);

await Promise.all([perspective.init_server(fetch(SERVER_WASM)), perspectiveViewer.init_client(fetch(CLIENT_WASM))]);
const engine = await perspective.worker();
const table = await engine.table(SCHEMA, { index: "match", name: "board" });
const viewer = document.createElement("perspective-viewer");
document.body.append(viewer);
await viewer.load(engine);
await viewer.restore({
  table: "board",
  plugin: "Datagrid",
  plugin_config: { font_family: "sans-serif", font_size: 14, row_height: 36 },
  columns: Object.keys(SCHEMA),
  columns_config: {
    match: { column_size_override: 464 },
    ...Object.fromEntries(PRICES.map((name) => [name, { column_size_override: 240 }])),
  },
  settings: false,
});

const { shadowRoot: root } = await viewer.getPlugin("Datagrid");
const grid = root.querySelector("regular-table");

// The grid asks its engine for the rows it was scrolled to, and shows the rows before in their place until it has them.
let scrolling = 0;
grid.addEventListener("scroll", async () => {
  scrolling += 1;
  await grid.flush();
  scrolling -= 1;
});

const rows = () => [...grid.querySelectorAll("tbody > tr")];
const texts = (row) => [...row.cells].map((cell) => cell.textContent);

/** Every text in view, or none while other rows are to come. */
const read = () =>
  scrolling > 0 ? [] : rows().filter(isShown).map(texts).map(([match, ...prices]) => [match, prices]);
const find = (match) => rows().find((row) => texts(row)[0] === match);
const first = (row) => texts(row)[1];

const book = new Book();
const dirty = new Set();

const tell = () => {
  table.update([...dirty].map(data));
  dirty.clear();
};

const start = async () => {
  await table.update(book.rows.map(data));
  while (rows().length === 0) await new Promise(requestAnimationFrame);
};

const take = (text) => {
  const cell = book.take(JSON.parse(text));
  if (cell === undefined) return;
  if (dirty.size === 0) setTimeout(tell, WAIT);
  dirty.add(cell.row);
};

Object.assign(window.bench, { root, read, find, first, scroller: () => grid });
follow(book, start, take);
