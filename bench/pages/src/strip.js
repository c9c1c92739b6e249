// A strip that the compositor moves.
import { LENGTH, run, SPEED } from "./moving.js";

run((strip) => {
  const path = [{ transform: "translateX(0)" }, { transform: `translateX(${-LENGTH}px)` }];
  strip.animate(path, { duration: (LENGTH / SPEED) * 1000, iterations: Infinity });
});
