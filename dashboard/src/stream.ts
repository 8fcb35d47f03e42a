// One EventSource that never gives up: it reopens after any error, and when the server has been silent for too long.
import type { Link, StreamMessage } from "./messages";
import { refusalWords } from "./refusal";

const REOPEN_MS = 1000;
/** Three missing pings (iot_lab/web/stream.py sends one every 3 s). */
const SILENCE_MS = 10_000;

const TOPIC = /^\{"topic":"([^"]*)"/;

/** The topic of an event, which the server writes first in its data. */
export function topicOf(text: string): string {
  return TOPIC.exec(text)?.[1] ?? "";
}

export class Stream {
  private topics: string[] = ["boards"];
  private source: EventSource | null = null;
  link: Link = "connecting";
  private heardMs = 0;
  private reopening: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly tell: (message: StreamMessage) => void) {
    setInterval(() => this.watch(), 1000);
  }

  /** Open anew, on these topics: the server then starts with a snapshot. */
  open(topics: string[] = this.topics): void {
    this.topics = topics;
    clearTimeout(this.reopening);
    this.source?.close();
    this.heardMs = Date.now();
    const source = new EventSource(this.address());
    this.source = source;
    source.addEventListener("snapshot", (event) => this.pass("snapshot", event.data as string));
    source.addEventListener("frame", (event) => this.pass("frame", event.data as string));
    source.addEventListener("ping", (event) => this.pass("ping", event.data as string));
    // A refusal closes a source for good, and the source does not say which; a lost connection is tried again by itself.
    source.onerror = () => (source.readyState === EventSource.CLOSED ? void this.learnRefusal() : this.lose());
  }

  close(): void {
    clearTimeout(this.reopening);
    this.source?.close();
    this.source = null;
  }

  private address(): string {
    return `/live?${new URLSearchParams(this.topics.map((topic) => ["topic", topic]))}`;
  }

  private pass(kind: "ping" | "snapshot" | "frame", text: string): void {
    this.hear();
    this.tell({ kind, text });
  }

  private hear(): void {
    this.heardMs = Date.now();
    this.setLink("live");
  }

  private lose(): void {
    this.close();
    this.setLink("lost");
    this.reopening = setTimeout(() => this.open(), REOPEN_MS);
  }

  private async learnRefusal(): Promise<void> {
    this.lose();
    const asked = new AbortController();
    try {
      const answer = await fetch(this.address(), { headers: { Accept: "application/json" }, signal: asked.signal });
      const refusal = answer.ok ? "" : await refusalWords(answer);
      if (refusal && this.link === "lost") this.tell({ kind: "link", link: "lost", refusal });
    } catch {
      // The server is away: that is said already.
    } finally {
      asked.abort();
    }
  }

  private watch(): void {
    if (this.source && Date.now() - this.heardMs > SILENCE_MS) this.lose();
  }

  private setLink(link: Link): void {
    if (this.link === link) return;
    this.link = link;
    this.tell({ kind: "link", link });
  }
}
