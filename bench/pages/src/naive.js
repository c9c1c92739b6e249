// As one would write it first: every message writes its row anew, at once.
import { Book } from "./book.js";
import { follow } from "./feed.js";
import { frame } from "./markup.js";

const book = new Book();
const body = frame("plain");

const inside = ({ match, cells }) =>
  `<div class="match">${match}</div>${cells.map(({ text }) => `<div class="price">${text}</div>`).join("")}`;

const start = () => {
  body.innerHTML = book.rows.map((row) => `<div class="row">${inside(row)}</div>`).join("");
};

const take = (text) => {
  const message = JSON.parse(text);
  book.take(message);
  if (body.children.length !== book.rows.length) return start();
  const row = book.rows.find(({ match }) => match === message.match_name);
  if (row) body.children[row.index].innerHTML = inside(row);
};

follow(book, start, take);
