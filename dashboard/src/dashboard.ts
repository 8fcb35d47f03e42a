// A dashboard's page: its widgets live, and where it is one's own, what adds, moves and removes them; each change is kept.
import { onLanguage } from "./language";
import { LinkSign } from "./link";
import type { Frame, Snapshot, StreamMessage } from "./messages";
import { Painter } from "./painter";
import { refusalWords } from "./refusal";
import { Room } from "./room";
import "./shell";
import { startLive } from "./source";
import { t } from "./texts";
import { type Changes, type Widget, Widgets } from "./widgets";

const page = document.getElementById("dashboard") as HTMLElement;
const place = document.getElementById("widgets") as HTMLElement;
const form = document.getElementById("widget-new") as HTMLFormElement | null;
const room = new Room();
const sign = new LinkSign();
let widgets = JSON.parse(place.dataset["widgets"] ?? "[]") as Widget[];
let isKept = true;
let isKeeping = false;
const changes: Changes = { remove, move, changed: wantKept };
const shown = new Widgets(place, form ? changes : null);
const painter = new Painter(() => shown.show(room));
let hasRoom = false;

shown.draw(widgets, room);
startLive(take);
setInterval(() => painter.want(), 1000);
form?.addEventListener("submit", (event) => {
  event.preventDefault();
  add();
});
field<HTMLSelectElement>("widget-kind")?.addEventListener("change", showFields);
showFields();
onLanguage(() => shown.draw(widgets, room));

function take(message: StreamMessage): void {
  if (message.kind === "link") return sign.setLink(message.link, room.lastMs, message.refusal);
  const said = JSON.parse(message.text) as Snapshot & Frame;
  if (message.kind === "ping") return;
  if (message.kind === "snapshot") room.takeSnapshot(said);
  else room.takeFrame(said);
  // The map places boards, which are known with the first snapshot.
  if (message.kind === "snapshot" && !hasRoom) {
    hasRoom = true;
    shown.draw(widgets, room);
  }
  if (message.kind === "snapshot") offerSeries();
  painter.want();
}

function offerSeries(): void {
  const choice = field<HTMLSelectElement>("widget-series");
  if (!choice) return;
  const options = [...room.boards.values()].flatMap((board) => [...board.series.values()].map((series) => `${board.name} / ${series.name}`));
  if (options.join() === [...choice.options].map((one) => one.value).join()) return;
  choice.replaceChildren(...options.map((name) => new Option(name, name)));
}

function showFields(): void {
  const kind = field<HTMLSelectElement>("widget-kind")?.value ?? "";
  for (const one of document.querySelectorAll<HTMLElement>(".widget-field")) one.hidden = !(one.dataset["for"] ?? "").split(" ").includes(kind);
}

function add(): void {
  const text = (id: string): string => field<HTMLInputElement>(id)?.value.trim() ?? "";
  const [board = "", series = ""] = text("widget-series").split(" / ");
  const made: Widget = { kind: text("widget-kind") as Widget["kind"], title: text("widget-title") };
  if (made.kind === "value" || made.kind === "gauge" || made.kind === "chart") Object.assign(made, { board, series, low: Number(text("widget-low")) || 0, high: Number(text("widget-high")) || 100 });
  if (made.kind === "switch" || made.kind === "button") Object.assign(made, { topic: `do/${text("widget-order")}`, on: text("widget-on"), off: text("widget-off") });
  if (made.kind === "text") made.text = "";
  widgets = [...widgets, made];
  change();
}

function remove(widget: Widget): void {
  widgets = widgets.filter((one) => one !== widget);
  change();
}

function move(widget: Widget, way: -1 | 1): void {
  const at = widgets.indexOf(widget);
  const other = widgets[at + way];
  if (!other) return;
  widgets[at + way] = widget;
  widgets[at] = other;
  change();
}

function change(): void {
  (document.getElementById("no-widgets") as HTMLElement).hidden = widgets.length > 0;
  shown.draw(widgets, room);
  painter.want();
  wantKept();
}

function wantKept(): void {
  isKept = false;
  if (!isKeeping) void keep();
}

/** Send the widgets as they are, one request at a time: an older one that arrives last would undo a newer one. */
async function keep(): Promise<void> {
  const said = document.getElementById("saved") as HTMLElement;
  isKeeping = true;
  while (!isKept) {
    isKept = true;
    said.textContent = t("work.saving");
    const request = { method: "PUT", body: JSON.stringify({ widgets }), headers: { "Content-Type": "application/json" }, keepalive: true };
    const answer = await fetch(`/api/my/dashboards/${encodeURIComponent(page.dataset["name"] ?? "")}`, request).catch(() => null);
    said.textContent = answer === null ? t("verdict.no_answer") : answer.ok ? t("widget.kept") : await refusalWords(answer);
  }
  isKeeping = false;
}

function field<Kind extends HTMLElement>(id: string): Kind | null {
  return document.getElementById(id) as Kind | null;
}
