// What of a part can be seen when its size and place are left out; loaded before a script that compares parts.
const isClear = (colour) => /^rgba\(.*, 0\)$|\/ 0\)$/.test(colour);

// The colour that lies behind a part: its own, or that of what it stands in.
const behind = (part) => {
  for (let each = part; each; each = each.parentElement) {
    const { backgroundColor } = getComputedStyle(each);
    if (!isClear(backgroundColor)) return backgroundColor;
  }
  return "Canvas";
};

const look = (part) => {
  const style = getComputedStyle(part);
  const icon = part.querySelector("svg");
  const edge = parseFloat(style.borderBlockEndWidth) > 0 ? style.borderBlockEnd : "";
  const outline = style.outlineStyle === "none" ? "" : style.outline;
  return {
    text: style.color,
    face: behind(part),
    edge,
    line: style.textDecorationLine,
    outline,
    icon: icon ? getComputedStyle(icon).fill : "",
  };
};

// The outline around a part that has the focus, or around what it stands in: a field's is around its label too.
const outlined = (part) => {
  for (let each = part, left = 3; each && left > 0; each = each.parentElement, left -= 1) {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(each);
    const isDrawn = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !isClear(outlineColor);
    // One that is drawn inside of the part lies on its face.
    const ground = parseFloat(outlineOffset) < 0 ? each : each.parentElement;
    if (isDrawn && outlineColor !== behind(ground)) return true;
  }
  return false;
};
