// Where this page's live messages come from: the shared worker, or its own stream where the browser has no such worker.
import type { StreamMessage } from "./messages";
import { Stream } from "./stream";

const WORKER_SILENCE_MS = 4000;
type Tell = (message: StreamMessage) => void;

export function startLive(tell: Tell): void {
  const address = document.body.dataset["worker"];
  if (!("SharedWorker" in window) || !address) return startAlone(tell);
  try {
    startShared(address, tell);
  } catch {
    startAlone(tell);
  }
}

function startAlone(tell: Tell): void {
  const stream = new Stream(tell);
  stream.open();
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => event.persisted && stream.open());
}

function startShared(address: string, tell: Tell): void {
  const worker = new SharedWorker(address, { name: "iot-lab" });
  let isDead = false;
  const giveUp = () => {
    if (isDead) return;
    isDead = true;
    startAlone(tell);
  };
  const patience = setTimeout(giveUp, WORKER_SILENCE_MS);
  worker.onerror = giveUp;
  worker.port.onmessage = (event: MessageEvent<StreamMessage>) => {
    clearTimeout(patience);
    if (!isDead) tell(event.data);
  };
  worker.port.postMessage("hello");
  addEventListener("pagehide", () => worker.port.postMessage("bye"));
  addEventListener("pageshow", (event) => event.persisted && worker.port.postMessage("hello"));
}
