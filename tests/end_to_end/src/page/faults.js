// Stands between the page and its server. `faults.hold` lists parts of addresses whose requests wait until they
// are off the list, and `faults.answer` says what a request is answered with in place of the server; those are counted.
window.faults = { hold: [], answer: {}, answered: 0, waiting: [] };
faults.release = (part) => {
  faults.hold = faults.hold.filter((held) => held !== part);
  for (const go of faults.waiting.splice(0)) go();
};
const send = window.fetch;
window.fetch = async (request, ...rest) => {
  const url = request.url ?? String(request);
  const has = (part) => url.includes(part);
  while (faults.hold.some(has)) {
    await new Promise((go, stop) => {
      faults.waiting.push(go);
      request.signal?.addEventListener("abort", () => stop(request.signal.reason));
    });
  }
  const answered = Object.keys(faults.answer).find(has);
  if (answered) {
    faults.answered += 1;
    return new Response(faults.answer[answered], { status: 200 });
  }
  return send.call(window, request, ...rest);
};
