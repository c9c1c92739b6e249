// What the page does beside the desk, and comes with it: brings the focus where the reader is led to, and calls a
// reader who looks elsewhere when an alert rings, by a notification and by a sound, each once it was switched on.
const NARROW = "(width < 60rem)";
const LOUDNESS = 0.1;
const LENGTH_S = 0.3;

let audio;
const sound = () => {
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  const level = audio.createGain();
  level.gain.value = LOUDNESS;
  tone.connect(level).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + LENGTH_S);
};

// Not every browser has notifications, and some show them for none but installed pages.
const notify = (text) => {
  try {
    new Notification(text);
  } catch {
    sound();
  }
};

const WAYS = { sound, notify };

// What is asked for is on the page a frame later.
const focus = (selector) => requestAnimationFrame(() => document.querySelector(selector)?.focus());
const closing = () => document.querySelector(".rail__panel > .button");

// A match is opened from a list that lies over it, so the list goes.
const leadTo = () => {
  if (matchMedia(NARROW).matches) closing()?.click();
  requestAnimationFrame(() => focus("#board [aria-expanded='true']"));
};

export const attend = (desk) => {
  desk.addEventListener("message", ({ data }) => {
    if (typeof data !== "string") return;
    if (data.startsWith("open ")) leadTo();
    const [, ways, text] = /^ring (.*)\n(.*)/.exec(data) ?? [];
    for (const way of ways?.split(" ") ?? []) WAYS[way]?.(text);
  });
  // Before the page hears of it: a list that is being closed tells where it was opened.
  const press = async ({ target }) => {
    const button = target.closest?.("button");
    if (button && button === closing()) focus(`.rail__tab[value=${document.querySelector(".rail__tab[aria-expanded='true']")?.value}]`);
    // Browsers ask for permission, and let sound be heard, while something is being pressed only.
    if (button?.value === "bell.sound") sound();
    if (button?.value !== "bell.notify") return;
    const answer = await globalThis.Notification?.requestPermission().catch(() => {});
    desk.postMessage(answer === "granted" ? "act bell-allowed" : "act bell-denied");
  };
  document.addEventListener("click", press, { capture: true });
  document.addEventListener("keydown", (event) => {
    // In the fields of the board, and in what lies over it, the key has another use.
    if (event.key !== "Escape" || event.defaultPrevented || event.target.closest?.("#board, [role=search], dialog")) return;
    closing()?.click();
  });
};
