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

  /** The lowest and the highest value of each kind of axis. */
  private spansOf(names: string[]): Map<string, [number, number]> {
    const found = new Map<string, [number, number]>();
    for (const name of names) {
      const values = this.blocks.flatMap((one) => one.v[name] ?? []);
      const [low, high] = found.get(kindOf(name)) ?? [Infinity, -Infinity];
      found.set(kindOf(name), [Math.min(low, ...values), Math.max(high, ...values)]);
    }
    return found;
  }

  private draw(end: number): void {
    const names = Object.keys((this.blocks.at(-1) as Block).v);
    const spans = this.spansOf(names);
    const x = (time: number): number => WIDTH - ((end - time) / SHOWN_MS) * WIDTH;
    const y = (name: string, value: number): number => {
      const [low, high] = spans.get(kindOf(name)) ?? [0, 1];
      return HEIGHT - 6 - ((value - low) / (high - low || 1)) * (HEIGHT - 12);
    };
    const lines = names.map((name, place) => {
      const points = this.blocks.flatMap((one) => (one.v[name] ?? []).map((value, index) => `${x(one.t + index * one.dt).toFixed(1)},${y(name, value).toFixed(1)}`));
      return shape("polyline", { points: points.join(" "), "data-line": String(place % 3) });
    });
    const kept = this.spans.map((one) => shape("rect", { x: String(x(one.start)), width: String(Math.max(0, x(one.end) - x(one.start))), y: "0", height: String(HEIGHT), "data-kept": "" }));
    this.svg.replaceChildren(...kept, ...lines);
    const words = names.join(", ");
    if (this.axes.textContent !== words) this.axes.textContent = words;
  }
}

/** Axes of one kind share a scale: a turn in degrees would flatten an acceleration in g. */
function kindOf(name: string): string {
  return name.slice(0, -1);
}

function endOf(block: Block): number {
  return block.t + block.dt * (Object.values(block.v)[0]?.length ?? 0);
}

function shape(name: string, attributes: Record<string, string>): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
