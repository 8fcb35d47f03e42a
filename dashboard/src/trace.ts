// The timeline: a line for each pin, the messages as marks, and a cursor that says what was when.
import type { BoardNews, Edge, Message } from "./board_news";
import { formatNumber } from "./format";
import { onLanguage } from "./language";
import { t } from "./texts";

const WINDOW_MS = 10_000;
const MOST_EDGES = 600;
const MOST_LINES = 6;
const MOST_MESSAGES = 30;
const DRAW_EVERY_MS = 100;
const WIDTH = 360;
const LEFT = 34;
const ROW = 26;
const SVG = "http://www.w3.org/2000/svg";

export class Trace {
  private readonly place = document.getElementById("trace") as HTMLElement;
  private readonly said = document.getElementById("trace-said") as HTMLElement;
  private readonly list = document.getElementById("messages") as HTMLElement;
  private readonly lines = new Map<string, Edge[]>();
  private messages: Message[] = [];
  private nowMs = 0;
  private heardAt = 0;
  private leftOut = 0;
  private isRunning = false;
  private cursor: number | null = null;
  private drawing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    this.place.addEventListener("pointermove", (event) => this.point((event as PointerEvent).clientX));
    this.place.addEventListener("pointerleave", () => this.setCursor(null));
    this.place.addEventListener("keydown", (event) => this.step(event));
    setInterval(() => this.isRunning && !document.hidden && this.plan(), DRAW_EVERY_MS);
    onLanguage(() => this.draw());
    this.draw();
  }

  clear(): void {
    this.lines.clear();
    this.messages = [];
    this.leftOut = this.nowMs = 0;
    this.plan();
  }

  watch(isRunning: boolean): void {
    this.isRunning = isRunning;
  }

  take(news: BoardNews): void {
    this.nowMs = news.t_ms ?? this.nowMs;
    this.heardAt = performance.now();
    this.leftOut += news.left_out ?? 0;
    for (const [pin, edges] of Object.entries(news.edges ?? {})) {
      const line = this.lines.get(pin) ?? [];
      line.push(...edges);
      this.lines.set(pin, line.slice(-MOST_EDGES));
    }
    if (news.messages?.length) {
      this.messages = [...this.messages, ...news.messages].slice(-MOST_MESSAGES);
      this.tellMessages();
    }
    this.plan();
  }

  private plan(): void {
    this.drawing ??= setTimeout(() => {
      this.drawing = undefined;
      this.draw();
    }, DRAW_EVERY_MS / 2);
  }

  /** From when to when is shown: the last ten seconds, or all of it where it is shorter. */
  private span(): [from: number, to: number] {
    const now = this.nowMs + (this.isRunning ? performance.now() - this.heardAt : 0);
    const to = Math.max(now, 1000);
    return [Math.max(0, to - WINDOW_MS), to];
  }

  private draw(): void {
    const [from, to] = this.span();
    const x = (ms: number): number => LEFT + ((Math.max(from, ms) - from) / (to - from)) * (WIDTH - LEFT - 4);
    const pins = [...this.lines.keys()].sort((one, other) => Number(one) - Number(other)).slice(0, MOST_LINES);
    const rows = pins.length + Number(this.messages.length > 0);
    const height = Math.max(rows, 1) * ROW + 18;
    const picture = element("svg", { viewBox: `0 0 ${WIDTH} ${height}` });
    for (const [place, pin] of pins.entries()) picture.append(...lineOf(pin, this.lines.get(pin) ?? [], place * ROW, x, from, to));
    if (this.messages.length > 0) picture.append(...marksOf(this.messages, pins.length * ROW, x, from));
    picture.append(element("path", { class: "axis", d: `M${LEFT} ${height - 16}H${WIDTH - 4}`, fill: "none" }));
    for (const ms of [from, (from + to) / 2, to]) {
      const anchor = ms === from ? "start" : ms === to ? "end" : "middle";
      picture.append(words(x(ms), height - 3, seconds(ms), anchor));
    }
    if (this.cursor !== null) picture.append(element("path", { class: "cursor", d: `M${x(this.cursor)} 0V${height - 16}` }));
    this.place.replaceChildren(picture);
    this.say(pins);
  }

  private say(pins: string[]): void {
    const at = this.cursor;
    let text = pins.length === 0 && this.messages.length === 0 ? t("trace.empty") : "";
    if (at !== null) {
      const levels = pins.map((pin) => `${t("trace.pin", { pin })} ${levelAt(this.lines.get(pin) ?? [], at)}`);
      text = [seconds(at), ...levels].join(" · ");
    } else if (this.leftOut > 0) text = t("trace.left_out", { number: this.leftOut });
    if (this.said.textContent !== text) this.said.textContent = text;
  }

  private point(clientX: number): void {
    const [from, to] = this.span();
    const box = this.place.getBoundingClientRect();
    const share = (((clientX - box.left) / box.width) * WIDTH - LEFT) / (WIDTH - LEFT - 4);
    this.setCursor(from + Math.min(1, Math.max(0, share)) * (to - from));
  }

  private step(event: KeyboardEvent): void {
    const way = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (event.key === "Escape") return this.setCursor(null);
    if (!way) return;
    event.preventDefault();
    const [from, to] = this.span();
    this.setCursor(Math.min(to, Math.max(from, (this.cursor ?? to) + way * (event.shiftKey ? 1000 : 100))));
  }

  private setCursor(ms: number | null): void {
    this.cursor = ms;
    this.draw();
  }

  private tellMessages(): void {
    this.list.hidden = false;
    this.list.replaceChildren(
      ...this.messages
        .slice(-8)
        .reverse()
        .map(([ms, way, topic, payload]) => {
          const item = document.createElement("li");
          item.textContent = `${seconds(ms)} ${way === "out" ? "▲" : "▼"} ${topic} ${payload}`;
          return item;
        }),
    );
  }
}

function lineOf(pin: string, edges: Edge[], top: number, x: (ms: number) => number, from: number, to: number): SVGElement[] {
  const y = (level: number): number => top + ROW - 5 - (ROW - 9) * level;
  let path = "";
  let level: number | null = null;
  for (const [ms, next] of edges) {
    if (ms > to) break;
    const isBefore = ms < from;
    if (path === "" || isBefore) path = `M${x(ms)} ${y(next)}`;
    else path += `H${x(ms)}V${y(next)}`;
    level = next;
  }
  if (level !== null) path += `H${x(to)}`;
  return [words(0, top + ROW - 9, pin, "start"), element("path", { class: "level", d: path })];
}

function marksOf(messages: Message[], top: number, x: (ms: number) => number, from: number): SVGElement[] {
  const marks = messages.filter(([ms]) => ms >= from).map(([ms, way]) => {
    const middle = x(ms);
    const [base, tip] = way === "out" ? [top + ROW - 6, top + 8] : [top + 8, top + ROW - 6];
    return element("path", { class: "mark", d: `M${middle - 5} ${base}h10L${middle} ${tip}z` });
  });
  return [words(0, top + ROW - 9, "MQTT", "start"), ...marks];
}

function levelAt(edges: Edge[], ms: number): string {
  const level = edges.findLast(([at]) => at <= ms)?.[1];
  if (level === undefined) return "–";
  return level === 0 || level === 1 ? String(level) : `${formatNumber(level * 100, 0)}\u202f%`;
}

function seconds(ms: number): string {
  return `${formatNumber(ms / 1000, 1)}\u00a0s`;
}

function words(x: number, y: number, text: string, anchor: string): SVGElement {
  const made = element("text", { x, y, "text-anchor": anchor });
  made.textContent = text;
  return made;
}

function element(kind: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
