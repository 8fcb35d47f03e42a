// One series on a board's page: its curve, with the summary, the counts and the table that say the same in words.
import { setText } from "./cards";
import { ageText } from "./freshness";
import { clockTime, decimalsFor, formatNumber, seriesLabel } from "./format";
import { Plot } from "./plot";
import { type Columns, Slots } from "./slots";
import { t, tCount } from "./texts";
import { type View, WINDOWS } from "./view";

const POINTS = 500;
const TABLE_ROWS = 12;
const LEAST_SPAN_MS = 10_000;
const KEPT_LIVE = 2000;
/** The store writes in batches: samples this recent may be missing from the history. */
const STORE_LAG_MS = 5000;

export interface Counts {
  stored: number;
  late: number;
  missing: number;
}

export interface History {
  start: number;
  end: number;
  t: number[];
  low: number[];
  high: number[];
  mean: number[];
}

export class Chart {
  private slots = new Slots(1000);
  private plot: Plot;
  private live: [ms: number, value: number, heardMs: number][] = [];
  private last: number | null = null;
  private lastMs = 0;
  private startMs = 0;
  /** What is drawn. */
  stretch: [startMs: number, endMs: number] = [0, 1];
  private isSeen = true;
  private asked = 0;
  private counts: Counts | null = null;

  constructor(
    readonly section: HTMLElement,
    private readonly board: string,
    readonly series: string,
    private readonly view: View,
  ) {
    this.plot = this.newPlot();
    section.querySelector("details")?.addEventListener("toggle", () => this.fillTable());
    // Forty charts cost what the few that are on the screen cost.
    new IntersectionObserver(([entry]) => (this.isSeen = entry?.isIntersecting ?? true), { rootMargin: "200px" }).observe(section);
  }

  setUnit(unit: string): void {
    this.section.dataset["unit"] ||= unit;
    setText(this.section, ".chart-head .unit", this.unit);
  }

  /** Read the history of what is to be shown, then put back what arrived meanwhile. */
  async load(nowMs: number): Promise<void> {
    const turn = ++this.asked;
    const span = WINDOWS[this.view.windowName];
    const [startMs, endMs] = this.view.stretch ?? [span ? Math.floor(nowMs - span) : null, Math.ceil(nowMs)];
    const start = startMs === null ? "" : `start=${startMs}&`;
    const path = `/api/boards/${encodeURIComponent(this.board)}/series/${encodeURIComponent(this.series)}/chart`;
    try {
      const answer = await fetch(`${path}?${start}end=${endMs}&buckets=${POINTS}`);
      if (answer.ok && turn === this.asked) this.fill((await answer.json()) as History, POINTS);
    } catch {
      // The server is away: the banner says so, and the next snapshot loads again.
    }
  }

  add(ms: number, value: number): void {
    this.last = value;
    this.lastMs = Math.max(this.lastMs, ms);
    if (!this.view.isPaused) this.slots.add(ms, value);
    this.live.push([ms, value, Date.now()]);
    if (this.live.length > KEPT_LIVE) this.live.splice(0, KEPT_LIVE / 2);
  }

  setCounts(counts: Counts): void {
    this.counts = counts;
    const parts = [tCount("series.stored", counts.stored)];
    if (counts.late > 0) parts.push(tCount("series.late", counts.late));
    parts.push(counts.missing > 0 ? tCount("series.missing", counts.missing) : t("series.complete"));
    setText(this.section, ".counts", parts.join(" · "));
    this.section.querySelector(".counts")?.toggleAttribute("data-gaps", counts.missing > 0);
  }

  draw(nowMs: number): void {
    this.sayAge(nowMs);
    if (!this.isSeen && this.section.dataset["drawn"] !== undefined) return;
    const span = this.view.stretch ? null : (WINDOWS[this.view.windowName] ?? null);
    const endMs = this.view.isPaused ? this.view.now(nowMs) : Math.max(nowMs, this.slots.lastMs ?? 0);
    if (span && !this.view.isPaused) this.slots.forgetBefore(endMs - span);
    this.stretch = this.view.stretch ?? [this.start(endMs, span), endMs];
    this.startMs = this.stretch[0];
    const rows = this.slots.rows(TABLE_ROWS).filter((row) => row.ms >= this.startMs || !span);
    this.plot.decimals = decimalsFor(rows.flatMap((row) => [row.low, row.high]));
    if (this.last !== null) setText(this.section, ".chart-head .value", formatNumber(this.last, this.plot.decimals));
    this.plot.isStepped = this.isSwitched;
    this.plot.gaps = this.slots.gaps(...this.stretch);
    this.plot.draw(this.slots.columns(), this.stretch);
    // Tests and bench/pages.py wait for the first curve by this sign.
    if (this.slots.lastMs !== undefined) this.section.dataset["drawn"] = "";
    setText(this.section, ".summary", [this.summary(rows), ...this.gapWords()].join(" "));
  }

  /** On or off, and nothing between. */
  get isSwitched(): boolean {
    const rows = this.slots.rows(TABLE_ROWS);
    return rows.length > 0 && rows.every((row) => isSwitch(row.low) && isSwitch(row.high));
  }

  columns(): Columns {
    return this.slots.columns();
  }

  get label(): string {
    return seriesLabel(this.series);
  }

  get lastValue(): number | null {
    return this.last;
  }

  private sayAge(nowMs: number): void {
    if (!this.lastMs) return;
    setText(this.section, ".age", ageText(Math.max(0, nowMs - this.lastMs)));
  }

  private gapWords(): string[] {
    const { gaps } = this.plot;
    if (gaps.length === 0) return [];
    const longest = Math.round(Math.max(...gaps.map(([start, end]) => end - start)) / 1000);
    return [tCount("chart.gaps", gaps.length, { longest: formatNumber(longest, 0) })];
  }

  /** The first samples fill the chart instead of its last corner. */
  private start(endMs: number, span: number | null): number {
    const first = Math.min(this.slots.firstMs ?? endMs - 60_000, endMs - LEAST_SPAN_MS);
    return span ? Math.max(endMs - span, first) : first;
  }

  /** Words again, after a change of language. */
  retranslate(): void {
    setText(this.section, "h2", seriesLabel(this.series));
    setText(this.section, "caption", seriesLabel(this.series));
    if (this.counts) this.setCounts(this.counts);
    this.fillTable();
  }

  /** Colours again, after a change between light and dark. */
  repaint(): void {
    this.plot.destroy();
    this.plot = this.newPlot();
  }

  fillTable(): void {
    const details = this.section.querySelector("details");
    const body = this.section.querySelector("tbody");
    if (!details?.open || !body) return;
    const rows = this.slots.rows(TABLE_ROWS).map((row) => {
      const line = document.createElement("tr");
      const time = document.createElement("th");
      time.scope = "row";
      time.textContent = clockTime(Math.max(row.ms, this.startMs));
      line.append(time, ...[row.low, row.mean, row.high].map((value) => this.cell(value)));
      return line;
    });
    body.replaceChildren(...rows);
  }

  get unit(): string {
    return this.section.dataset["unit"] ?? "";
  }

  private cell(value: number): HTMLElement {
    const cell = document.createElement("td");
    cell.className = "number";
    cell.textContent = formatNumber(value, this.plot.decimals);
    return cell;
  }

  private newPlot(): Plot {
    return new Plot(this.section.querySelector(".plot") as HTMLElement, (ms, value) => this.read(ms, value), (start, end) => this.view.choose(start, end));
  }

  private read(ms: number | null, value: number | null): void {
    const text = ms === null || value === null ? "" : `${clockTime(ms)} · ${formatNumber(value, this.plot.decimals)} ${this.unit}`;
    setText(this.section, ".readout", text);
  }

  /** Take a history of at most so many points. */
  fill(history: History, points: number): void {
    this.slots = new Slots((history.end - history.start) / points);
    history.t.forEach((ms, index) => {
      this.slots.add(ms, history.mean[index] as number, history.low[index], history.high[index]);
    });
    const known = history.t.at(-1) ?? 0;
    const since = Date.now() - STORE_LAG_MS;
    this.live = this.live.filter(([, , heardMs]) => heardMs >= since);
    for (const [ms, value] of this.live) if (ms > known) this.slots.add(ms, value);
    this.last ??= history.mean.at(-1) ?? null;
    this.lastMs ||= history.t.at(-1) ?? 0;
  }

  private summary(rows: { low: number; high: number }[]): string {
    const window = this.view.stretch ? t("window.chosen", { from: clockTime(this.stretch[0]), to: clockTime(this.stretch[1]) }) : windowLabel(this.view.windowName);
    if (rows.length === 0) return t("chart.empty", { window });
    const low = formatNumber(Math.min(...rows.map((row) => row.low)), this.plot.decimals);
    const high = formatNumber(Math.max(...rows.map((row) => row.high)), this.plot.decimals);
    return t("chart.summary", { low, high, unit: this.unit, window });
  }
}

function isSwitch(value: number): boolean {
  return value === 0 || value === 1;
}

function windowLabel(name: string): string {
  if (name === "1m") return t("window.1m");
  if (name === "10m") return t("window.10m");
  if (name === "6h") return t("window.6h");
  if (name === "1d") return t("window.1d");
  return name === "1h" ? t("window.1h") : t("window.all");
}
