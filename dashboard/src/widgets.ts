// The widgets of a dashboard, drawn from their data and kept true by the live room: value, gauge, chart, switch, button,
// text, map. Who may change them gives `Changes`; on the wall and for the trainer they only show.
import { decimalsFor, formatNumber, seriesLabel } from "./format";
import { ageText, staleAge } from "./freshness";
import { refusalWords } from "./refusal";
import type { Room, Series } from "./room";
import { Slots } from "./slots";
import { t } from "./texts";

export interface Place {
  board: string;
  x: number;
  y: number;
}
export interface Widget {
  kind: "value" | "gauge" | "chart" | "switch" | "button" | "text" | "map";
  title: string;
  board?: string;
  series?: string;
  low?: number;
  high?: number;
  topic?: string;
  on?: string;
  off?: string;
  text?: string;
  places?: Place[];
}
export interface Changes {
  remove: (widget: Widget) => void;
  move: (widget: Widget, way: -1 | 1) => void;
  changed: () => void;
}
/** Show a widget as the room is now. */
type Show = (room: Room, nowMs: number) => void;

const HISTORY_MS = 600_000;
const MAP_STEP = 2;

export class Widgets {
  private shows: Show[] = [];

  constructor(
    private readonly place: HTMLElement,
    private readonly changes: Changes | null = null,
  ) {}

  draw(widgets: Widget[], room: Room): void {
    this.shows = [];
    this.place.replaceChildren(...widgets.map((widget) => this.card(widget, room)));
  }

  show(room: Room): void {
    for (const show of this.shows) show(room, room.nowMs);
  }

  private card(widget: Widget, room: Room): HTMLElement {
    const card = make("li", "widget panel");
    card.dataset["kind"] = widget.kind;
    const head = make("div", "widget-head");
    head.append(make("h2", "", widget.title || titleOf(widget)));
    if (this.changes) head.append(...this.tools(widget, this.changes));
    card.append(head);
    if (widget.kind === "text") this.text(card, widget);
    else if (widget.kind === "switch") this.toggle(card, widget);
    else if (widget.kind === "button") this.button(card, widget);
    else if (widget.kind === "map") this.map(card, widget, room);
    else this.figure(card, widget);
    return card;
  }

  private tools(widget: Widget, changes: Changes): HTMLElement[] {
    const tool = (sign: string, label: string, act: () => void): HTMLElement => {
      const button = make("button", "quiet", sign) as HTMLButtonElement;
      button.type = "button";
      button.setAttribute("aria-label", `${label} ${widget.title || titleOf(widget)}`);
      button.addEventListener("click", act);
      return button;
    };
    const box = make("span", "widget-tools");
    box.append(tool("←", t("widget.before"), () => changes.move(widget, -1)), tool("→", t("widget.after"), () => changes.move(widget, 1)), tool("✕", t("widget.remove"), () => changes.remove(widget)));
    return [box];
  }

  private figure(card: HTMLElement, widget: Widget): void {
    const [figure, value, unit, age] = [make("p", "widget-figure"), make("span", "value", "–"), make("small", "unit"), make("p", "note age")];
    figure.append(value, " ", unit);
    card.append(figure);
    const meter = document.createElement("meter");
    if (widget.kind === "gauge") {
      Object.assign(meter, { min: widget.low ?? 0, max: widget.high ?? 100 });
      meter.setAttribute("aria-label", widget.title || titleOf(widget));
      card.append(meter, make("p", "note", `${formatNumber(widget.low ?? 0, 0)} – ${formatNumber(widget.high ?? 100, 0)}`));
    }
    const chart = widget.kind === "chart" ? this.chart(card, widget) : null;
    card.append(age);
    this.shows.push((room, nowMs) => {
      const series = seriesOf(room, widget);
      if (!series || series.value === null) return write(age, t("board.no_data"));
      write(value, formatNumber(series.value, decimalsFor([series.value])));
      write(unit, series.unit);
      const old = staleAge(series.recent, nowMs);
      write(age, old === null ? "" : ageText(old));
      if (widget.kind === "gauge") meter.value = series.value;
      chart?.(series, nowMs);
    });
  }

  /** Ten minutes of one series; drawn by the same curve as the board's page, which comes once it is needed. */
  private chart(card: HTMLElement, widget: Widget): (series: Series, nowMs: number) => void {
    const place = make("div", "plot");
    place.role = "img";
    place.setAttribute("aria-label", widget.title || titleOf(widget));
    card.append(place);
    const slots = new Slots(HISTORY_MS / 300);
    let lastMs = 0;
    let plot: import("./plot").Plot | null = null;
    void import("./plot").then(async ({ Plot }) => {
      plot = new Plot(place, () => undefined, () => undefined);
      const end = Date.now();
      const path = `/api/boards/${encodeURIComponent(widget.board ?? "")}/series/${encodeURIComponent(widget.series ?? "")}/chart`;
      const answer = await fetch(`${path}?start=${end - HISTORY_MS}&end=${end}&buckets=300`).catch(() => null);
      if (!answer?.ok) return;
      const { t: times, mean } = (await answer.json()) as { t: number[]; mean: number[] };
      for (const [place_, ms] of times.entries()) slots.add(ms, mean[place_] ?? 0);
    });
    return (series, nowMs) => {
      for (const [ms, value] of series.recent) if (ms > lastMs) slots.add(ms, value);
      lastMs = series.recent.at(-1)?.[0] ?? lastMs;
      slots.forgetBefore(nowMs - HISTORY_MS);
      plot?.draw(slots.columns(), [nowMs - HISTORY_MS, nowMs]);
    };
  }

  private text(card: HTMLElement, widget: Widget): void {
    if (!this.changes) return void card.append(make("p", "", widget.text ?? ""));
    const area = document.createElement("textarea");
    Object.assign(area, { value: widget.text ?? "", maxLength: 400 });
    area.setAttribute("aria-label", widget.title || t("widget.text"));
    area.addEventListener("change", () => {
      widget.text = area.value;
      this.changes?.changed();
    });
    card.append(area);
  }

  private toggle(card: HTMLElement, widget: Widget): void {
    const [label, box, word, said] = [make("label", "widget-switch"), document.createElement("input"), make("span", "", t("widget.is_off")), make("p", "note")];
    box.type = "checkbox";
    box.role = "switch";
    box.disabled = this.changes === null;
    said.role = "status";
    box.addEventListener("change", () => {
      write(word, box.checked ? t("widget.is_on") : t("widget.is_off"));
      void publish(widget, box.checked ? (widget.on ?? "1") : (widget.off ?? "0"), said);
    });
    label.append(box, word);
    card.append(label, make("p", "note", widget.topic ?? ""), said);
  }

  private button(card: HTMLElement, widget: Widget): void {
    const [button, said] = [make("button", "primary", widget.title || t("widget.button")) as HTMLButtonElement, make("p", "note")];
    button.type = "button";
    button.disabled = this.changes === null;
    said.role = "status";
    button.addEventListener("click", () => void publish(widget, widget.on ?? "1", said));
    card.append(button, make("p", "note", widget.topic ?? ""), said);
  }

  /** The map: each board at its place, with its first value; whoever may change it drags it, or moves it with the arrows. */
  private map(card: HTMLElement, widget: Widget, room: Room): void {
    const map = make("div", "widget-map");
    const placed = widget.places ?? (widget.places = []);
    const known = [...room.boards.keys()].filter((name) => !placed.some((one) => one.board === name));
    if (this.changes) for (const [place, board] of known.entries()) placed.push({ board, x: 14 + ((place * 25) % 100), y: 15 + 20 * Math.floor(place / 4) });
    for (const one of placed) map.append(this.pin(one, map));
    card.append(map);
  }

  private pin(one: Place, map: HTMLElement): HTMLElement {
    const [pin, value] = [make("button", "quiet") as HTMLButtonElement, make("span", "value", "–")];
    pin.type = "button";
    pin.append(make("span", "", one.board), value);
    const put = (x: number, y: number): void => {
      [one.x, one.y] = [Math.min(97, Math.max(3, x)), Math.min(94, Math.max(6, y))];
      pin.style.left = `${one.x}%`;
      pin.style.top = `${one.y}%`;
    };
    put(one.x, one.y);
    if (this.changes) this.letMove(pin, map, one, put);
    this.shows.push((room) => {
      const first = [...(room.boards.get(one.board)?.series.values() ?? [])].find((series) => series.value !== null);
      write(value, first?.value == null ? "–" : `${formatNumber(first.value, decimalsFor([first.value]))} ${first.unit}`);
    });
    return pin;
  }

  private letMove(pin: HTMLElement, map: HTMLElement, one: Place, put: (x: number, y: number) => void): void {
    pin.addEventListener("pointerdown", (event) => pin.setPointerCapture(event.pointerId));
    pin.addEventListener("pointermove", (event) => {
      if (!pin.hasPointerCapture(event.pointerId)) return;
      const box = map.getBoundingClientRect();
      put(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
    });
    pin.addEventListener("pointerup", () => this.changes?.changed());
    pin.addEventListener("keydown", (event) => {
      const steps: Record<string, [number, number]> = { ArrowLeft: [-MAP_STEP, 0], ArrowRight: [MAP_STEP, 0], ArrowUp: [0, -MAP_STEP], ArrowDown: [0, MAP_STEP] };
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      put(one.x + step[0], one.y + step[1]);
      this.changes?.changed();
    });
  }
}

async function publish(widget: Widget, payload: string, said: HTMLElement): Promise<void> {
  const request = { method: "POST", body: JSON.stringify({ topic: widget.topic, payload }), headers: { "Content-Type": "application/json" } };
  const answer = await fetch("/api/my/publish", request).catch(() => null);
  write(said, answer === null ? t("verdict.no_answer") : answer.ok ? t("widget.sent") : await refusalWords(answer));
}

function titleOf(widget: Widget): string {
  return widget.series ? `${seriesLabel(widget.series)} (${widget.board ?? ""})` : (widget.topic ?? "");
}

function seriesOf(room: Room, widget: Widget): Series | undefined {
  return room.boards.get(widget.board ?? "")?.series.get(widget.series ?? "");
}

function make(kind: string, classes: string, text = ""): HTMLElement {
  const made = document.createElement(kind);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}

function write(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}
