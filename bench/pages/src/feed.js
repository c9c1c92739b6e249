// The way to the prices, the same for all reference pages: a token, the stream, then the current prices.

/** Connects; calls `start` once the current prices are on the book, and `take` with the text of every message. */
export const follow = async (book, start, take) => {
  const grant = await (await fetch("/api/token", { method: "POST" })).json();
  const socket = new WebSocket(`${grant.stream_url}?token=${grant.token}`);
  await new Promise((resolve) => {
    socket.onopen = resolve;
  });
  const answer = await (await fetch("/api/odds?market_type=moneyline")).json();
  for (const row of answer.data) book.takeRow(row);
  window.bench.socket = socket;
  socket.onmessage = (event) => take(event.data);
  // A page that draws later than it is told is ready when it has.
  await start();
  window.bench.ready = true;
};

/** Whether any of it is in view: only what a reader can see is judged. */
export const isShown = (element) => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

/** Every text in view, as `[match, [text, text, text]]`, for the pages that share one markup. */
const read = () =>
  [...document.querySelectorAll(".body > .row")].filter(isShown).map(({ children: [match, ...prices] }) => [
    match.textContent,
    prices.map((price) => price.textContent),
  ]);

/** A match's row, and the text of its first price. */
const find = (match) => [...document.querySelectorAll(".body > .row")].find((row) => row.firstChild.textContent === match);
const first = (row) => row.children[1].textContent;

window.bench = { ready: false, read, find, first, scroller: () => document.querySelector(".scroller") };
