// Fill a board's card, or a copy of the server's card for a board that just arrived.
import { clockTime, decimalsFor, formatNumber, seriesLabel, sparkPath } from "./format";
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

export function fillCard(card: HTMLElement, board: Board): void {
  fillState(card, board);
  const readings = card.querySelector(".readings");
  const shown = [...board.series.values()].filter((series) => series.value !== null);
  for (const series of shown.slice(0, READINGS_ON_A_CARD)) fillReading(readings, series);
  const hidden = shown.length - READINGS_ON_A_CARD;
  setText(card, ".more", hidden > 0 ? tCount("board.more", hidden) : "");
}

/** The signs that a card and a board's own page share. */
export function fillState(place: HTMLElement, board: Board): void {
  const state = place.querySelector<HTMLElement>(".state");
  if (state) state.dataset["state"] = board.isOnline ? "online" : "offline";
  setText(place, ".state-word", board.isOnline ? t("board.online") : t("board.offline"));
  const seen = board.seenMs ? t("board.seen_at", { time: clockTime(board.seenMs) }) : t("board.no_data");
  setText(place, ".seen", seen);
  const simulated = place.querySelector<HTMLElement>(".simulated");
  if (simulated) {
    simulated.hidden = board.info["simulated"] !== true;
    setText(place, ".simulated", t("board.simulated"));
  }
}

export function setText(place: ParentNode, selector: string, text: string): void {
  const element = place.querySelector(selector);
  if (element && element.textContent !== text) element.textContent = text;
}

function fillReading(readings: Element | null, series: Series): void {
  let row = readings?.querySelector<HTMLElement>(`[data-series="${CSS.escape(series.name)}"]`);
  if (!row) {
    row = copyOf("reading-template");
    row.dataset["series"] = series.name;
    readings?.append(row);
  }
  const decimals = decimalsFor(series.recent.map((point) => point[1]));
  setText(row, "dt", seriesLabel(series.name));
  setText(row, ".value", series.value === null ? "–" : formatNumber(series.value, decimals));
  setText(row, ".unit", series.unit);
  row.querySelector(".spark path")?.setAttribute("d", sparkPath(series.recent));
}
