// Draw as soon as there is news, never while nobody looks, and never for more than a small part of the time: what is
// dear to draw (many charts, an old computer) is drawn two or three times a second, what is cheap at once.
const LONGEST_MS = 400;
/** So many times as long as a drawing took is waited before the next. */
const PAUSES = 25;

export class Painter {
  private nextMs = 0;
  private isWanted = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `leastMs` lies between two drawings at least. */
  constructor(
    private readonly draw: () => void,
    private readonly leastMs = 16,
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
    this.draw();
    const nowMs = performance.now();
    this.nextMs = nowMs + Math.max(this.leastMs, Math.min(LONGEST_MS, PAUSES * (nowMs - begunMs)));
  }
}
