// What stretch of time the charts of a page show: a window that ends now, or a stretch that somebody chose, and whether
// they stand still meanwhile. One view for all charts, so that curves are compared at the same moments.
export const WINDOWS: Record<string, number | null> = { "1m": 60_000, "10m": 600_000, "1h": 3_600_000, "6h": 21_600_000, "1d": 86_400_000, all: null };
const LEAST_MS = 2000;
const STEP = 0.25;

export class View {
  /** What was chosen; null follows the present. */
  stretch: [startMs: number, endMs: number] | null = null;
  private stoppedMs: number | null = null;

  constructor(
    public windowName: string,
    /** What is drawn now, for a first step away from it. */
    private readonly drawn: () => [startMs: number, endMs: number],
    private readonly onChange: () => void,
  ) {}

  get isPaused(): boolean {
    return this.stoppedMs !== null || this.stretch !== null;
  }

  /** The present, or the moment at which the charts were stopped. */
  now(ms: number): number {
    return this.stoppedMs ?? ms;
  }

  pause(nowMs: number): void {
    if (this.isPaused) return this.follow();
    this.stoppedMs = nowMs;
    this.onChange();
  }

  /** Go back to the window that ends now. */
  follow(windowName = this.windowName): void {
    this.windowName = windowName;
    this.stretch = this.stoppedMs = null;
    this.onChange();
  }

  choose(startMs: number, endMs: number): void {
    const middle = (startMs + endMs) / 2;
    const half = Math.max(LEAST_MS, endMs - startMs) / 2;
    this.stretch = [Math.round(middle - half), Math.round(middle + half)];
    this.onChange();
  }

  /** Nearer (below 1) or farther, around the middle. */
  zoom(factor: number): void {
    const [start, end] = this.stretch ?? this.drawn();
    const [middle, half] = [(start + end) / 2, ((end - start) / 2) * factor];
    this.choose(middle - half, middle + half);
  }

  /** A quarter of the stretch to the left (-1) or to the right. */
  move(way: -1 | 1): void {
    const [start, end] = this.stretch ?? this.drawn();
    const step = (end - start) * STEP * way;
    this.choose(start + step, end + step);
  }

  /** What a key means on a chart; false for a key that means nothing here. */
  takeKey(key: string, nowMs: number): boolean {
    if (key === "+" || key === "=") this.zoom(0.5);
    else if (key === "-") this.zoom(2);
    else if (key === "ArrowLeft") this.move(-1);
    else if (key === "ArrowRight") this.move(1);
    else if (key === "Escape" || key === "0") this.follow();
    else if (key === " ") this.pause(nowMs);
    else return false;
    return true;
  }
}
