// The timeline: a line for each pin, the messages as marks, and a cursor that says what was when.
import type { BoardNews, Edge, Message } from "./board_news";
import { formatNumber } from "./format";
import { onLanguage } from "./language";
import { t } from "./texts";

const WINDOW_MS = 10_000;
const MOST_EDGES = 600;
const MOST_LINES = 6;
const MOST_MESSAGES = 30;
const DRAW_EVERY_MS = 250;
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
  private readonly frame = new Frame(this.place);
  private drawing: ReturnType<typeof setTimeout> | undefined;
  private readonly moving: ReturnType<typeof setInterval>;

  constructor() {
    this.place.addEventListener("pointermove", (event) => this.point((event as PointerEvent).clientX));
    this.place.addEventListener("pointerleave", () => this.setCursor(null));
    this.place.addEventListener("keydown", (event) => this.step(event));
    this.moving = setInterval(() => this.isRunning && !document.hidden && this.plan(), DRAW_EVERY_MS);
    onLanguage(() => this.draw());
    this.draw();
  }

  leave(): void {
    clearInterval(this.moving);
    clearTimeout(this.drawing);
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
    }, DRAW_EVERY_MS);
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
    this.frame.fit(pins, this.messages.length > 0);
    for (const [place, pin] of pins.entries()) this.frame.set(`pin ${pin}`, "d", lineOf(this.lines.get(pin) ?? [], place * ROW, x, from, to));
    this.frame.set("marks", "d", marksOf(this.messages, pins.length * ROW, x, from));
    for (const [place, ms] of [from, (from + to) / 2, to].entries()) this.frame.write(`tick ${place}`, seconds(ms));
    this.frame.set("cursor", "d", this.cursor === null ? "" : `M${x(this.cursor)} 0V${this.frame.bottom}`);
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

/** The picture's pieces, made anew only where a line comes or goes: a moving timeline changes a few attributes. */
class Frame {
  private shape = "";
  private readonly pieces = new Map<string, SVGElement>();
  bottom = 0;

  constructor(private readonly place: HTMLElement) {}

  fit(pins: string[], hasMessages: boolean): void {
    const shape = `${pins.join()} ${hasMessages}`;
    if (shape === this.shape) return;
    this.shape = shape;
    this.pieces.clear();
    const height = Math.max(pins.length + Number(hasMessages), 1) * ROW + 18;
    this.bottom = height - 16;
    const picture = element("svg", { viewBox: `0 0 ${WIDTH} ${height}` });
    for (const [place, pin] of pins.entries()) picture.append(words(0, place * ROW + ROW - 9, pin, "start"), this.add(`pin ${pin}`, "path", { class: "level" }));
    if (hasMessages) picture.append(words(0, pins.length * ROW + ROW - 9, "MQTT", "start"));
    picture.append(this.add("marks", "path", { class: "mark" }), element("path", { class: "axis", d: `M${LEFT} ${this.bottom}H${WIDTH - 4}`, fill: "none" }));
    for (const [place, anchor] of ["start", "middle", "end"].entries()) {
      const tick = words(LEFT + ((WIDTH - LEFT - 4) * place) / 2, height - 3, "", anchor);
      this.pieces.set(`tick ${place}`, tick);
      picture.append(tick);
    }
    picture.append(this.add("cursor", "path", { class: "cursor" }));
    this.place.replaceChildren(picture);
  }

  set(name: string, attribute: string, value: string): void {
    const piece = this.pieces.get(name);
    if (piece && piece.getAttribute(attribute) !== value) piece.setAttribute(attribute, value);
  }

  write(name: string, text: string): void {
    const piece = this.pieces.get(name);
    if (piece && piece.textContent !== text) piece.textContent = text;
  }

  private add(name: string, kind: string, attributes: Record<string, string>): SVGElement {
    const made = element(kind, attributes);
    this.pieces.set(name, made);
    return made;
  }
}

function lineOf(edges: Edge[], top: number, x: (ms: number) => number, from: number, to: number): string {
  const y = (level: number): number => top + ROW - 5 - (ROW - 9) * level;
  let path = "";
  let level: number | null = null;
  for (const [ms, next] of edges) {
    if (ms > to) break;
    if (path === "" || ms < from) path = `M${x(ms).toFixed(1)} ${y(next)}`;
    else path += `H${x(ms).toFixed(1)}V${y(next)}`;
    level = next;
  }
  return level === null ? path : `${path}H${x(to).toFixed(1)}`;
}

function marksOf(messages: Message[], top: number, x: (ms: number) => number, from: number): string {
  return messages
    .filter(([ms]) => ms >= from)
    .map(([ms, way]) => {
      const [base, tip] = way === "out" ? [top + ROW - 6, top + 8] : [top + 8, top + ROW - 6];
      return `M${(x(ms) - 5).toFixed(1)} ${base}h10l-5 ${tip - base}z`;
    })
    .join("");
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
