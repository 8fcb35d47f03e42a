// Where this page's live messages come from: the shared worker, or its own stream where the browser has no such worker.
import type { StreamMessage } from "./messages";
import { Stream } from "./stream";

/** A computer under load takes seconds to start a worker; the page shows its first values meanwhile. */
const WORKER_SILENCE_MS = 10_000;
type Tell = (message: StreamMessage) => void;

export function startLive(tell: Tell): void {
  const address = document.body.dataset["worker"];
  if (!("SharedWorker" in window) || !address) return void startAlone(tell);
  try {
    startShared(address, tell);
  } catch {
    startAlone(tell);
  }
}

/** Return what ends it. */
function startAlone(tell: Tell): () => void {
  const stream = new Stream(tell);
  const ended = new AbortController();
  stream.open();
  addEventListener("pagehide", () => stream.close(), { signal: ended.signal });
  addEventListener("pageshow", (event) => event.persisted && stream.open(), { signal: ended.signal });
  return () => {
    ended.abort();
    stream.close();
  };
}

function startShared(address: string, tell: Tell): void {
  const worker = new SharedWorker(address, { name: "iot-lab" });
  let endOwn: (() => void) | null = null;
  const standIn = () => void (endOwn ??= startAlone(tell));
  const patience = setTimeout(standIn, WORKER_SILENCE_MS);
  worker.onerror = standIn;
  worker.port.onmessage = (event: MessageEvent<StreamMessage>) => {
    clearTimeout(patience);
    // A worker that speaks at last takes over again: one stream a browser.
    endOwn?.();
    endOwn = null;
    tell(event.data);
  };
  worker.port.postMessage("hello");
  addEventListener("pagehide", () => worker.port.postMessage("bye"));
  addEventListener("pageshow", (event) => event.persisted && worker.port.postMessage("hello"));
}
