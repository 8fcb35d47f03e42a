// A trainer's page that the server writes: read again when one of its topics has news (at most once a second), and now and
// then for what only time changes. `data-topics` and `data-every` (ms) on the page say which topics, and how often.
import { FreshParts } from "./fresh";
import { LinkSign } from "./link";
import { startSentFrom } from "./sent_from";
import "./shell";
import { startLive } from "./source";
import { watchServer } from "./watch";

const AT_MOST_EVERY_MS = 1000;
const place = document.querySelector<HTMLElement>("[data-topics]");
const topics = place?.dataset["topics"]?.split(" ") ?? ["learners", "checks"];
const everyMs = Number(place?.dataset["every"] ?? 20_000);
const parts = new FreshParts("group-said");
let waiting: ReturnType<typeof setTimeout> | undefined;

startSentFrom();
watchServer(new LinkSign(), () => void parts.read());
setInterval(() => void parts.read(), everyMs);
startLive((message) => {
  if (message.kind === "frame") soon();
}, topics);

function soon(): void {
  waiting ??= setTimeout(() => {
    waiting = undefined;
    void parts.read();
  }, AT_MOST_EVERY_MS);
}
