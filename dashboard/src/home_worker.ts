// The worker of the course at home: Pyodide and the kit's own Python, nothing else. It asks no server for anything: the
// page hands over the whole pack, so that it works from a file as well. Pyodide asks for its own files by `fetch`.
import { type BoardOrder, type BoardsPython, isLive, LiveBoard } from "./home_live";

interface PyodideApi {
  unpackArchive(archive: Uint8Array, format: string, options: { extractDir: string }): void;
  runPython(code: string): unknown;
}
type Checked = (exercise: string, files: string, language: string) => string;
export type Pack = Record<string, Uint8Array<ArrayBuffer>>;
/** A program to check, or an exercise whose knobs are wanted. */
export type Question = { id: number; exercise: string; files: Record<string, string>; language: string } | { id: number; knobs: string; language: string };
type Order = BoardOrder | { board: "leave" };

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
let python: PyodideApi | null = null;
let checked: Checked | null = null;
let board: LiveBoard | null = null;

self.onmessage = async ({ data }: MessageEvent<{ pack: Pack } | Question | Order>): Promise<void> => {
  try {
    if ("pack" in data) {
      await start(data.pack);
      self.postMessage({ ready: true, lives: isLive });
    } else if ("board" in data) obey(data);
    else self.postMessage({ id: data.id, said: answerTo(data) });
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
  else boards().take(order);
}

/** Read when first asked for: a check does not wait for it. */
function boards(): LiveBoard {
  board ??= new LiveBoard(python?.runPython(BOARDS) as BoardsPython, (news) => self.postMessage({ news }));
  return board;
}

async function start(pack: Pack): Promise<void> {
  const files: Record<string, Uint8Array<ArrayBuffer>> = Object.fromEntries(await Promise.all(Object.entries(pack).map(async ([name, content]) => [name.replace(/\.gz$/, ""), await plain(content)] as const)));
  answerFrom(files);
  // Pyodide takes a worker that can import scripts for one that cannot import modules.
  Object.assign(self, { importScripts: () => { throw new TypeError("modules only"); } });
  const { default: createPyodideModule } = await module(files["pyodide.asm.mjs"]);
  const { loadPyodide } = await module(files["pyodide.mjs"]);
  python = (await loadPyodide({
    indexURL: NOWHERE,
    packageBaseUrl: NOWHERE,
    stdLibURL: `${NOWHERE}python.zip`,
    lockFileContents: new TextDecoder().decode(files["pyodide-lock.json"]),
    createPyodideModule,
  })) as PyodideApi;
  python.unpackArchive(files["kit.zip"] as Uint8Array, "zip", { extractDir: "/kit" });
  checked = python.runPython(START) as Checked;
}

/** A server may have inflated a file already. */
async function plain(content: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  if (content[0] !== 0x1f || content[1] !== 0x8b) return content;
  const inflated = new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}

function module(text: Uint8Array<ArrayBuffer> | undefined): Promise<any> {
  return import(URL.createObjectURL(new Blob([text ?? new Uint8Array()], { type: "text/javascript" })));
}

function answerFrom(files: Record<string, Uint8Array<ArrayBuffer>>): void {
  const elsewhere = self.fetch.bind(self);
  self.fetch = async (what, options) => {
    const name = String((what as Request).url ?? what).split("/").pop() ?? "";
    const found = files[name];
    return found ? new Response(found, { headers: { "content-type": KINDS[name.split(".").pop() ?? ""] ?? "application/octet-stream" } }) : elsewhere(what, options);
  };
}
