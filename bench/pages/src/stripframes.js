// A strip that a script moves in every frame.
import { LENGTH, run, SPEED } from "./moving.js";

run((strip) => {
  const step = (now) => {
    strip.style.transform = `translateX(${-(((now / 1000) * SPEED) % LENGTH)}px)`;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
});
