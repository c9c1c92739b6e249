// The markup that the pages without a framework share.

const div = (name, text) => {
  const element = document.createElement("div");
  element.className = name;
  if (text !== undefined) element.append(text);
  return element;
};

/** The frame of a page; gives the element that rows go into. */
export const frame = (kind) => {
  const head = div("head");
  head.append(div("match", "Match"), ...["Home", "Draw", "Away"].map((name) => div("price", name)));
  const scroller = div("scroller");
  const body = div(`body ${kind}`);
  scroller.append(body);
  document.body.append(head, scroller);
  return body;
};

/** One row, empty, and its four text nodes. */
export const row = () => {
  const element = div("row");
  const texts = ["match", "price", "price", "price"].map((name) => {
    const text = document.createTextNode("");
    element.append(div(name, text));
    return text;
  });
  return { element, texts };
};
