// One board's page: a chart for each series, its counts, and its log.
import { liveAnswers } from "./answers";
import { copyOf, fillState } from "./cards";
import { Chart, type Counts, type History } from "./chart";
import { Explained } from "./explained";
import { seriesLabel } from "./format";
import { onLanguage } from "./language";
import { startKnobs } from "./knobs";
import { LinkSign } from "./link";
import { Log } from "./log";
import type { Frame, Link, Snapshot, StreamMessage } from "./messages";
import { Overlay } from "./overlay";
import { Painter } from "./painter";
import { Room } from "./room";
import "./shell";
import { startLive } from "./source";
import { t } from "./texts";
import { View, WINDOWS } from "./view";

const COUNTS_EVERY_MS = 5000;
/** A chart is drawn after its turn, then laid out and sent to the screen: three times what the turn itself took. */
const CHART_PAUSES = 75;
const page = document.getElementById("board") as HTMLElement;
const name = page.dataset["board"] ?? "";
const room = new Room();
const sign = new LinkSign();
const log = new Log();
const explained = new Explained(name);
const charts = new Map<string, Chart>();
const painter = new Painter(paint, 16, CHART_PAUSES);
const view = new View(page.dataset["window"] ?? "10m", stretchNow, showView);
let overlay: Overlay | null = null;
const pause = document.getElementById("pause") as HTMLButtonElement;
let link: Link = "connecting";
let needsHistory = true;
/** How far the server's clock is ahead of this browser's. */
let aheadMs = aheadAtFirst();

drawFirst();
for (const section of document.querySelectorAll<HTMLElement>("#charts > .chart")) {
  if (!charts.has(section.dataset["series"] ?? "")) addChart(section.dataset["series"] ?? "", section);
}
loadHistory();
let answer = (_message: StreamMessage): void => undefined;
if (document.querySelector("[data-answers]")) answer = liveAnswers();
startLive((message) => {
  take(message);
  answer(message);
});
startKnobs(name);
setInterval(() => void tick(), COUNTS_EVERY_MS);
setInterval(() => link === "live" && painter.want(), 1000);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const chart of charts.values()) chart.repaint();
  overlay?.repaint();
  painter.want();
});
onLanguage(() => {
  for (const chart of charts.values()) chart.retranslate();
  overlay?.offer();
  pause.textContent = view.isPaused ? t("chart.follow") : t("chart.pause");
  void tick();
  painter.want();
});
document.querySelector(".windows")?.addEventListener("click", chooseWindow);
pause.addEventListener("click", () => view.pause(serverNow()));
document.getElementById("zoom-in")?.addEventListener("click", () => view.zoom(0.5));
document.getElementById("zoom-out")?.addEventListener("click", () => view.zoom(2));
document.getElementById("chart-tools")?.removeAttribute("hidden");
page.addEventListener("keydown", takeKey);

function take(message: StreamMessage): void {
  if (message.kind === "link") {
    link = message.link;
    needsHistory ||= link === "lost";
    void tick();
    return sign.setLink(link, room.lastMs, message.refusal);
  }
  const said = JSON.parse(message.text) as Snapshot & Frame;
  if (message.kind !== "snapshot") aheadMs = said.now - Date.now();
  if (message.kind === "ping") return;
  if (message.kind === "snapshot") takeSnapshot(said);
  else takeFrame(said);
  if (said.hub) sign.setHub(said.hub.state);
  painter.want();
}

function takeSnapshot(said: Snapshot): void {
  room.takeSnapshot(said);
  for (const series of room.boards.get(name)?.series.values() ?? []) chartOf(series.name).setUnit(series.unit);
  if (needsHistory) loadHistory();
}

function takeFrame(said: Frame): void {
  room.takeFrame(said);
  for (const [board, series, ms, value] of said.samples ?? []) {
    if (board === name) chartOf(series).add(ms, value);
  }
  for (const [board, ms, line] of said.log ?? []) {
    if (board !== name) continue;
    log.add(ms, line);
    explained.look(line);
  }
}

function chartOf(series: string): Chart {
  return charts.get(series) ?? newChart(series);
}

function newChart(series: string): Chart {
  const section = copyOf("chart-template");
  const title = section.querySelector("h2") as HTMLElement;
  section.dataset["series"] = series;
  title.textContent = seriesLabel(series);
  title.id = `chart-${series}`;
  section.setAttribute("aria-labelledby", title.id);
  document.getElementById("charts")?.append(section);
  (document.getElementById("no-series") as HTMLElement).hidden = true;
  const chart = addChart(series, section);
  chart.setUnit(room.boards.get(name)?.series.get(series)?.unit ?? "");
  return chart;
}

function addChart(series: string, section: HTMLElement): Chart {
  const chart = new Chart(section, name, series, view);
  charts.set(series, chart);
  offerOverlay();
  return chart;
}

/** Several series in one chart: made when somebody first unfolds it. */
function offerOverlay(): void {
  const section = document.getElementById("overlay") as HTMLDetailsElement;
  section.hidden = charts.size < 2;
  overlay?.offer();
  if (charts.size === 2) section.addEventListener("toggle", startOverlay, { once: true });
}

function startOverlay(): void {
  overlay = new Overlay(() => [...charts.values()], view);
  overlay.offer();
  overlay.draw();
}

/** The first curve is drawn of what came with the page, before anything is asked or made for the others. */
function drawFirst(): void {
  const section = document.querySelector<HTMLElement>("#charts > .chart");
  const sent = document.getElementById("first-history")?.textContent;
  if (!section || !sent) return;
  const { points, ...history } = JSON.parse(sent) as History & { points: number };
  const chart = addChart(section.dataset["series"] ?? "", section);
  chart.fill(history, points);
  chart.draw(serverNow());
}

/** By when the page was answered, so that the first curves are right on a computer whose clock is wrong. */
function aheadAtFirst(): number {
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const saidMs = Number(page.dataset["now"]);
  return saidMs && visit ? saidMs - (performance.timeOrigin + visit.responseStart) : 0;
}

function loadHistory(): void {
  needsHistory = false;
  // The first curve does not wait for its turn among the live draws.
  for (const chart of charts.values()) void chart.load(serverNow()).then(() => chart.draw(serverNow()));
}

function chooseWindow(event: Event): void {
  const choice = (event.target as Element).closest<HTMLAnchorElement>("a[data-window]");
  if (!choice || !((choice.dataset["window"] ?? "") in WINDOWS)) return;
  event.preventDefault();
  history.replaceState(null, "", choice.href);
  view.follow(choice.dataset["window"]);
}

/** What was chosen to see has changed: the window, a stretch of it, or whether it stands still. */
function showView(): void {
  for (const link of document.querySelectorAll<HTMLElement>(".windows a")) {
    const isChosen = link.dataset["window"] === view.windowName && view.stretch === null;
    link.toggleAttribute("aria-current", isChosen);
    if (isChosen) link.setAttribute("aria-current", "true");
  }
  pause.setAttribute("aria-pressed", String(view.isPaused));
  pause.textContent = view.isPaused ? t("chart.follow") : t("chart.pause");
  loadHistory();
}

/** On a chart, keys move through time; elsewhere they are the page's. */
function takeKey(event: KeyboardEvent): void {
  const isOnChart = (event.target as Element).closest(".plot") !== null;
  if (!isOnChart || event.ctrlKey || event.metaKey || event.altKey) return;
  if (view.takeKey(event.key, serverNow())) event.preventDefault();
}

function stretchNow(): [number, number] {
  return charts.values().next().value?.stretch ?? [serverNow() - 600_000, serverNow()];
}

function serverNow(): number {
  return Date.now() + aheadMs;
}

async function tick(): Promise<void> {
  if (document.hidden || link !== "live") return;
  try {
    const answer = await fetch(`/api/boards/${encodeURIComponent(name)}`);
    if (!answer.ok) return;
    const { series } = (await answer.json()) as { series: (Counts & { name: string })[] };
    for (const counts of series) charts.get(counts.name)?.setCounts(counts);
  } catch {
    return;
  }
  for (const chart of charts.values()) chart.fillTable();
}

function paint(): void {
  const board = room.boards.get(name);
  if (board) fillState(page, board);
  for (const chart of charts.values()) chart.draw(serverNow());
  overlay?.draw();
  log.draw();
}
