// Hand-tuned, with all rows in the page and those out of view skipped by the browser.
import { Book } from "./book.js";
import { follow } from "./feed.js";
import { frames } from "./frame.js";
import { frame, row } from "./markup.js";

const book = new Book();
const body = frame("all");
const held = [];
const dirty = new Set();

const grow = () => {
  for (const { match, cells } of book.rows.slice(held.length)) {
    const added = row();
    added.texts[0].nodeValue = match;
    for (const { column, text } of cells) added.texts[column + 1].nodeValue = text;
    held.push(added.texts);
    body.append(added.element);
  }
};

const draw = frames(() => {
  for (const { row, column, text } of dirty) held[row.index][column + 1].nodeValue = text;
  dirty.clear();
});

const take = (text) => {
  const cell = book.take(JSON.parse(text));
  if (book.rows.length !== held.length) grow();
  if (cell === undefined) return;
  dirty.add(cell);
  draw();
};

follow(book, grow, take);
