// A series' curve as at most 500 time slots: samples are put in their slot as they arrive, so drawing costs the same
// at one sample a second and at a hundred.
const MOST_SLOTS = 500;

export interface Columns {
  times: number[];
  low: (number | null)[];
  high: (number | null)[];
  mean: (number | null)[];
}

interface Slot {
  start: number;
  low: number;
  high: number;
  sum: number;
  count: number;
}

export class Slots {
  private slots: Slot[] = [];
  /** Known until a slot comes or goes: each drawing asks for it twice. */
  private knownSilenceMs: number | null = null;

  constructor(private widthMs: number) {
    this.widthMs = Math.max(1, widthMs);
  }

  /** Add one sample, or a bucket of history (`low` and `high` given). */
  add(ms: number, mean: number, low = mean, high = mean): void {
    const start = Math.floor(ms / this.widthMs) * this.widthMs;
    let index = this.slots.length;
    while (index > 0 && (this.slots[index - 1] as Slot).start > start) index -= 1;
    const slot = this.slots[index - 1];
    if (slot?.start === start) {
      slot.low = Math.min(slot.low, low);
      slot.high = Math.max(slot.high, high);
      slot.sum += mean;
      slot.count += 1;
      return;
    }
    this.knownSilenceMs = null;
    this.slots.splice(index, 0, { start, low, high, sum: mean, count: 1 });
    if (this.slots.length > MOST_SLOTS) this.coarsen();
  }

  /** Forget what is older than `ms`, but for one slot so that the curve reaches the edge. */
  forgetBefore(ms: number): void {
    const kept = this.slots.findIndex((slot) => slot.start + this.widthMs >= ms);
    if (kept <= 1) return;
    this.slots.splice(0, kept - 1);
    this.knownSilenceMs = null;
  }

  get firstMs(): number | undefined {
    return this.slots[0]?.start;
  }

  get lastMs(): number | undefined {
    return this.slots.at(-1)?.start;
  }

  /** Times in seconds (uPlot's unit) and values; a null stands where the board was silent for long. */
  columns(): Columns {
    const columns: Columns = { times: [], low: [], high: [], mean: [] };
    const silenceMs = this.silence();
    let previous: Slot | undefined;
    for (const slot of this.slots) {
      if (previous && slot.start - previous.start > silenceMs) push(columns, (previous.start + slot.start) / 2);
      push(columns, slot.start + this.widthMs / 2, slot);
      previous = slot;
    }
    return columns;
  }

  /** The silences between two moments: from when to when nothing came. */
  gaps(fromMs: number, toMs: number): [startMs: number, endMs: number][] {
    const silenceMs = this.silence();
    const found: [number, number][] = [];
    for (const [index, slot] of this.slots.entries()) {
      const previous = this.slots[index - 1];
      if (!previous || slot.start < fromMs || previous.start > toMs) continue;
      if (slot.start - previous.start > silenceMs) found.push([previous.start + this.widthMs, slot.start]);
    }
    return found;
  }

  /** The slots merged into at most `rows` rows, for the data table. */
  rows(most: number): { ms: number; low: number; mean: number; high: number }[] {
    const size = Math.ceil(this.slots.length / most);
    const rows = [];
    for (let index = 0; index < this.slots.length; index += size) {
      const group = this.slots.slice(index, index + size);
      const count = group.reduce((total, slot) => total + slot.count, 0);
      rows.push({
        ms: (group[0] as Slot).start,
        low: Math.min(...group.map((slot) => slot.low)),
        mean: group.reduce((total, slot) => total + slot.sum, 0) / count,
        high: Math.max(...group.map((slot) => slot.high)),
      });
    }
    return rows;
  }

  /** A silence is ten usual intervals, and three seconds at least. */
  private silence(): number {
    return (this.knownSilenceMs ??= this.findSilence());
  }

  private findSilence(): number {
    const steps = this.slots.slice(1).map((slot, index) => slot.start - (this.slots[index] as Slot).start);
    steps.sort((a, b) => a - b);
    return Math.max(3000, 10 * (steps[steps.length >> 1] ?? 0), 2 * this.widthMs);
  }

  private coarsen(): void {
    const fine = this.slots;
    this.widthMs *= 2;
    this.slots = [];
    for (const slot of fine) this.merge(slot);
  }

  private merge(slot: Slot): void {
    const start = Math.floor(slot.start / this.widthMs) * this.widthMs;
    const last = this.slots.at(-1);
    if (last?.start !== start) {
      this.slots.push({ ...slot, start });
      return;
    }
    last.low = Math.min(last.low, slot.low);
    last.high = Math.max(last.high, slot.high);
    last.sum += slot.sum;
    last.count += slot.count;
  }
}

function push(columns: Columns, ms: number, slot?: Slot): void {
  columns.times.push(ms / 1000);
  columns.low.push(slot ? slot.low : null);
  columns.high.push(slot ? slot.high : null);
  columns.mean.push(slot ? slot.sum / slot.count : null);
}
