// The live page: every board's card, kept up to date.
import { fillCard, fillValues, newCard } from "./cards";
import { arrange } from "./arrangement";
import { onLanguage } from "./language";
import { LinkSign } from "./link";
import type { Frame, Snapshot, StreamMessage } from "./messages";
import { Painter } from "./painter";
import { Room } from "./room";
import "./shell";
import { startSearch } from "./search";
import { startLive } from "./source";
import { tCount } from "./texts";

const CARDS_MS = 500;
/** A figure is written in its place at once; the screen takes what stands there. */
const FIGURES_MS = 4;
const room = new Room();
const sign = new LinkSign();
const list = document.getElementById("cards") as HTMLElement;
/** Whose figures are to be shown at once, and whose whole card is, by and by: order, curves, ages and signs cost more. */
const fresh = new Set<string>();
const changed = new Set<string>();
const search = startSearch(list);
const figures = new Painter(paintFigures, FIGURES_MS);
const painter = new Painter(paint, CARDS_MS);

startLive(take);
// A value grows old although nothing arrives; a page that is not live already says so.
setInterval(() => document.body.dataset["link"] === "live" && wantAll(), 1000);
onLanguage(() => wantAll());

function take(message: StreamMessage): void {
  if (message.kind === "link") return sign.setLink(message.link, room.lastMs, message.refusal);
  const said = JSON.parse(message.text) as Snapshot & Frame;
  if (message.kind === "ping") return room.hear(said.now);
  if (message.kind === "snapshot") {
    room.takeSnapshot(said);
    wantAll();
  } else {
    for (const name of room.takeFrame(said)) fresh.add(name);
    if (fresh.size > 0) figures.want();
  }
  if (said.hub) sign.setHub(said.hub.state);
}

function wantAll(): void {
  for (const name of room.boards.keys()) changed.add(name);
  painter.want();
}

function paintFigures(): void {
  for (const name of fresh) {
    const [board, card] = [room.boards.get(name), cardOf(name)];
    if (board && card) fillValues(card, board);
    changed.add(name);
  }
  fresh.clear();
  painter.want();
}

function paint(): void {
  for (const name of changed) {
    const board = room.boards.get(name);
    if (board) fillCard(cardOf(name) ?? insert(newCard(board)), board, room.nowMs);
  }
  changed.clear();
  removeForgotten();
  arrange(list, room);
  const boards = [...room.boards.values()];
  const empty = document.getElementById("empty");
  if (empty) empty.hidden = boards.length > 0;
  const online = boards.filter((board) => board.isOnline).length;
  const count = document.getElementById("count");
  if (count) count.textContent = boards.length > 0 ? tCount("live.count", boards.length, { online }) : "";
  search.refresh();
}

function cardOf(name: string): HTMLElement | null {
  return list.querySelector<HTMLElement>(`:scope > [data-board="${CSS.escape(name)}"]`);
}

/** Put a new card at its place in the order of names. */
function insert(card: HTMLElement): HTMLElement {
  const name = card.dataset["board"] ?? "";
  const next = [...list.children].find((other) => ((other as HTMLElement).dataset["board"] ?? "") > name);
  list.insertBefore(card, next ?? null);
  return card;
}

function removeForgotten(): void {
  for (const card of [...list.children] as HTMLElement[]) {
    if (room.boards.size > 0 && !room.boards.has(card.dataset["board"] ?? "")) card.remove();
  }
}
