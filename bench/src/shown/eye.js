// What a reader of the page can see, in one form for all pages: `[match, [price, price, price]]`, where a price is
// `[odds, [bookmaker, ...]]`, or null for none.
(() => {
  const element = document.querySelector("odds-grid");
  const root = element?.shadowRoot ?? window.bench?.root ?? document;

  const inView = (row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };

  const ofHook = (cell) => {
    if (!cell) return undefined;
    const { odds, books, state } = cell.dataset;
    if (state !== "fresh" || odds === undefined) return null;
    // What is read out and what is written must be one price.
    const isWritten = cell.textContent.includes(Number(odds).toFixed(2));
    return [isWritten ? odds : `written otherwise: ${cell.textContent}`, books.split("|")];
  };

  const ofText = (text) => {
    const at = text.indexOf(" ");
    return at < 0 ? null : [text.slice(0, at), [text.slice(at + 1)]];
  };

  const cells = (row) => [...row.querySelectorAll('[part~="price"]')];

  const hooked = (row) => {
    const { match } = row.dataset;
    const [home, away] = match.split(" - ");
    const held = cells(row);
    return [match, [home, "Draw", away].map((name) => ofHook(held.find((cell) => cell.dataset.selection === name)))];
  };

  const read = window.bench
    ? () => window.bench.read().map(([match, texts]) => [match, texts.map(ofText)])
    : () => [...root.querySelectorAll('[part~="row"]')].filter(inView).map(hooked);

  const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const isFull = ([match, prices]) => match !== "" && prices.every((price) => price !== undefined);

  // Rows may be filled only when they come into view.
  const settled = async () => {
    for (let tries = 0; tries < 50; tries += 1) {
      await frame();
      const rows = read();
      if (rows.length > 0 && rows.every(isFull)) return rows;
    }
    return read();
  };

  const collect = async () => {
    const scroller = window.bench?.scroller() ?? document.scrollingElement;
    const found = new Map();
    for (let top = 0; ; top += Math.floor(scroller.clientHeight * 0.7)) {
      scroller.scrollTop = top;
      for (const [match, prices] of await settled()) found.set(match, prices);
      if (top >= scroller.scrollHeight - scroller.clientHeight) break;
    }
    scroller.scrollTop = 0;
    await settled();
    return [...found];
  };

  // A match's row, and what its first price is at this moment.
  const [find, first] = window.bench
    ? [window.bench.find, window.bench.first]
    : [
        (match) => root.querySelector(`[part~="row"][data-match="${match}"]`),
        (row) => row.querySelector('[part~="price"]')?.dataset.odds,
      ];

  window.eye = { root, read, collect, find, first };
})();
