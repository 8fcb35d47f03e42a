// The drawn board at home: the same board as in the room (drawn.ts), which lives in the worker (home_live.ts).
import type { BoardLink, DrawnKnob } from "./board_link";
import { nowMs } from "./home_live";
import type { HomeThread } from "./home_thread";
import { language, t } from "./texts";

/** A board that does not stop in so long is taken away, and the worker with it. */
const STOP_LIMIT_MS = 2_000;
const KNOBS_LIMIT_MS = 20_000;

export class HomeLink implements BoardLink {
  private static runs = 0;
  private readonly turned: Record<string, number> = {};
  private isRunning = false;

  constructor(
    private readonly thread: HomeThread,
    private readonly exercise: string,
    /** What can be turned, as it stands without a run. */
    private readonly standing: () => DrawnKnob[],
  ) {}

  /** What the board says of itself. */
  heard(state: string): void {
    this.isRunning = state === "running";
  }

  async run(files: Record<string, string>): Promise<string> {
    this.isRunning = true;
    try {
      const number = ++HomeLink.runs;
      await this.thread.order({ board: "run", exercise: this.exercise, files, turned: this.turned, language: language(), number });
      return "";
    } catch {
      this.isRunning = false;
      return t("home.not_started");
    }
  }

  async stop(): Promise<void> {
    await this.thread.order({ board: "stop" }).catch(() => undefined);
    setTimeout(() => this.isRunning && !this.thread.isBusy && void this.thread.replace(), STOP_LIMIT_MS);
  }

  /** The worker is asked only where a run may have changed them: it has a check to make, or Python to start. */
  async knobs(): Promise<DrawnKnob[] | null> {
    if (!this.isRunning) return this.standing();
    const answer = await this.thread.ask({ knobs: this.exercise, language: language() }, KNOBS_LIMIT_MS).catch(() => null);
    return answer && "said" in answer ? (JSON.parse(answer.said) as { knobs: DrawnKnob[] }).knobs : null;
  }

  /** What is turned before a run counts in it. */
  async turn(knob: string, value: number): Promise<void> {
    this.turned[knob] = value;
    await this.thread.order({ board: "turn", knob, value, at: nowMs() }).catch(() => undefined);
  }

  async type(text: string): Promise<void> {
    await this.thread.order({ board: "type", text, at: nowMs() }).catch(() => undefined);
  }
}
