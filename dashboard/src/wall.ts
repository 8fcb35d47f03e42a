// The wall: read again every few seconds for as long as the projector runs; more boards than fit are shown page by page,
// and after them each dashboard that the trainer chose.
import { FreshParts } from "./fresh";
import { LinkSign } from "./link";
import type { Frame, Snapshot, StreamMessage } from "./messages";
import { Painter } from "./painter";
import { Room } from "./room";
import "./shell";
import { startLive } from "./source";
import { watchServer } from "./watch";
import { type Widget, Widgets } from "./widgets";

const EVERY_MS = 3000;
const PAGE_MS = 12_000;
let turned = 0;
let isLive = false;
const room = new Room();
let dashboards: { section: HTMLElement; place: HTMLElement; drawn: Widgets }[] = [];
const parts = new FreshParts("wall-said", renew);
const painter = new Painter(() => {
  for (const { section, drawn } of dashboards) if (!section.hidden) drawn.show(room);
});

watchServer(new LinkSign(), () => void parts.read());
setInterval(() => void parts.read(), EVERY_MS);
setInterval(() => {
  turned += 1;
  showPage();
}, PAGE_MS);
renew();

/** Draw the dashboards that came, and listen to the room once there is one. */
function renew(): void {
  const places = [...document.querySelectorAll<HTMLElement>(".wall-dashboard .widgets")];
  dashboards = places.map((place) => {
    const known = dashboards.find((one) => one.place === place);
    if (known) return known;
    const drawn = new Widgets(place);
    drawn.draw(JSON.parse(place.dataset["widgets"] ?? "[]") as Widget[], room);
    return { section: place.closest<HTMLElement>(".wall-dashboard") as HTMLElement, place, drawn };
  });
  if (places.length > 0 && !isLive) {
    isLive = true;
    startLive(take);
  }
  showPage();
}

function take(message: StreamMessage): void {
  if (message.kind === "snapshot") room.takeSnapshot(JSON.parse(message.text) as Snapshot);
  else if (message.kind === "frame") room.takeFrame(JSON.parse(message.text) as Frame);
  painter.want();
}

function showPage(): void {
  const place = document.getElementById("wall-boards");
  const boards = [...(place?.children ?? [])] as HTMLElement[];
  const atOnce = Number(place?.dataset["atOnce"] ?? boards.length) || 1;
  const pages = Math.max(1, Math.ceil(boards.length / atOnce));
  const shown = turned % (pages + dashboards.length);
  boards.forEach((board, index) => (board.hidden = Math.floor(index / atOnce) !== shown));
  if (place) place.hidden = shown >= pages;
  for (const [index, { section }] of dashboards.entries()) section.hidden = shown !== pages + index;
  painter.want();
}
