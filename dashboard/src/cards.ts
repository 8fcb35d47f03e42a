// Fill a board's card, or a copy of the server's card for a board that just arrived.
import { ageText, staleAge } from "./freshness";
import { clockTime, decimalsFor, formatNumber, seriesLabel, sparkPath } from "./format";
import { programSign } from "./program";
import type { Board, Series } from "./room";
import { t, tCount } from "./texts";

const READINGS_ON_A_CARD = 4;

/** Return a copy of the first element of a `<template>`. */
export function copyOf(templateId: string): HTMLElement {
  const template = document.getElementById(templateId) as HTMLTemplateElement;
  return document.importNode(template.content.firstElementChild as HTMLElement, true);
}

export function newCard(board: Board): HTMLElement {
  const card = copyOf("card-template");
  card.dataset["board"] = board.name;
  const link = card.querySelector("a");
  if (link) {
    link.href = `/boards/${encodeURIComponent(board.name)}`;
    link.textContent = board.name;
  }
  return card;
}

/** `nowMs` is the server's time: a value older than its series' usual pace is greyed and says its age. */
export function fillCard(card: HTMLElement, board: Board, nowMs: number): void {
  fillState(card, board);
  const readings = card.querySelector(".readings");
  const shown = [...board.series.values()].filter((series) => series.value !== null);
  for (const series of shown.slice(0, READINGS_ON_A_CARD)) fillReading(readings, series, nowMs);
  const hidden = shown.length - READINGS_ON_A_CARD;
  setText(card, ".more", hidden > 0 ? tCount("board.more", hidden) : "");
}

/** Only the figures that the card shows already. */
export function fillValues(card: HTMLElement, board: Board): void {
  for (const row of card.querySelectorAll<HTMLElement>(".reading")) {
    const series = board.series.get(row.dataset["series"] ?? "");
    if (series) fillValue(row, series);
  }
}

/** The signs that a card and a board's own page share. */
export function fillState(place: HTMLElement, board: Board): void {
  const state = place.querySelector<HTMLElement>(".state");
  if (state) state.dataset["state"] = board.isOnline ? "online" : "offline";
  setText(place, ".state-word", board.isOnline ? t("board.online") : t("board.offline"));
  const seen = board.seenMs ? t("board.seen_at", { time: clockTime(board.seenMs) }) : t("board.no_data");
  setText(place, ".seen", seen);
  fillProgram(place, board);
  const simulated = place.querySelector<HTMLElement>(".simulated");
  if (simulated) {
    simulated.hidden = board.info["simulated"] !== true;
    setText(place, ".simulated", t("board.simulated"));
  }
}

function fillProgram(place: HTMLElement, board: Board): void {
  const program = place.querySelector<HTMLElement>(".program-sign");
  if (!program) return;
  const sign = programSign(board);
  program.hidden = sign === null;
  program.toggleAttribute("data-trouble", sign?.isTrouble === true);
  setText(place, ".program-state", sign?.text ?? "");
}

/** Whom to look at first: 2 for a board that is away or whose program failed, 1 for stale values, 0 where all is well. */
export function troubleOf(board: Board, nowMs: number): number {
  if (!board.isOnline || programSign(board)?.isTrouble) return 2;
  return [...board.series.values()].some((series) => staleAge(series.recent, nowMs) !== null) ? 1 : 0;
}

export function setText(place: ParentNode, selector: string, text: string): void {
  const element = place.querySelector(selector);
  if (element && element.textContent !== text) element.textContent = text;
}

function fillReading(readings: Element | null, series: Series, nowMs: number): void {
  let row = readings?.querySelector<HTMLElement>(`[data-series="${CSS.escape(series.name)}"]`);
  if (!row) {
    row = copyOf("reading-template");
    row.dataset["series"] = series.name;
    readings?.append(row);
  }
  setText(row, "dt", seriesLabel(series.name));
  fillValue(row, series);
  setText(row, ".unit", series.unit);
  const ageMs = staleAge(series.recent, nowMs);
  row.toggleAttribute("data-stale", ageMs !== null);
  setText(row, ".age", ageMs === null ? "" : ageText(ageMs));
  // Among many cards no curve is shown.
  if (!row.closest("[data-compact]")) row.querySelector(".spark path")?.setAttribute("d", sparkPath(series.recent));
}

function fillValue(row: HTMLElement, series: Series): void {
  const decimals = decimalsFor(series.recent.map((point) => point[1]));
  setText(row, ".value", series.value === null ? "–" : formatNumber(series.value, decimals));
}
