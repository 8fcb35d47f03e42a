// The learner's own board: run and stop it, and show what it does, on the wiring picture, in words, as a timeline.
import type { BoardLink } from "./board_link";
import type { BoardNews, BoardState } from "./board_news";
import { BoardConsole } from "./console";
import { BoardKnobs } from "./drawn_knobs";
import { onLanguage } from "./language";
import { DrawnParts } from "./parts";
import type { RealBoard, RealView } from "./real_board";
import { t } from "./texts";
import { Trace } from "./trace";

export class Board {
  private state: BoardState = "off";
  private run_ = 0;
  private error: BoardNews["error"] = null;
  private refusal = "";
  private readonly parts = new DrawnParts();
  private readonly trace = new Trace();
  private readonly console: BoardConsole;
  private readonly knobs: BoardKnobs;
  private readonly sign = document.getElementById("drawn-state") as HTMLElement;
  private readonly real: RealBoard | null;

  /** `real` makes the learner's real board, where there may be one. */
  constructor(
    private readonly exercise: string,
    private readonly link: BoardLink,
    real: ((view: RealView) => RealBoard) | null,
  ) {
    this.console = new BoardConsole((text) => link.type(text));
    this.knobs = new BoardKnobs(link, this.parts);
    this.real = real && real({
      state: (words, isRunning) => this.showReal(words, isRunning),
      clear: () => this.console.clear(),
      print: (text) => this.console.add(text, false),
      explain: (words) => this.console.explain(words),
      leave: () => this.show(),
    });
    onLanguage(() => this.show());
    this.show();
  }

  private showReal(words: string, isRunning: boolean): void {
    this.sign.dataset["state"] = isRunning ? "running" : "off";
    this.sign.textContent = words;
    (document.getElementById("stop") as HTMLButtonElement).ariaDisabled = String(!isRunning);
  }

  async run(files: Record<string, string>): Promise<void> {
    if (this.real?.isChosen) return this.real.run(files);
    this.console.clear();
    this.refusal = await this.link.run(files);
    if (!this.refusal) await this.knobs.started();
    this.show();
  }

  async stop(): Promise<void> {
    if (this.real?.isChosen) return this.real.stop();
    await this.link.stop();
  }

  /** The page shows something else now. */
  leave(): void {
    this.parts.clear();
    this.knobs.leave();
    this.trace.leave();
  }

  /** What the broker heard of the learner's real board, where that is the one in use. */
  heard(): Promise<string | null> {
    return this.real?.heard(this.exercise) ?? Promise.resolve(null);
  }

  take(news: BoardNews, isAll: boolean): void {
    const isOther = news.exercise !== undefined && news.exercise !== this.exercise;
    if (isOther || this.real?.isChosen) return;
    if (isAll || (news.run !== undefined && news.run !== this.run_)) {
      this.run_ = news.run ?? 0;
      this.parts.clear();
      this.trace.clear();
      this.console.clear();
    }
    this.state = news.state;
    this.error = news.error;
    for (const [where, shown] of Object.entries(news.shows ?? {})) this.parts.show(where, shown);
    this.trace.take(news);
    this.console.add(news.text ?? "", news.text_left_out ?? false);
    this.show();
  }

  private show(): void {
    const words: Record<BoardState, string> = {
      off: t("drawn.off"),
      running: t("drawn.running"),
      ended: t("drawn.ended"),
      stopped: t("drawn.stopped"),
      failed: t("drawn.failed"),
    };
    this.sign.dataset["state"] = this.state;
    if (this.sign.textContent !== words[this.state]) this.sign.textContent = words[this.state];
    this.console.explain(this.refusal || (this.state === "failed" ? (this.error?.said ?? "") : ""));
    this.knobs.watch(this.state === "running");
    this.trace.watch(this.state === "running");
    (document.getElementById("stop") as HTMLButtonElement).ariaDisabled = String(this.state !== "running");
  }
}
