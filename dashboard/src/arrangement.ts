// How the cards stand: beyond a dozen boards they are small, and whoever needs help comes first.
import { troubleOf } from "./cards";
import type { Room } from "./room";

const COMPACT_FROM = 13;

/** Choose the size and the order. Cards stay where they are while somebody points at them or stands on one. */
export function arrange(list: HTMLElement, room: Room): void {
  const isCompact = list.children.length >= COMPACT_FROM;
  list.toggleAttribute("data-compact", isCompact);
  if (list.matches(":hover") || list.contains(document.activeElement)) return;
  const cards = [...list.children] as HTMLElement[];
  const trouble = new Map(cards.map((card) => [card, isCompact ? rank(card, room) : 0]));
  const wanted = [...cards].sort((a, b) => (trouble.get(b) ?? 0) - (trouble.get(a) ?? 0) || compare(nameOf(a), nameOf(b)));
  wanted.forEach((card, place) => {
    if (list.children[place] !== card) list.insertBefore(card, list.children[place] ?? null);
  });
}

function rank(card: HTMLElement, room: Room): number {
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
