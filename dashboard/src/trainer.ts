// The trainer's page: its counters and its list of connections are read again every few seconds.
import { FreshParts } from "./fresh";
import { LinkSign } from "./link";
import { startSentFrom } from "./sent_from";
import "./shell";
import { watchServer } from "./watch";

const EVERY_MS = 4000;
startSentFrom();
if (document.getElementById("hub-panel")) {
  const parts = new FreshParts("trainer-said");
  watchServer(new LinkSign(), () => void parts.read());
  setInterval(() => void parts.read(), EVERY_MS);
}
