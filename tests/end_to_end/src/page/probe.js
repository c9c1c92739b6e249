// Counts what a page holds on to, and measures how long it takes to answer a click.
window.probe = { timers: new Set(), memory: null, took: [], answered: null };
const { setTimeout: later, setInterval: every, clearTimeout: stop } = window;
window.setTimeout = (then, ms, ...rest) => {
  const id = later(() => {
    probe.timers.delete(id);
    then(...rest);
  }, ms);
  probe.timers.add(id);
  return id;
};
window.setInterval = (then, ms, ...rest) => {
  const id = every(then, ms, ...rest);
  probe.timers.add(id);
  return id;
};
window.clearTimeout = window.clearInterval = (id) => {
  probe.timers.delete(id);
  stop(id);
};
for (const name of ["instantiate", "instantiateStreaming"]) {
  const make = WebAssembly[name];
  WebAssembly[name] = async (...args) => {
    const made = await make.apply(WebAssembly, args);
    probe.memory = (made.instance ?? made).exports.memory;
    return made;
  };
}
// From the press itself to the frame after the change stands in the document.
addEventListener("click", (event) => {
  const holds = probe.answered;
  if (!holds) return;
  probe.answered = null;
  const look = () => {
    if (!holds()) return;
    observer.disconnect();
    requestAnimationFrame(() => probe.took.push(performance.now() - event.timeStamp));
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { subtree: true, childList: true, attributes: true });
}, { capture: true });
