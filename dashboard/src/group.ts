// The group's page: read again when a learner or a check has news (at most once a second), and now and then for what only time changes.
import { FreshParts } from "./fresh";
import { LinkSign } from "./link";
import "./shell";
import { startLive } from "./source";
import { watchServer } from "./watch";

const AT_MOST_EVERY_MS = 1000;
const EVERY_MS = 20_000;
const parts = new FreshParts("group-said");
let waiting: ReturnType<typeof setTimeout> | undefined;

watchServer(new LinkSign(), () => void parts.read());
setInterval(() => void parts.read(), EVERY_MS);
startLive((message) => {
  if (message.kind === "frame") soon();
}, ["learners", "checks"]);

function soon(): void {
  waiting ??= setTimeout(() => {
    waiting = undefined;
    void parts.read();
  }, AT_MOST_EVERY_MS);
}
