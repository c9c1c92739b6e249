// AG Grid Community: asynchronous transactions, as its documentation advises for streams of updates.
import { ClientSideRowModelApiModule, ClientSideRowModelModule, createGrid, ModuleRegistry, themeQuartz } from "ag-grid-community";
import { Book } from "./book.js";
import { follow, isShown } from "./feed.js";

ModuleRegistry.registerModules([ClientSideRowModelModule, ClientSideRowModelApiModule]);

const FIELDS = ["home", "draw", "away"];

const data = ({ match, cells: [home, draw, away] }) => ({ match, home: home.text, draw: draw.text, away: away.text });

const textOf = (row, field) => row.querySelector(`[col-id="${field}"]`)?.textContent.trim() ?? "";

/** Every text in view. Rows of the grid lie in the page in no order. */
const read = () =>
  [...document.querySelectorAll(".ag-row")].filter(isShown).map((row) => [
    textOf(row, "match"),
    FIELDS.map((field) => textOf(row, field)),
  ]);
const find = (match) => [...document.querySelectorAll(".ag-row")].find((row) => textOf(row, "match") === match);
const first = (row) => textOf(row, "home");

/** Runs the page; updates are collected for so long, in milliseconds. */
export const run = (wait) => {
  const book = new Book();
  const target = document.createElement("div");
  target.style.cssText = "block-size: calc(100vh - 44px); margin-block-start: 44px";
  document.body.append(target);
  const column = (field, width) => ({ field, width, sortable: false, resizable: false, suppressMovable: true });
  const grid = createGrid(target, {
    theme: themeQuartz.withParams({ fontSize: 14, rowHeight: 36, headerHeight: 36 }),
    columnDefs: [column("match", 464), ...FIELDS.map((field) => column(field, 240))],
    rowData: [],
    getRowId: ({ data: { match } }) => match,
    asyncTransactionWaitMillis: wait,
    animateRows: false,
    suppressCellFocus: true,
  });
  let known = 0;
  const start = () => {
    known = book.rows.length;
    grid.setGridOption("rowData", book.rows.map(data));
  };
  const take = (text) => {
    const cell = book.take(JSON.parse(text));
    if (book.rows.length !== known) {
      grid.applyTransactionAsync({ add: book.rows.slice(known).map(data) });
      known = book.rows.length;
    }
    if (cell) grid.applyTransactionAsync({ update: [data(cell.row)] });
  };
  Object.assign(window.bench, { read, find, first, scroller: () => document.querySelector(".ag-grid-viewport") });
  follow(book, start, take);
};
