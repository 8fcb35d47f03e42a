// The SharedWorker: one stream for all tabs of this browser, because HTTP/1.1 allows six connections to one address.
import type { StreamMessage } from "./messages";
import { Stream } from "./stream";

const ports = new Set<MessagePort>();
const stream = new Stream((message: StreamMessage) => {
  for (const port of ports) port.postMessage(message);
});

addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0];
  if (!port) return;
  port.onmessage = (said: MessageEvent<"hello" | "bye">) => (said.data === "hello" ? join(port) : leave(port));
});

/** A new page needs a snapshot: reopening gives one to every page, and they all take it well. */
function join(port: MessagePort): void {
  ports.add(port);
  port.postMessage({ kind: "link", link: stream.link } satisfies StreamMessage);
  stream.open();
}

function leave(port: MessagePort): void {
  ports.delete(port);
  if (ports.size === 0) stream.close();
}
