// Draw at most four times a second, and never while nobody looks.
const INTERVAL_MS = 250;

export class Painter {
  private paintedMs = 0;
  private isWanted = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly draw: () => void) {
    document.addEventListener("visibilitychange", () => this.isWanted && this.schedule());
  }

  want(): void {
    this.isWanted = true;
    this.schedule();
  }

  private schedule(): void {
    if (document.hidden || this.timer !== undefined) return;
    const wait = Math.max(0, this.paintedMs + INTERVAL_MS - performance.now());
    this.timer = setTimeout(() => requestAnimationFrame(() => this.paint()), wait);
  }

  private paint(): void {
    this.timer = undefined;
    this.isWanted = false;
    this.paintedMs = performance.now();
    this.draw();
  }
}
