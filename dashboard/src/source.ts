// Where this page's live messages come from: the shared worker, or its own stream where the browser has no such worker.
import type { StreamMessage } from "./messages";
import { Stream } from "./stream";
import type { TabMessage } from "./worker";

/** A computer under load takes seconds to start a worker; the page shows its first values meanwhile. */
const WORKER_SILENCE_MS = 10_000;
type Tell = (message: StreamMessage) => void;

/** Tell this page what happens on these topics, for as long as it lives. */
export function startLive(tell: Tell, topics: string[] = ["boards"]): void {
  const address = document.body.dataset["worker"];
  if (!("SharedWorker" in window) || !address) return void startAlone(tell, topics);
  try {
    startShared(address, tell, topics);
  } catch {
    startAlone(tell, topics);
  }
}

/** Return what ends it. */
function startAlone(tell: Tell, topics: string[]): () => void {
  const stream = new Stream(tell);
  const ended = new AbortController();
  stream.open(topics);
  addEventListener("pagehide", () => stream.close(), { signal: ended.signal });
  addEventListener("pageshow", (event) => event.persisted && stream.open(), { signal: ended.signal });
  return () => {
    ended.abort();
    stream.close();
  };
}

function startShared(address: string, tell: Tell, topics: string[]): void {
  const hello: TabMessage = { kind: "hello", topics };
  const worker = new SharedWorker(address, { name: "iot-lab" });
  let endOwn: (() => void) | null = null;
  const standIn = () => void (endOwn ??= startAlone(tell, topics));
  const patience = setTimeout(standIn, WORKER_SILENCE_MS);
  worker.onerror = standIn;
  worker.port.onmessage = (event: MessageEvent<StreamMessage>) => {
    clearTimeout(patience);
    // A worker that speaks at last takes over again: one stream a browser.
    endOwn?.();
    endOwn = null;
    tell(event.data);
  };
  worker.port.postMessage(hello);
  addEventListener("pagehide", () => worker.port.postMessage({ kind: "bye" } satisfies TabMessage));
  addEventListener("pageshow", (event) => event.persisted && worker.port.postMessage(hello));
}
