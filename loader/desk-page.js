// What the desk needs of the page and the page's own program does not do, loaded with it: files in and out, dialogs and
// the keys in them, a recording that the page's address names.

// No recording that is made is larger, in bytes; a larger file is not even read.
const LARGEST = 50e6;

export default (worker, page) => {
  const act = (name, value = "") => worker.postMessage(`act ${name}\n${value}`);
  const place = page.querySelector(".page__tools");

  const save = ({ name, file }) => {
    const href = URL.createObjectURL(file);
    Object.assign(document.createElement("a"), { href, download: name }).click();
    // The browser has begun to read it by then.
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  };

  const read = async (file) => {
    const text = file.size <= LARGEST ? await file.text().catch(() => undefined) : undefined;
    if (text === undefined) act("replay.failed");
    else act("replay.read", text);
  };

  // Dialogs come and go with what the desk draws. Each is opened once as a modal one, so that the page behind it is
  // inert; the focus goes back to where it was, or to the match that was chosen.
  let shown = null;
  let back;
  const follow = () => {
    const dialog = place.querySelector("dialog");
    if (dialog && dialog !== shown) {
      back = document.activeElement;
      dialog.showModal();
    } else if (dialog?.open && !dialog.contains(document.activeElement)) {
      dialog.querySelector("[autofocus]")?.focus();
    } else if (!dialog && shown) {
      back?.focus();
    }
    shown = dialog;
    place.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  };
  new MutationObserver(follow).observe(place, { attributeFilter: ["aria-selected"], childList: true, subtree: true });
  follow();

  place.addEventListener("click", ({ target }) => {
    if (target === shown) shown.close();
  });
  place.addEventListener("change", ({ target }) => {
    if (target.files?.[0]) read(target.files[0]);
  });
  place.addEventListener("keydown", (event) => {
    const { key, target, isComposing } = event;
    if (isComposing || !target.matches("[role=combobox]") || !["ArrowDown", "ArrowUp", "Enter"].includes(key)) return;
    event.preventDefault();
    act("palette.key", key);
  });

  worker.addEventListener("message", ({ data }) => {
    if (data.file) save(data);
    else if (data.startsWith("do open ")) {
      back = page.querySelector("[part~=row] button[aria-expanded=true]") ?? back;
      back?.focus();
    } else if (data === "live") {
      const here = new URL(location);
      here.searchParams.delete("replay");
      history.replaceState(history.state, "", here);
    }
  });

  const path = new URLSearchParams(location.search).get("replay");
  if (path) {
    // Only what the page's own site holds.
    const load = async () => {
      const address = new URL(path, location.href);
      const answer = address.origin === location.origin && (await fetch(address));
      if (!answer.ok) throw new Error(`no recording at ${path}`);
      await read(await answer.blob());
    };
    load().catch(() => act("replay.failed"));
  }
};
