// React: each row subscribes to a store of its own; what changed is told once a frame, so that one render takes it.
import { memo, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { Book } from "./book.js";
import { follow } from "./feed.js";
import { frames } from "./frame.js";

const book = new Book();

/** What a component subscribes to: a value that is replaced. */
class Store {
  listeners = new Set();

  constructor(value) {
    this.value = value;
  }

  subscribe = (listener) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get = () => this.value;

  set(value) {
    this.value = value;
    for (const listener of this.listeners) listener();
  }
}

const texts = (row) => row.cells.map(({ text }) => text);
const list = new Store([]);
const stores = [];
const dirty = new Set();

const Price = memo(({ text }) => <div className="price">{text}</div>);

const Row = memo(({ match, store }) => {
  const [home, draw, away] = useSyncExternalStore(store.subscribe, store.get);
  return (
    <div className="row">
      <div className="match">{match}</div>
      <Price text={home} />
      <Price text={draw} />
      <Price text={away} />
    </div>
  );
});

const Board = () => {
  const rows = useSyncExternalStore(list.subscribe, list.get);
  return (
    <>
      <div className="head">
        <div className="match">Match</div>
        <div className="price">Home</div>
        <div className="price">Draw</div>
        <div className="price">Away</div>
      </div>
      <div className="scroller">
        <div className="body all">
          {rows.map(({ match, index }) => (
            <Row key={match} match={match} store={stores[index]} />
          ))}
        </div>
      </div>
    </>
  );
};

const grow = () => {
  for (const row of book.rows.slice(stores.length)) stores.push(new Store(texts(row)));
  list.set([...book.rows]);
};

const draw = frames(() => {
  for (const row of dirty) stores[row.index].set(texts(row));
  dirty.clear();
});

const take = (text) => {
  const cell = book.take(JSON.parse(text));
  if (book.rows.length !== stores.length) grow();
  if (cell === undefined) return;
  dirty.add(cell.row);
  draw();
};

createRoot(document.body.appendChild(document.createElement("div"))).render(<Board />);
follow(book, grow, take);
