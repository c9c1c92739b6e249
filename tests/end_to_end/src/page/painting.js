// Counts what a page writes to its document, by where, and the frames that it asks for.
window.painting = { rows: 0, items: 0, elsewhere: 0, frames: 0, told: [] };
const { requestAnimationFrame: ask } = window;
window.requestAnimationFrame = (then) => {
  painting.frames += 1;
  return ask(then);
};
const count = (records) => {
  for (const { target, type, attributeName } of records) {
    const element = target instanceof Element ? target : target.parentElement;
    const row = element?.closest("[part~='row']");
    const kind = row ? "rows" : element?.closest("[part~='item']") ? "items" : "elsewhere";
    painting[kind] += 1;
    const name = element?.getAttribute("class") || element?.localName;
    if (row) painting.told.push(`${row.dataset.match}: ${name} ${attributeName ?? type}`);
  }
};
const observer = new MutationObserver(count);
const options = { subtree: true, childList: true, attributes: true, characterData: true };
observer.observe(document, options);
// What is counted since it was asked last.
painting.take = () => {
  count(observer.takeRecords());
  const { rows, items, elsewhere, frames, told } = painting;
  Object.assign(painting, { rows: 0, items: 0, elsewhere: 0, frames: 0, told: [] });
  return { rows, items, elsewhere, frames, told };
};
