// Several series in one chart: whoever compares chooses them; each has a line of its own kind (colour and dashes), its
// unit's scale, and its value in the legend. Drawn only while it is unfolded.
import uPlot from "uplot";
import type { Chart } from "./chart";
import { clockTime, decimalsFor, formatNumber } from "./format";
import type { View } from "./view";

const HEIGHT_PX = 260;
const MOST = 6;
const DASHES = [[], [9, 4], [2, 3], [12, 3, 2, 3], [5, 5], [1, 5]];
const STEPS = uPlot.paths.stepped?.({ align: 1 }) as uPlot.Series.PathBuilder;

export class Overlay {
  private readonly section = document.getElementById("overlay") as HTMLDetailsElement;
  private readonly place = document.getElementById("overlay-plot") as HTMLElement;
  private readonly legend = document.getElementById("overlay-legend") as HTMLElement;
  private readonly chosen = new Set<string>();
  private plot: uPlot | null = null;
  private shape = "";
  private hasChosen = false;
  private cursorMs: number | null = null;

  constructor(
    private readonly charts: () => Chart[],
    private readonly view: View,
  ) {
    this.section.addEventListener("toggle", () => this.draw());
    new ResizeObserver(() => this.plot?.setSize({ width: this.place.clientWidth, height: HEIGHT_PX })).observe(this.place);
  }

  /** The series that there are; the first two are chosen until somebody chooses. */
  offer(): void {
    const charts = this.charts();
    if (!this.hasChosen) for (const chart of charts.slice(0, 2)) this.chosen.add(chart.series);
    this.legend.replaceChildren(...charts.map((chart) => this.rowOf(chart)));
  }

  repaint(): void {
    this.shape = "";
    this.draw();
  }

  draw(): void {
    if (!this.section.open) return;
    const shown = this.shown();
    const shape = shown.map((chart) => `${chart.series} ${chart.unit} ${chart.isSwitched}`).join();
    if (shape !== this.shape) this.build(shown, shape);
    const tables = shown.map((chart) => chart.columns()).map(({ times, mean }) => [times, mean] as uPlot.AlignedData);
    if (tables.length > 0) this.plot?.setData(uPlot.join(tables));
    this.say(shown);
  }

  private shown(): Chart[] {
    return this.charts().filter((chart) => this.chosen.has(chart.series));
  }

  private rowOf(chart: Chart): HTMLElement {
    const [row, label, box, value] = [document.createElement("li"), document.createElement("label"), document.createElement("input"), document.createElement("output")];
    box.type = "checkbox";
    box.checked = this.chosen.has(chart.series);
    box.addEventListener("change", () => this.choose(chart.series, box));
    row.dataset["series"] = chart.series;
    label.append(box, sample(), chart.label);
    row.append(label, value);
    return row;
  }

  private choose(series: string, box: HTMLInputElement): void {
    this.hasChosen = true;
    if (box.checked && this.chosen.size >= MOST) box.checked = false;
    if (box.checked) this.chosen.add(series);
    else this.chosen.delete(series);
    this.draw();
  }

  private build(shown: Chart[], shape: string): void {
    this.shape = shape;
    this.plot?.destroy();
    const style = getComputedStyle(this.place);
    const colour = (name: string): string => style.getPropertyValue(name).trim();
    const units = [...new Set(shown.map((chart) => chart.unit))];
    const soft = colour("--ink-soft");
    this.plot = new uPlot(
      {
        width: this.place.clientWidth || 300,
        height: HEIGHT_PX,
        legend: { show: false },
        cursor: { y: false, sync: { key: "time" }, drag: { x: true, y: false, setScale: false } },
        scales: { x: { time: true, range: () => this.range() } },
        series: [{}, ...shown.map((chart, place) => ({ scale: chart.unit || "-", stroke: colour(`--line-${place + 1}`), dash: DASHES[place] ?? [], width: 2.25, points: { show: false }, ...(chart.isSwitched ? { paths: STEPS } : {}) }))],
        axes: [
          { stroke: soft, font: "14px system-ui, sans-serif", ticks: { show: false }, grid: { show: false }, space: 90, values: (_plot, ticks) => ticks.map((tick) => clockTime(tick * 1000).slice(0, 8)) },
          ...units.slice(0, 2).map((unit, place) => ({
            scale: unit || "-",
            side: place === 0 ? 3 : 1,
            label: unit,
            labelSize: unit ? 20 : 0,
            size: 54,
            stroke: soft,
            font: "14px system-ui, sans-serif",
            labelFont: "14px system-ui, sans-serif",
            ticks: { show: false },
            grid: { show: place === 0, stroke: colour("--line"), width: 1 },
            values: (_plot: uPlot, ticks: number[]) => ticks.map((tick) => formatNumber(tick, decimalsFor(ticks))),
          })),
        ],
        hooks: { setCursor: [(plot) => this.point(plot)], setSelect: [(plot) => this.select(plot)] },
      },
      [[], ...shown.map(() => [])],
      this.place,
    );
    for (const row of this.legend.querySelectorAll<HTMLElement>("li")) this.mark(row, shown);
  }

  private mark(row: HTMLElement, shown: Chart[]): void {
    const place = shown.findIndex((chart) => chart.series === row.dataset["series"]);
    const line = row.querySelector("path");
    row.querySelector("svg")?.toggleAttribute("hidden", place < 0);
    line?.setAttribute("class", `line-${place + 1}`);
    line?.setAttribute("stroke-dasharray", (DASHES[place] ?? []).join(" "));
  }

  private range(): [number, number] {
    const [start, end] = this.view.stretch ?? this.charts()[0]?.stretch ?? [0, 1];
    return [start / 1000, end / 1000];
  }

  private point(plot: uPlot): void {
    const { idx } = plot.cursor;
    this.cursorMs = idx == null ? null : (plot.data[0]?.[idx] ?? 0) * 1000;
    this.say(this.shown());
  }

  private select(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width < 8) return;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    this.view.choose(plot.posToVal(left, "x") * 1000, plot.posToVal(left + width, "x") * 1000);
  }

  /** The legend: each value under the cursor, else the last one. */
  private say(shown: Chart[]): void {
    for (const row of this.legend.querySelectorAll<HTMLElement>("li")) {
      const chart = shown.find((one) => one.series === row.dataset["series"]);
      const value = chart === undefined ? null : this.cursorMs === null ? chart.lastValue : valueAt(chart, this.cursorMs);
      const words = value === null || value === undefined ? "" : `${formatNumber(value, decimalsFor([value]))} ${chart?.unit ?? ""}`.trim();
      const output = row.querySelector("output") as HTMLOutputElement;
      if (output.textContent !== words) output.textContent = words;
    }
  }
}

function valueAt(chart: Chart, ms: number): number | null {
  const { times, mean } = chart.columns();
  const place = times.findLastIndex((second) => second * 1000 <= ms);
  return place < 0 ? null : (mean[place] ?? null);
}

/** A short piece of the line, beside its name. */
function sample(): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 34 10");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M0 5H34");
  svg.append(path);
  return svg;
}
