// One drawn curve: the mean as a line, the lowest to highest values of each slot as a band, in the page's own colours.
import uPlot from "uplot";
import { clockTime, formatNumber } from "./format";
import type { Columns } from "./slots";

const HEIGHT_PX = 190;
const LEAST_DRAG_PX = 8;
const LINES = uPlot.paths.linear?.() as uPlot.Series.PathBuilder;
const STEPS = uPlot.paths.stepped?.({ align: 1 }) as uPlot.Series.PathBuilder;

export class Plot {
  private readonly plot: uPlot;
  private rangeMs: [number, number] = [0, 1];
  decimals = 1;
  /** On or off: nothing lies between two values, so the line goes in steps. */
  isStepped = false;

  /** Silences, shaded: the board said nothing there. */
  gaps: [startMs: number, endMs: number][] = [];

  constructor(
    private readonly place: HTMLElement,
    private readonly onPoint: (ms: number | null, value: number | null) => void,
    private readonly onStretch: (startMs: number, endMs: number) => void,
  ) {
    this.plot = new uPlot(this.options(), [[], [], [], []], place);
    new ResizeObserver(() => this.resize()).observe(place);
  }

  draw(columns: Columns, rangeMs: [number, number]): void {
    this.rangeMs = rangeMs;
    this.plot.setData([columns.times, columns.low, columns.high, columns.mean], true);
  }

  destroy(): void {
    this.plot.destroy();
  }

  private resize(): void {
    const width = this.place.clientWidth;
    if (width > 0 && width !== this.plot.width) this.plot.setSize({ width, height: HEIGHT_PX });
  }

  private options(): uPlot.Options {
    const style = getComputedStyle(this.place);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const axis = { stroke: colour("--ink-soft"), font: "14px system-ui, sans-serif", ticks: { show: false } };
    const edge: uPlot.Series = { stroke: colour("--series-edge"), width: 1, points: { show: false }, paths: this.path };
    return {
      width: this.place.clientWidth || 300,
      height: HEIGHT_PX,
      padding: [10, 32, 0, 0],
      legend: { show: false },
      cursor: { y: false, sync: { key: "time" }, drag: { x: true, y: false, setScale: false }, points: { size: 8, fill: colour("--series") } },
      scales: { x: { time: true, range: () => [this.rangeMs[0] / 1000, this.rangeMs[1] / 1000] }, y: { range: yRange } },
      bands: [{ series: [2, 1], fill: colour("--series-band") }],
      series: [{}, edge, edge, { stroke: colour("--series"), width: 2.25, points: { show: this.hasPoints }, paths: this.path }],
      axes: [
        { ...axis, grid: { show: false }, space: 90, size: 34, values: (_plot, ticks) => ticks.map((tick) => this.tickTime(tick)) },
        {
          ...axis,
          grid: { stroke: colour("--line"), width: 1 },
          space: 28,
          size: 54,
          splits: (_plot, _axis, low, high, step) => (this.isStepped ? [0, 1] : everyStep(low, high, step)),
          values: (_plot, ticks, _axis, _space, step) => ticks.map((tick) => formatNumber(tick, this.isStepped ? 0 : stepDecimals(step))),
        },
      ],
      hooks: {
        setCursor: [(plot) => this.point(plot.cursor.idx)],
        setSelect: [(plot) => this.select(plot)],
        drawAxes: [(plot) => this.shadeGaps(plot, colour("--quiet-soft"))],
      },
    };
  }

  /** A stretch was drawn with the mouse. */
  private select(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < LEAST_DRAG_PX) return;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.onStretch(plot.posToVal(left, "x") * 1000, plot.posToVal(left + width, "x") * 1000);
  }

  private shadeGaps(plot: uPlot, fill: string): void {
    const { left, top, width, height } = plot.bbox;
    plot.ctx.fillStyle = fill;
    for (const [start, end] of this.gaps) {
      const from = Math.max(left, plot.valToPos(start / 1000, "x", true));
      const to = Math.min(left + width, plot.valToPos(end / 1000, "x", true));
      if (to > from) plot.ctx.fillRect(from, top, to - from, height);
    }
  }

  private readonly path: uPlot.Series.PathBuilder = (plot, series, from, to) => (this.isStepped ? STEPS : LINES)(plot, series, from, to);

  private readonly hasPoints = (plot: uPlot): boolean => (plot.data[0]?.length ?? 0) < 3;

  private tickTime(second: number): string {
    const span = this.rangeMs[1] - this.rangeMs[0];
    const text = clockTime(second * 1000);
    return span > 15 * 60_000 ? text.slice(0, 5) : text;
  }

  private point(index: number | null | undefined): void {
    const second = index == null ? undefined : this.plot.data[0]?.[index];
    const value = index == null ? undefined : this.plot.data[3]?.[index];
    this.onPoint(second === undefined ? null : second * 1000, value ?? null);
  }
}

/** Some air above and below; a flat curve stands in the middle. */
function yRange(_plot: uPlot, low: number | null, high: number | null): [number, number] {
  if (low === null || high === null) return [0, 1];
  const air = high > low ? (high - low) * 0.12 : Math.max(Math.abs(high) * 0.05, 0.5);
  return [low - air, high + air];
}

function everyStep(low: number, high: number, step: number): number[] {
  const ticks: number[] = [];
  for (let place = Math.ceil(low / step); place * step <= high; place += 1) ticks.push(place * step);
  return ticks;
}

/** How many decimals tell two ticks apart: 1 for steps of 2.5, 2 for steps of 0.25. */
function stepDecimals(step: number): number {
  for (let decimals = 0; decimals < 4; decimals += 1) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6) return decimals;
  }
  return 4;
}
