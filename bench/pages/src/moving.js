// A strip of 120 prices that are changed in place; what moves it is the page's own affair.
import { Book } from "./book.js";
import { follow } from "./feed.js";
import { frames } from "./frame.js";

const ITEMS = 120;
const WIDTH = 280;

/** How far it moves before it begins anew, in pixels, and how fast, in pixels a second. */
export const LENGTH = ITEMS * WIDTH;
export const SPEED = 60;

/** Runs the page; `move` is given the strip, which is drawn twice over. */
export const run = (move) => {
  const book = new Book();
  const strip = document.createElement("div");
  strip.style.cssText = `position: absolute; inline-size: ${2 * LENGTH}px; block-size: 40px; will-change: transform`;
  const held = new Map();
  const dirty = new Set();

  const item = ({ row, text }, left) => {
    const element = document.createElement("div");
    element.style.cssText = `position: absolute; inset-inline-start: ${left}px; inline-size: ${WIDTH}px; block-size: 40px;
      white-space: nowrap; contain: strict`;
    const price = document.createTextNode(text);
    element.append(`${row.match} `, price);
    strip.append(element);
    return price;
  };

  const start = () => {
    book.rows.slice(0, ITEMS).forEach(({ cells: [cell] }, index) => {
      held.set(cell, [item(cell, index * WIDTH), item(cell, LENGTH + index * WIDTH)]);
    });
    document.body.style.cssText = "overflow: clip";
    document.body.append(strip);
    move(strip);
  };

  const draw = frames(() => {
    for (const cell of dirty) for (const text of held.get(cell)) text.nodeValue = cell.text;
    dirty.clear();
  });

  const take = (text) => {
    const cell = book.take(JSON.parse(text));
    if (!held.has(cell)) return;
    dirty.add(cell);
    draw();
  };

  follow(book, start, take);
};
