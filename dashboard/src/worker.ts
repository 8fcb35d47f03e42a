// The SharedWorker: one stream for all tabs of this browser, because HTTP/1.1 allows six connections to one address.
// Each tab says which topics it watches; the stream watches all of them, and each tab is told of its own.
import type { StreamMessage } from "./messages";
import { Stream, topicOf } from "./stream";

export type TabMessage = { kind: "hello"; topics: string[] } | { kind: "bye" };

const ports = new Map<MessagePort, Set<string>>();
const stream = new Stream((message: StreamMessage) => {
  const topic = message.kind === "link" || message.kind === "ping" ? null : topicOf(message.text);
  for (const [port, topics] of ports) if (topic === null || topics.has(topic)) port.postMessage(message);
});

addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0];
  if (!port) return;
  port.onmessage = (said: MessageEvent<TabMessage>) => (said.data.kind === "hello" ? join(port, said.data.topics) : leave(port));
});

/** A new page needs a snapshot: reopening gives one to every page, and they all take it well. */
function join(port: MessagePort, topics: string[]): void {
  ports.set(port, new Set(topics));
  port.postMessage({ kind: "link", link: stream.link } satisfies StreamMessage);
  stream.open([...new Set([...ports.values()].flatMap((one) => [...one]))]);
}

function leave(port: MessagePort): void {
  ports.delete(port);
  if (ports.size === 0) stream.close();
}
