// Runs beside the page, as a worker: holds the stream's socket and hands its texts over in bundles, so that the
// thread that draws is not woken by every one of them. The page says an address to open, texts to send, and a
// number to close with.
const BETWEEN = "\x1e";
// A bundle waits no longer than this, in milliseconds: half a frame of a screen.
const TOGETHER_MS = 8;

const encoder = new TextEncoder();
let socket;
let texts = [];
let timer;
let handedOver = -Infinity;

const handOver = () => {
  clearTimeout(timer);
  timer = undefined;
  if (texts.length === 0) return;
  handedOver = performance.now();
  const bytes = encoder.encode(texts.join(BETWEEN));
  texts = [];
  postMessage(bytes, [bytes.buffer]);
};

// The first text after a pause goes at once.
const take = (text) => {
  texts.push(text);
  if (timer !== undefined) return;
  const wait = handedOver + TOGETHER_MS - performance.now();
  if (wait <= 0) handOver();
  else timer = setTimeout(handOver, wait);
};

const end = (code, wasClean) => {
  handOver();
  postMessage([code, wasClean]);
  close();
};

const open = (url) => {
  try {
    socket = new WebSocket(url);
  } catch {
    postMessage("refused");
    close();
    return;
  }
  socket.onopen = () => postMessage("opened");
  socket.onmessage = ({ data }) => (typeof data === "string" ? take(data) : postMessage("binary"));
  socket.onclose = ({ code, wasClean }) => end(code, wasClean);
};

onmessage = ({ data }) => {
  if (typeof data === "number") socket?.close(data);
  else if (socket === undefined) open(data);
  else if (socket.readyState === WebSocket.OPEN) socket.send(data);
};
postMessage("begun");
