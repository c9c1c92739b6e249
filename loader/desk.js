// Runs beside the dashboard, as a worker, once a reader opens a match or a list: what the page tells goes to the desk,
// and what the desk says goes to the page. The names in capitals are filled in when the page is built.
import start, { DeskHandle } from "__DESK_GLUE__";

// What the feed changes is drawn no more often than this, in milliseconds; what the reader does, at once.
const APART_MS = 250;

// What the backend has beside prices. Where it has none, by the owner's plan, there is nothing to tell.
const ask = async (what) => {
  const answer = await fetch(`${self.name.replace(/\/$/, "")}/api/${what}`).catch(() => {});
  if (answer?.ok) take(`${what}\n${await answer.text()}`);
};

// What is told before the program is there waits.
const waiting = [];
let take = (text) => waiting.push(text);
onmessage = ({ data }) => take(data);

const begin = () => {
  const desk = new DeskHandle();
  let timer;
  let beat;
  const draw = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const said of desk.draw()) say(said);
  };
  // While a recording is played time is told.
  const beatEvery = (ms) => {
    clearInterval(beat);
    let last = performance.now();
    const tell = () => {
      const now = performance.now();
      desk.take(`beat ${Math.round(now - last)}`);
      last = now;
      draw();
    };
    if (ms > 0) beat = setInterval(tell, ms);
  };
  const say = (said) => {
    const [, word, name, media] = /^(save|beat|fetch) (\S+) ?(.*)/.exec(said) ?? [];
    if (word === "fetch") ask(name);
    else if (word === "beat") beatEvery(Number(name));
    else if (word === "save") {
      const file = new Blob([said.slice(said.indexOf("\n") + 1)], { type: media });
      postMessage({ name, file });
    } else postMessage(said);
  };
  take = (text) => {
    desk.take(text);
    if (/^(?:act|board|kept|live|value|view|words)/.test(text)) draw();
    else timer ??= setTimeout(draw, APART_MS);
  };
  for (const text of waiting) desk.take(text);
  draw();
};

start({ module_or_path: new URL("__DESK_WASM__", import.meta.url) }).then(begin, () => postMessage("failed"));
