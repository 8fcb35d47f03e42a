// In the worker of the course at home: the drawn board. Where the browser lets Python wait (JSPI), the program runs in
// real time; elsewhere it is run ahead in virtual time and shown at the wall's pace (at_home.py says how knobs turn then).
interface LivePython {
  run: { callPromising(): Promise<void> };
  stop(): void;
  turn(knob: string, value: number): void;
  say(text: string): void;
  knobs(language: string): string;
  frame(): string;
  destroy(): void;
}
export interface BoardsPython {
  BoardAtHome(exercise: string, files: string, turned: string, language: string, number: number): LivePython;
  knobs(exercise: string, language: string): string;
  prepare(exercise: string): void;
  ahead(exercise: string, files: string, turned: string, language: string, number: number, untilMs: number): string;
}
export interface RunOrder {
  board: "run";
  exercise: string;
  files: Record<string, string>;
  turned: Record<string, number>;
  language: string;
  number: number;
}
/** `at`: when, by the page's clock (milliseconds since 1970): a worker that computes hears of it later. */
export type BoardOrder = RunOrder | { board: "stop" } | { board: "turn"; knob: string; value: number; at: number } | { board: "type"; text: string; at: number };
type Tell = (news: string) => void;
type Row = [ms: number, news: { state: string }];
interface Run {
  stop(): void;
  turn(knob: string, value: number, at: number): void;
  type(text: string, at: number): void;
  knobs(language: string): string | null;
}

const FRAME_MS = 40;
const FIRST_MS = 6_000;
/** So far is run at once after something was turned: the effect is seen soon. */
const CHANGED_MS = 3_000;
/** When so little is left to show, more is run. */
const SOON_MS = 2_000;
const MOST_MS = 600_000;

export const isLive = "Suspending" in WebAssembly && "promising" in WebAssembly;

/** The clock that a page and its worker share. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

export class LiveBoard {
  private run: Run | null = null;

  constructor(
    private readonly python: BoardsPython,
    private readonly tell: Tell,
  ) {}

  take(order: BoardOrder): void {
    if (order.board === "run") {
      this.run?.stop();
      this.run = isLive ? new RealTime(this.python, order, this.tell) : new Ahead(this.python, order, this.tell);
    } else if (order.board === "stop") this.run?.stop();
    else if (order.board === "turn") this.run?.turn(order.knob, order.value, order.at);
    else this.run?.type(order.text, order.at);
  }

  knobs(exercise: string, language: string): string {
    return this.run?.knobs(language) ?? this.python.knobs(exercise, language);
  }

  /** Read what the first run of an exercise needs, so that it does not wait. */
  prepare(exercise: string): void {
    this.python.prepare(exercise);
  }

  /** Another exercise is shown. */
  leave(): void {
    this.run?.stop();
    this.run = null;
  }
}

class RealTime implements Run {
  private board: LivePython | null;
  private isTold = true;

  constructor(
    python: BoardsPython,
    private readonly order: RunOrder,
    private readonly tell: Tell,
  ) {
    this.board = python.BoardAtHome(order.exercise, JSON.stringify(order.files), JSON.stringify(order.turned), order.language, order.number);
    void this.live(this.board);
  }

  stop(): void {
    this.board?.stop();
    this.show();
    this.isTold = false; // what follows is the end of a program that nobody looks at any more
  }

  turn(knob: string, value: number): void {
    this.board?.turn(knob, value);
  }

  type(text: string): void {
    this.board?.say(text);
  }

  knobs(language: string): string | null {
    return this.board?.knobs(language) ?? null;
  }

  private async live(board: LivePython): Promise<void> {
    this.show();
    const timer = setInterval(() => this.show(), FRAME_MS);
    try {
      await board.run.callPromising();
    } catch (error) {
      console.error(String(error)); // ours: the person is told that the program ended
      this.tell(JSON.stringify({ exercise: this.order.exercise, run: this.order.number, state: "failed", error: null }));
    } finally {
      clearInterval(timer);
      this.show();
      this.board = null;
      board.destroy();
    }
  }

  private show(): void {
    const news = this.isTold && this.board ? this.board.frame() : "";
    if (news) this.tell(news);
  }
}

class Ahead implements Run {
  private readonly turned: [ms: number, knob: string, value: number | string][];
  private rows: Row[] = [];
  private shown = 0;
  private shownMs = -1;
  private untilMs = FIRST_MS;
  /** By the page's clock. */
  private beganMs = nowMs();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly python: BoardsPython,
    private readonly order: RunOrder,
    private readonly tell: Tell,
  ) {
    this.turned = Object.entries(order.turned).map(([knob, value]) => [0, knob, value]);
    this.compute();
    this.beganMs = nowMs();
    this.timer = setInterval(() => this.show(), FRAME_MS);
    this.show();
  }

  stop(): void {
    if (this.timer === undefined) return;
    this.end();
    this.tell(JSON.stringify({ exercise: this.order.exercise, run: this.order.number, state: "stopped", error: null, t_ms: Math.round(this.nowMs()) }));
  }

  turn(knob: string, value: number, at: number): void {
    this.change(knob, value, at);
  }

  type(text: string, at: number): void {
    this.change("", text, at);
  }

  knobs(): null {
    return null;
  }

  private change(knob: string, value: number | string, at: number): void {
    if (this.timer === undefined) return;
    const ms = Math.max(this.shownMs + 1, Math.round(at - this.beganMs));
    this.turned.push([ms, knob, value]);
    this.untilMs = ms + CHANGED_MS;
    this.compute();
    this.show();
  }

  private compute(): void {
    const { exercise, files, language, number } = this.order;
    this.rows = JSON.parse(this.python.ahead(exercise, JSON.stringify(files), JSON.stringify(this.turned), language, number, this.untilMs)) as Row[];
    this.shown = this.rows.filter(([ms]) => ms <= this.shownMs).length;
  }

  private show(): void {
    const nowMs = this.nowMs();
    for (let row = this.rows[this.shown]; row && row[0] <= nowMs; row = this.rows[this.shown]) {
      this.shown++;
      this.shownMs = row[0];
      this.tell(JSON.stringify(row[1]));
      if (row[1].state !== "running") return this.end();
    }
    if (this.rows.at(-1)?.[1].state !== "running" || nowMs < this.untilMs - SOON_MS) return;
    if (this.untilMs >= MOST_MS) return this.shown < this.rows.length ? undefined : this.stop();
    this.untilMs = Math.min(MOST_MS, Math.max(FIRST_MS, 2 * this.untilMs));
    this.compute();
  }

  private nowMs(): number {
    return nowMs() - this.beganMs;
  }

  private end(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
