// The live page: every board's card, kept up to date. Beyond a dozen boards they are small, and whoever needs help comes first.
import { fillCard, fillValues, newCard, troubleOf } from "./cards";
import { onLanguage } from "./language";
import { LinkSign } from "./link";
import type { Frame, Snapshot, StreamMessage } from "./messages";
import { Painter } from "./painter";
import { Room } from "./room";
import "./shell";
import { startSearch } from "./search";
import { startLive } from "./source";
import { tCount } from "./texts";

const COMPACT_FROM = 13;
const CARDS_MS = 500;
/** A figure is written in its place at once; the screen takes what stands there. */
const FIGURES_MS = 4;
/** A figure that waits is an old one: it is drawn again sooner than what is dear. */
const FIGURES_PAUSES = 5;
const room = new Room();
const sign = new LinkSign();
const list = document.getElementById("cards") as HTMLElement;
/** Whose figures are to be shown at once, and whose whole card is, by and by: order, curves, ages and signs cost more. */
const fresh = new Set<string>();
const changed = new Set<string>();
const search = startSearch(list);
const figures = new Painter(paintFigures, FIGURES_MS, FIGURES_PAUSES);
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
  arrange();
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
  const next = [...list.children].find((other) => nameOf(other as HTMLElement) > nameOf(card));
  list.insertBefore(card, next ?? null);
  return card;
}

function removeForgotten(): void {
  for (const card of [...list.children] as HTMLElement[]) {
    if (room.boards.size > 0 && !room.boards.has(nameOf(card))) card.remove();
  }
}

/** Choose the size and the order. Cards stay where they are while somebody points at them or stands on one. */
function arrange(): void {
  const isCompact = list.children.length >= COMPACT_FROM;
  list.toggleAttribute("data-compact", isCompact);
  if (list.matches(":hover") || list.contains(document.activeElement)) return;
  const cards = [...list.children] as HTMLElement[];
  const trouble = new Map(cards.map((card) => [card, isCompact ? rank(card) : 0]));
  const wanted = [...cards].sort((a, b) => (trouble.get(b) ?? 0) - (trouble.get(a) ?? 0) || compare(nameOf(a), nameOf(b)));
  wanted.forEach((card, place) => {
    if (list.children[place] !== card) list.insertBefore(card, list.children[place] ?? null);
  });
}

function rank(card: HTMLElement): number {
  const board = room.boards.get(nameOf(card));
  const found = board ? troubleOf(board, room.nowMs) : 0;
  card.dataset["trouble"] = String(found);
  return found;
}

function nameOf(card: HTMLElement): string {
  return card.dataset["board"] ?? "";
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
