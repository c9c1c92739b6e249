// Keeps what happens on the page from its first moment: the elements' events, violations and errors.
window.seen = { events: [], violations: [], errors: [] };
for (const type of ["odds-ready", "odds-status", "odds-update", "odds-select", "odds-error"]) {
  document.addEventListener(type, (event) => {
    const prices = event.target.shadowRoot.querySelectorAll("[data-odds]").length;
    seen.events.push({ type, id: event.target.id, detail: event.detail, prices });
    if (type === "odds-select" && window.refuse) event.preventDefault();
  });
}
document.addEventListener("securitypolicyviolation", (event) =>
  seen.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
addEventListener("error", (event) => seen.errors.push(String(event.message)));
addEventListener("unhandledrejection", (event) => seen.errors.push(String(event.reason)));
