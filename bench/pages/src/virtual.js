// Hand-tuned, as well as we can: only rows in view are in the page, and a frame is drawn only when one of their
// cells has changed. This is the floor that the others are measured against.
import { Book } from "./book.js";
import { follow } from "./feed.js";
import { frames } from "./frame.js";
import { frame, row } from "./markup.js";

const HEIGHT = 36;
/** Rows kept beyond the edges of the view. */
const BEYOND = 2;

const book = new Book();
const body = frame("few");
const scroller = body.parentElement;
const held = [];
const dirty = new Set();
let first = 0;

const fill = (place, index) => {
  const { match, cells } = book.rows[index];
  place.index = index;
  place.element.style.transform = `translateY(${index * HEIGHT}px)`;
  place.texts[0].nodeValue = match;
  for (const { column, text } of cells) place.texts[column + 1].nodeValue = text;
};

const place = () => {
  const count = Math.min(book.rows.length, Math.ceil(scroller.clientHeight / HEIGHT) + 1 + 2 * BEYOND);
  const wanted = Math.floor(scroller.scrollTop / HEIGHT) - BEYOND;
  first = Math.max(0, Math.min(wanted, book.rows.length - count));
  while (held.length < count) {
    const added = row();
    held.push({ ...added, index: -1 });
    body.append(added.element);
  }
  for (let index = first; index < first + count; index += 1) {
    const place = held[index % held.length];
    if (place.index !== index) fill(place, index);
  }
};

const draw = frames(() => {
  for (const { row, column, text } of dirty) {
    const place = held[row.index % held.length];
    if (place.index === row.index) place.texts[column + 1].nodeValue = text;
  }
  dirty.clear();
});

const grow = () => {
  body.style.height = `${book.rows.length * HEIGHT}px`;
};

let known = 0;
const take = (text) => {
  const cell = book.take(JSON.parse(text));
  if (book.rows.length !== known) {
    known = book.rows.length;
    grow();
    place();
  }
  if (cell === undefined) return;
  const { index } = cell.row;
  if (index < first || index >= first + held.length) return;
  dirty.add(cell);
  draw();
};

const start = () => {
  known = book.rows.length;
  grow();
  place();
  scroller.addEventListener("scroll", frames(place), { passive: true });
};

follow(book, start, take);
