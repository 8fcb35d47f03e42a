// The live preview of a stream: its last ten seconds, a line an axis, and what a take keeps behind them.
const SHOWN_MS = 10_000;
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 500;
const HEIGHT = 120;

export interface Block {
  stream: string;
  t: number;
  dt: number;
  per: number;
  v: Record<string, number[]>;
}

export class Preview {
  private blocks: Block[] = [];
  private spans: { start: number; end: number }[] = [];

  constructor(
    private readonly svg: SVGSVGElement,
    private readonly axes: HTMLElement,
  ) {}

  mark(spans: { start: number; end: number }[]): void {
    this.spans = spans;
  }

  take(blocks: Block[]): void {
    if (!blocks.length) return;
    this.blocks.push(...blocks);
    this.blocks.sort((one, other) => one.t - other.t);
    const end = endOf(this.blocks.at(-1) as Block);
    this.blocks = this.blocks.filter((one) => endOf(one) > end - SHOWN_MS);
    this.draw(end);
  }

  private draw(end: number): void {
    const names = Object.keys((this.blocks.at(-1) as Block).v);
    const every = this.blocks.flatMap((one) => Object.values(one.v).flat());
    const [low, high] = [Math.min(...every), Math.max(...every)];
    const x = (time: number): number => WIDTH - ((end - time) / SHOWN_MS) * WIDTH;
    const y = (value: number): number => HEIGHT - 6 - ((value - low) / (high - low || 1)) * (HEIGHT - 12);
    const lines = names.map((name, place) => {
      const points = this.blocks.flatMap((one) => (one.v[name] ?? []).map((value, index) => `${x(one.t + index * one.dt).toFixed(1)},${y(value).toFixed(1)}`));
      return shape("polyline", { points: points.join(" "), "data-line": String(place % 3) });
    });
    const kept = this.spans.map((one) => shape("rect", { x: String(x(one.start)), width: String(Math.max(0, x(one.end) - x(one.start))), y: "0", height: String(HEIGHT), "data-kept": "" }));
    this.svg.replaceChildren(...kept, ...lines);
    const words = names.join(", ");
    if (this.axes.textContent !== words) this.axes.textContent = words;
  }
}

function endOf(block: Block): number {
  return block.t + block.dt * (Object.values(block.v)[0]?.length ?? 0);
}

function shape(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
