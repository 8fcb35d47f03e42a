// The worker of the course at home: Pyodide and the kit's own Python, nothing else. It asks no server for anything: the
// page hands over the whole pack, so that it works from a file as well. Pyodide asks for its own files by `fetch`.
import { type BoardOrder, type BoardsPython, isLive, LiveBoard } from "./home_live";

interface FileSystem {
  mkdir(folder: string): void;
  writeFile(path: string, content: Uint8Array, options: { canOwn: boolean }): void;
}
interface PyodideApi {
  unpackArchive(archive: Uint8Array, format: string, options: { extractDir: string }): void;
  runPython(code: string): unknown;
  _module: { HEAP8: Int8Array };
}
type Checked = (exercise: string, files: string, language: string) => string;
export type Pack = Record<string, Blob>;
/** A program to check, or an exercise whose knobs are wanted. */
export type Question = { id: number; exercise: string; files: Record<string, string>; language: string } | { id: number; knobs: string; language: string };
export type Order = BoardOrder | { board: "leave" } | { board: "prepare"; exercise: string };

declare global {
  /** For `border_glue.py`: the simulated board's interpreter, and its size as a file. */
  var compiledGuest: { size: number; module: WebAssembly.Module } | undefined;
}

const GUEST = "/kit/iot_lab/_built/runtime/micropython.wasm";
const NOWHERE = "http://pack.invalid/";
const KINDS: Record<string, string> = { mjs: "text/javascript", wasm: "application/wasm" };
const START = `
import sys
sys.path.insert(0, "/kit")
from iot_lab.grading.at_home import checked
checked
`;
const BOARDS = `
from iot_lab.workshop.drawn_boards import at_home
at_home
`;
const KEEP_THE_REST = `
import sys
if "sitecustomize" in sys.modules:
    sys.modules["sitecustomize"].keep_the_rest()
`;
let python: PyodideApi | null = null;
let checked: Checked | null = null;
let board: LiveBoard | null = null;
let isRestKept = false;

self.onmessage = async ({ data }: MessageEvent<{ pack: Pack } | Question | Order>): Promise<void> => {
  try {
    if ("pack" in data) {
      await start(data.pack);
      self.postMessage({ ready: true, lives: isLive });
      return;
    }
    if ("board" in data) obey(data);
    else self.postMessage({ id: data.id, said: answerTo(data), bytes: python?._module.HEAP8.length });
    if (!isRestKept) setTimeout(() => python?.runPython(KEEP_THE_REST));
    isRestKept = true;
  } catch (error) {
    self.postMessage({ id: "id" in data ? data.id : 0, broken: String(error).slice(-2000) });
    if ("board" in data && data.board === "run") self.postMessage({ news: JSON.stringify({ exercise: data.exercise, run: data.number, state: "failed", error: null }) });
  }
};

function answerTo(question: Question): string {
  if ("knobs" in question) return boards().knobs(question.knobs, question.language);
  return (checked as Checked)(question.exercise, JSON.stringify(question.files), question.language);
}

function obey(order: Order): void {
  if (order.board === "leave") board?.leave();
  else if (order.board === "prepare") boards().prepare(order.exercise);
  else boards().take(order);
}

/** Read when first asked for: a check does not wait for it. */
function boards(): LiveBoard {
  board ??= new LiveBoard(python?.runPython(BOARDS) as BoardsPython, (news) => self.postMessage({ news }));
  return board;
}

async function start(pack: Pack): Promise<void> {
  const files = Object.fromEntries(await Promise.all(Object.entries(pack).map(async ([name, content]) => [name.replace(/\.gz$/, ""), await plain(content)] as const)));
  const elsewhere = answerFrom(files);
  compileAhead(files);
  // Pyodide takes a worker that can import scripts for one that cannot import modules.
  Object.assign(self, { importScripts: () => { throw new TypeError("modules only"); } });
  const bytes = async (name: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await new Response(files[name]).arrayBuffer());
  const [{ default: createPyodideModule }, { loadPyodide }] = await Promise.all([module(await bytes("pyodide.asm.mjs")), module(await bytes("pyodide.mjs"))]);
  let guest: ReturnType<typeof compileGuest> | null = null;
  python = (await loadPyodide({
    indexURL: NOWHERE,
    packageBaseUrl: NOWHERE,
    stdLibURL: `${NOWHERE}python.zip`,
    lockFileContents: new TextDecoder().decode(await bytes("pyodide-lock.json")),
    createPyodideModule,
    // A folder made without Node holds two archives of sources instead of these two files.
    fsInit: async (system: FileSystem) => { if (files["modules.bin"]) guest = compileGuest(write(system, await bytes("modules.bin"), await bytes("files.bin"))); },
  })) as PyodideApi;
  if (files["kit.zip"]) python.unpackArchive(await bytes("kit.zip"), "zip", { extractDir: "/kit" });
  self.fetch = elsewhere;
  checked = python.runPython(START) as Checked;
  self.compiledGuest = (await guest) ?? undefined;
}

/** Have the browser compile the board's interpreter, beside Python's start. */
async function compileGuest(content: Uint8Array<ArrayBuffer> | undefined): Promise<typeof self.compiledGuest> {
  if (!content) return undefined;
  const module = await WebAssembly.compile(content).catch(() => null);
  return module ? { size: content.length, module } : undefined;
}

/** Put what Python reads where it looks for it, before it starts (precompile.py); return the board's interpreter. */
function write(system: FileSystem, modules: Uint8Array, files: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  system.writeFile("/modules.bin", modules, { canOwn: true });
  const head = 4 + new DataView(files.buffer).getUint32(0);
  const table = JSON.parse(new TextDecoder().decode(files.subarray(4, head))) as Record<string, [begin: number, end: number]>;
  const made = new Set([""]);
  for (const [path, [begin, end]] of Object.entries(table)) {
    makeFolder(system, path.slice(0, path.lastIndexOf("/")), made);
    system.writeFile(path, files.subarray(head + begin, head + end), { canOwn: true });
  }
  const [begin, end] = table[GUEST] ?? [0, 0];
  return end ? files.subarray(head + begin, head + end) : undefined;
}

/** Make a folder and those around it, each once: that one is there is told by an exception, which is slow. */
function makeFolder(system: FileSystem, folder: string, made: Set<string>): void {
  if (made.has(folder)) return;
  makeFolder(system, folder.slice(0, folder.lastIndexOf("/")), made);
  system.mkdir(folder);
  made.add(folder);
}

/** Have the browser compile Pyodide while its script is read: it asks for that later, and is given what is there then. */
function compileAhead(files: Record<string, ReadableStream<Uint8Array<ArrayBuffer>>>): void {
  const compiled = WebAssembly.compileStreaming(answer("pyodide.asm.wasm", files["pyodide.asm.wasm"] as ReadableStream));
  compiled.catch(() => undefined); // told where it is waited for
  const usual = WebAssembly.instantiateStreaming;
  WebAssembly.instantiateStreaming = async (_, imports) => {
    WebAssembly.instantiateStreaming = usual;
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  files["pyodide.asm.wasm"] = new Response("").body as ReadableStream<Uint8Array<ArrayBuffer>>;
}

function answer(name: string, content: ReadableStream): Response {
  return new Response(content, { headers: { "content-type": KINDS[name.split(".").pop() ?? ""] ?? "application/octet-stream" } });
}

/** A file as it comes; a server may have inflated it already. */
async function plain(content: Blob): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const [first, second] = new Uint8Array(await content.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b ? content.stream().pipeThrough(new DecompressionStream("gzip")) : content.stream();
}

async function module(text: Uint8Array<ArrayBuffer>): Promise<any> {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address); // the browser keeps its text as long as there is an address
  }
}

/** Have `fetch` know the pack's files, each of which is taken once; return what it was before. */
function answerFrom(files: Record<string, ReadableStream<Uint8Array<ArrayBuffer>>>): typeof fetch {
  const elsewhere = self.fetch.bind(self);
  self.fetch = async (what, options) => {
    const name = String((what as Request).url ?? what).split("/").pop() ?? "";
    const found = files[name];
    return found ? answer(name, found) : elsewhere(what, options);
  };
  return elsewhere;
}
