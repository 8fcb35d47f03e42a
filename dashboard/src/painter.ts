// Draw as soon as there is news, never while nobody looks, and never for more than a small part of the time: what is
// dear to draw (many charts, an old computer) is drawn two or three times a second, what is cheap at once.
const LONGEST_MS = 400;
/** So many times as long as a drawing took is waited before the next. */
const PAUSES = 25;

export class Painter {
  private nextMs = 0;
  private isWanted = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `leastMs` lies between two drawings at least; more `pauses` where a drawing has the browser do much afterwards. */
  constructor(
    private readonly draw: () => void,
    private readonly leastMs = 16,
    private readonly pauses = PAUSES,
  ) {
    document.addEventListener("visibilitychange", () => this.isWanted && this.schedule());
  }

  want(): void {
    this.isWanted = true;
    this.schedule();
  }

  private schedule(): void {
    if (document.hidden || this.timer !== undefined) return;
    const waitMs = this.nextMs - performance.now();
    // A timer costs some milliseconds even at nought.
    if (waitMs <= 0) this.paint();
    else this.timer = setTimeout(() => this.paint(), waitMs);
  }

  private paint(): void {
    this.timer = undefined;
    this.isWanted = false;
    const begunMs = performance.now();
    this.nextMs = begunMs + this.leastMs;
    this.draw();
    // A chart draws itself in the same turn, after us.
    queueMicrotask(() => this.rest(begunMs));
  }

  private rest(begunMs: number): void {
    const nowMs = performance.now();
    this.nextMs = nowMs + Math.max(this.leastMs, Math.min(LONGEST_MS, this.pauses * (nowMs - begunMs)));
  }
}
