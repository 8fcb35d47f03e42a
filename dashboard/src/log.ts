// The last lines that a board's program printed; the view follows the end unless its reader scrolled up.
import { clockTime } from "./format";

const MOST_LINES = 200;

export class Log {
  private readonly place = document.getElementById("log") as HTMLElement;
  private waiting: [ms: number, line: string][] = [];

  constructor() {
    // With the next frame: asked at once, the page would be laid out twice before its first curve.
    requestAnimationFrame(() => this.toEnd());
  }

  add(ms: number, line: string): void {
    this.waiting.push([ms, line]);
    if (this.waiting.length > MOST_LINES) this.waiting.shift();
  }

  draw(): void {
    if (this.waiting.length === 0) return;
    const isAtEnd = this.place.scrollHeight - this.place.scrollTop - this.place.clientHeight < 40;
    this.place.hidden = false;
    (document.getElementById("log-empty") as HTMLElement).hidden = true;
    this.place.append(...this.waiting.map(([ms, line]) => lineElement(ms, line)));
    this.waiting = [];
    while (this.place.children.length > MOST_LINES) this.place.firstElementChild?.remove();
    if (isAtEnd) this.toEnd();
  }

  private toEnd(): void {
    this.place.scrollTop = this.place.scrollHeight;
  }
}

function lineElement(ms: number, line: string): HTMLElement {
  const row = document.createElement("p");
  const time = document.createElement("time");
  const text = document.createElement("span");
  time.textContent = clockTime(ms);
  text.textContent = line;
  row.append(time, " ", text);
  return row;
}
