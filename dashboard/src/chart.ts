// One series on a board's page: its curve, with the summary, the counts and the table that say the same in words.
import { setText } from "./cards";
import { clockTime, decimalsFor, formatNumber, seriesLabel } from "./format";
import { Plot } from "./plot";
import { Slots } from "./slots";
import { t, tCount } from "./texts";

export const WINDOWS: Record<string, number | null> = { "1m": 60_000, "10m": 600_000, "1h": 3_600_000, all: null };
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

interface History {
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
  private startMs = 0;
  private asked = 0;
  private counts: Counts | null = null;

  constructor(
    readonly section: HTMLElement,
    private readonly board: string,
    private readonly series: string,
    private windowName: string,
  ) {
    this.plot = this.newPlot();
    section.querySelector("details")?.addEventListener("toggle", () => this.fillTable());
  }

  setUnit(unit: string): void {
    this.section.dataset["unit"] ||= unit;
    setText(this.section, ".chart-head .unit", this.unit);
  }

  /** Read the history of a window, then put back what arrived meanwhile. */
  async load(windowName: string, nowMs: number): Promise<void> {
    this.windowName = windowName;
    const turn = ++this.asked;
    const span = WINDOWS[windowName];
    const start = span ? `start=${Math.floor(nowMs - span)}&` : "";
    const path = `/api/boards/${encodeURIComponent(this.board)}/series/${encodeURIComponent(this.series)}/chart`;
    try {
      const answer = await fetch(`${path}?${start}end=${Math.ceil(nowMs)}&buckets=${POINTS}`);
      if (answer.ok && turn === this.asked) this.fill((await answer.json()) as History);
    } catch {
      // The server is away: the banner says so, and the next snapshot loads again.
    }
  }

  add(ms: number, value: number): void {
    this.last = value;
    this.slots.add(ms, value);
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
    const span = WINDOWS[this.windowName];
    const endMs = Math.max(nowMs, this.slots.lastMs ?? 0);
    if (span) this.slots.forgetBefore(endMs - span);
    const startMs = this.start(endMs, span ?? null);
    this.startMs = startMs;
    const rows = this.slots.rows(TABLE_ROWS).filter((row) => row.ms >= startMs || !span);
    this.plot.decimals = decimalsFor(rows.flatMap((row) => [row.low, row.high]));
    if (this.last !== null) setText(this.section, ".chart-head .value", formatNumber(this.last, this.plot.decimals));
    this.plot.isStepped = rows.length > 0 && rows.every((row) => isSwitch(row.low) && isSwitch(row.high));
    this.plot.draw(this.slots.columns(), [startMs, endMs]);
    // Tests and bench/pages.py wait for the first curve by this sign.
    if (this.slots.lastMs !== undefined) this.section.dataset["drawn"] = "";
    setText(this.section, ".summary", this.summary(rows));
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

  private get unit(): string {
    return this.section.dataset["unit"] ?? "";
  }

  private cell(value: number): HTMLElement {
    const cell = document.createElement("td");
    cell.className = "number";
    cell.textContent = formatNumber(value, this.plot.decimals);
    return cell;
  }

  private newPlot(): Plot {
    return new Plot(this.section.querySelector(".plot") as HTMLElement, (ms, value) => this.read(ms, value));
  }

  private read(ms: number | null, value: number | null): void {
    const text = ms === null || value === null ? "" : `${clockTime(ms)} · ${formatNumber(value, this.plot.decimals)} ${this.unit}`;
    setText(this.section, ".readout", text);
  }

  private fill(history: History): void {
    this.slots = new Slots((history.end - history.start) / POINTS);
    history.t.forEach((ms, index) => {
      this.slots.add(ms, history.mean[index] as number, history.low[index], history.high[index]);
    });
    const known = history.t.at(-1) ?? 0;
    const since = Date.now() - STORE_LAG_MS;
    this.live = this.live.filter(([, , heardMs]) => heardMs >= since);
    for (const [ms, value] of this.live) if (ms > known) this.slots.add(ms, value);
    this.last ??= history.mean.at(-1) ?? null;
  }

  private summary(rows: { low: number; high: number }[]): string {
    const window = windowLabel(this.windowName);
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
  return name === "1h" ? t("window.1h") : t("window.all");
}
