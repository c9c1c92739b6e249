// Notes where the WebAssembly of the page keeps its memory.
for (const name of ["instantiate", "instantiateStreaming"]) {
  const real = WebAssembly[name];
  WebAssembly[name] = async (...args) => {
    const made = await real.apply(WebAssembly, args);
    window.wasmMemory = (made.instance ?? made).exports.memory;
    return made;
  };
}
