// What the worker is made of: fetched file by file from a server, or, where the page was opened as a file and may fetch
// nothing, or only the script was put there, taken from a script that holds the same in base64. As blobs, which the
// browser keeps outside the page's own memory: they are asked for again when a worker is replaced.
import type { Pack } from "./home_worker";

declare global {
  interface Window {
    pack?: Record<string, string>;
  }
}

/** Exceptions inside WebAssembly, as the simulated board's interpreter uses them, and streams that inflate. */
export function isNewEnough(): boolean {
  return "DecompressionStream" in window && "Tag" in WebAssembly && "JSTag" in WebAssembly;
}

/** The pack's files; `told` is called with the part that has come, 0 to 1. */
export async function loadPack(names: Record<string, number>, told: (part: number) => void): Promise<Pack> {
  return location.protocol === "file:" ? fromScript() : fromServer(names, told).catch(fromScript);
}

async function fromServer(names: Record<string, number>, told: (part: number) => void): Promise<Pack> {
  const all = Object.values(names).reduce((sum, size) => sum + size, 0);
  let come = 0;
  const entries = Object.keys(names).map(async (name): Promise<[string, Blob]> => {
    const answer = await fetch(`pack/${name}`, { priority: "low" });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    const content = await answer.blob();
    told((come += names[name] ?? 0) / all);
    return [name, content];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function fromScript(): Promise<Pack> {
  await new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = "pack.js";
    script.onload = done;
    script.onerror = () => failed(new Error("pack.js"));
    document.head.append(script);
  });
  const pack = Object.fromEntries(Object.entries(window.pack ?? {}).map(([name, text]) => [name, new Blob([bytes(text)])]));
  delete window.pack;
  return pack;
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text);
  const found = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place++) found[place] = letters.charCodeAt(place);
  return found;
}
