// Solid: a signal for each cell; what changed is set once a frame.
import { batch, createSignal, For } from "solid-js";
import { render } from "solid-js/web";
import { Book } from "./book.js";
import { follow } from "./feed.js";
import { frames } from "./frame.js";

const book = new Book();
const held = [];
const dirty = new Set();
const [rows, setRows] = createSignal([]);

const Row = (props) => (
  <div class="row">
    <div class="match">{props.match}</div>
    <div class="price">{props.texts[0][0]()}</div>
    <div class="price">{props.texts[1][0]()}</div>
    <div class="price">{props.texts[2][0]()}</div>
  </div>
);

const Board = () => (
  <>
    <div class="head">
      <div class="match">Match</div>
      <div class="price">Home</div>
      <div class="price">Draw</div>
      <div class="price">Away</div>
    </div>
    <div class="scroller">
      <div class="body all">
        <For each={rows()}>{({ match, index }) => <Row match={match} texts={held[index]} />}</For>
      </div>
    </div>
  </>
);

const grow = () => {
  for (const { cells } of book.rows.slice(held.length)) held.push(cells.map(({ text }) => createSignal(text)));
  setRows([...book.rows]);
};

const draw = frames(() =>
  batch(() => {
    for (const { row, column, text } of dirty) held[row.index][column][1](text);
    dirty.clear();
  }),
);

const take = (text) => {
  const cell = book.take(JSON.parse(text));
  if (book.rows.length !== held.length) grow();
  if (cell === undefined) return;
  dirty.add(cell);
  draw();
};

render(Board, document.body);
follow(book, grow, take);
