// Bundle the pages: `node build.mjs TARGET`. Every file name carries a hash of its content, so browsers may keep it for
// ever; `manifest.json` tells the server the name of each entry and what it needs; a `.gz` stands beside each file.
import { build } from "esbuild";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";

const target = process.argv[2];
const TEXT_CALL = /\bt(?:Count)?\(\s*"([^"]+)"/g;

const common = {
  bundle: true,
  minify: true,
  metafile: true,
  outdir: target,
  entryNames: "[name]-[hash]",
  chunkNames: "shared-[hash]",
  target: ["es2022"],
  logLevel: "warning",
  // CodeMirror makes a segmenter as it is loaded, for keys that we do not bind: on an old computer it took most of the time
  // in which the editor's file ran, as the browser reads its dictionaries.
  define: { "Intl.Segmenter": "undefined" },
};

// Each page is bundled for itself: on an old computer every file asked for costs more than the few kilobytes that pages would share.
const PAGES = ["shell", "live", "board", "exercise", "trainer", "group", "wall", "flash", "dashboard", "ai_bench"];

await removeOldOutputs();
const outputs = Object.assign(
  {},
  ...(await Promise.all(PAGES.map((page) => bundle({ entryPoints: [`src/${page}.ts`], format: "esm", splitting: true, banner: bannerOf(page), ...standInsOf(page) })))),
  await bundle({ entryPoints: ["src/worker.ts", "src/home.ts", "src/home_worker.ts", "src/home_offline.ts", "src/home_first.ts"], format: "iife" }),
  await bundle({ entryPoints: ["styles/main.css", "styles/more.css", "styles/bench.css", "styles/unscripted.css", "styles/wall.css", "styles/ai_bench.css"] }),
);
await writeFile(join(target, "manifest.json"), JSON.stringify(manifest(outputs), null, 1));
await writeFile(join(target, "text_keys.json"), JSON.stringify(await textKeys(outputs)));
await writeFile(join(target, "licences.txt"), await licences(outputs));
await Promise.all(Object.keys(outputs).map(compress));

/** The same of uPlot, on the page whose charts are waited for; elsewhere this would be one more file to ask for. */
function standInsOf(page) {
  if (page !== "board") return {};
  return { define: { ...common.define, "Intl.NumberFormat": "PlainNumbers", "Intl.DateTimeFormat": "PlainDates" }, inject: ["src/plain_intl.ts"] };
}

/** A big library that runs at once: a browser that knows this sign compiles it whole, beside the page's own work. */
function bannerOf(page) {
  return page === "exercise" || page === "board" ? { js: "//# allFunctionsCalledOnLoad" } : {};
}

async function bundle(options) {
  const { metafile } = await build({ ...common, ...options });
  return metafile.outputs;
}

async function removeOldOutputs() {
  const old = (await readdir(target)).filter((name) => /\.(js|css|gz|json)$/.test(name));
  await Promise.all(old.map((name) => rm(join(target, name))));
}

/** Entry -> its file, the shared files it imports, and those it asks for later, all as bare names. */
function manifest(files) {
  const entries = Object.entries(files).filter(([, output]) => output.entryPoint);
  return Object.fromEntries(
    entries.map(([file, output]) => {
      const named = (kind) => output.imports.filter((one) => one.kind === kind).map((one) => basename(one.path));
      return [basename(output.entryPoint), { file: basename(file), imports: named("import-statement"), later: named("dynamic-import") }];
    }),
  );
}

/** Entry -> the catalogue keys that its sources use, with what it asks for later: its pages are sent these and no others. */
async function textKeys(files) {
  const keysOf = new Map();
  for (const name of (await readdir("src")).filter((one) => one.endsWith(".ts"))) {
    const source = await readFile(join("src", name), "utf8");
    keysOf.set(`src/${name}`, [...source.matchAll(TEXT_CALL)].map((match) => match[1]));
  }
  const entries = Object.entries(files).filter(([, output]) => output.entryPoint?.endsWith(".ts"));
  const keys = entries.map(([file, output]) => [basename(output.entryPoint), [...sources(files, file)].flatMap((source) => keysOf.get(source) ?? [])]);
  return Object.fromEntries(keys.map(([entry, found]) => [entry, [...new Set(found)].sort()]));
}

/** Every source of a file and of all that it imports. */
function sources(files, path, seen = new Set()) {
  if (seen.has(path) || !files[path]) return new Set();
  seen.add(path);
  const inner = files[path].imports.map((one) => sources(files, one.path, seen));
  return new Set([...Object.keys(files[path].inputs), ...inner.flatMap((one) => [...one])]);
}

/** The licences of the packages whose code is in the bundle, for who gives it to others. */
async function licences(files) {
  const inputs = Object.values(files).flatMap((output) => Object.keys(output.inputs));
  const packages = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  const texts = [...new Set(packages)].sort().map(async (name) => `${name}\n\n${await readFile(join("node_modules", name, "LICENSE"), "utf8")}`);
  return (await Promise.all(texts)).join("\n\n");
}

async function compress(path) {
  const file = join(target, basename(path));
  await writeFile(`${file}.gz`, gzipSync(await readFile(file), { level: 9 }));
}
