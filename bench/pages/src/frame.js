// One call in the next animation frame, however often it is asked for, and no frames while nobody asks.

export const frames = (draw) => {
  let asked = false;
  const run = () => {
    asked = false;
    draw();
  };
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(run);
  };
};
