// Bundles the reference pages: `node build.mjs MODULES OUT`, where MODULES is the folder of the installed packages.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const [modules, out] = process.argv.slice(2);
// The packages lie outside of the checkout.
const require = createRequire(join(modules, "here.js"));
const esbuild = require("esbuild");
const babel = require("@babel/core");

const SOURCE = new URL("src/", import.meta.url).pathname;
const PAGES = ["empty.js", "virtual.js", "rows.js", "naive.js", "react.jsx", "solid.jsx", "aggrid16.js", "aggrid50.js", "perspective.js", "strip.js", "stripframes.js"];

const solid = {
  name: "solid",
  setup(build) {
    build.onLoad({ filter: /solid\.jsx$/ }, async ({ path }) => {
      const options = { filename: path, babelrc: false, configFile: false, presets: [require("babel-preset-solid")] };
      const { code } = await babel.transformAsync(readFileSync(path, "utf8"), options);
      return { contents: code, loader: "js" };
    });
  },
};

const page = (name) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${name}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="page.css">
    <script type="module" src="page.js"></script>
  </head>
  <body></body>
</html>
`;

const put = (folder, name, content) => {
  writeFileSync(join(folder, name), content);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content, { params }));
};

rmSync(out, { recursive: true, force: true });
for (const file of PAGES) {
  const name = basename(file).split(".")[0];
  const folder = join(out, name);
  mkdirSync(folder, { recursive: true });
  const built = await esbuild.build({
    entryPoints: [{ in: join(SOURCE, file), out: "page" }],
    outdir: folder,
    assetNames: "[name]",
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2023",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    nodePaths: [modules],
    loader: { ".css": "text", ".wasm": "file" },
    plugins: name === "solid" ? [solid] : [],
    logLevel: "warning",
  });
  put(folder, "index.html", Buffer.from(page(name)));
  for (const { path, contents } of built.outputFiles) put(folder, basename(path), contents);
  put(folder, "page.css", readFileSync(join(SOURCE, "page.css")));
}
