// A learner's own real board: claimed by the word on its label; then Run, Stop and the console are that board's.
// Check stays with the grader, which needs its scenarios; beside it, what the broker heard of the board is judged.
import { onLanguage } from "./language";
import { refusalWords } from "./refusal";
import { startLive } from "./source";
import { t } from "./texts";

const ADDRESS = "/api/my/real-board";
interface Mine {
  board: string | null;
  online: boolean;
}

export interface RealView {
  /** Say what the real board does, in place of the drawn one. */
  state: (words: string, isRunning: boolean) => void;
  clear: () => void;
  print: (text: string) => void;
  explain: (words: string) => void;
  /** Show the drawn board again. */
  leave: () => void;
}

export class RealBoard {
  private mine: Mine = { board: null, online: false };
  private isUsed = false;
  private isWatching = false;
  private readonly choice = document.getElementById("board-choice") as HTMLButtonElement | null;
  private readonly dialog = document.getElementById("board-dialog") as HTMLDialogElement;
  private readonly word = document.getElementById("claim-word") as HTMLInputElement;

  constructor(private readonly view: RealView) {
    if (!this.choice) return;
    this.choice.hidden = false;
    this.choice.addEventListener("click", () => this.dialog.showModal());
    document.getElementById("claim-form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.claim();
    });
    on("use-real", () => this.use(true));
    on("use-drawn", () => this.use(false));
    on("identify-real", () => void this.ask("/identify", "POST"));
    on("give-back", () => void this.giveBack());
    on("board-close", () => this.dialog.close());
    onLanguage(() => this.show());
    void this.ask("", "GET");
  }

  /** Whether Run and Stop are for the real board. */
  get isChosen(): boolean {
    return this.isUsed;
  }

  async run(files: Record<string, string>): Promise<void> {
    this.view.clear();
    this.view.state(t("real.sending", { board: this.mine.board ?? "" }), true);
    const isDone = await this.ask("/run", "POST", { files });
    this.view.state(isDone ? t("real.running", { board: this.mine.board ?? "" }) : t("drawn.failed"), isDone);
  }

  async stop(): Promise<void> {
    if (await this.ask("/stop", "POST")) this.view.state(t("drawn.stopped"), false);
  }

  /** What the broker heard of it, judged: a piece of HTML, null where the drawn board is used or nobody answers. */
  async heard(exercise: string): Promise<string | null> {
    if (!this.isUsed) return null;
    const answer = await fetch(`${ADDRESS}/heard/${encodeURIComponent(exercise)}`).catch(() => null);
    return answer?.ok ? answer.text() : null;
  }

  private async claim(): Promise<void> {
    if (await this.ask("", "POST", { word: this.word.value })) this.use(true);
  }

  private async giveBack(): Promise<void> {
    if (await this.ask("", "DELETE")) this.use(false);
  }

  private use(isUsed: boolean): void {
    this.isUsed = isUsed && this.mine.board !== null;
    if (this.isUsed) this.watch();
    this.view.clear();
    if (this.isUsed) this.view.state(this.mine.online ? t("real.ready") : t("real.away"), false);
    else this.view.leave();
    this.show();
    this.dialog.close();
  }

  private async ask(path: string, method: string, body?: object): Promise<boolean> {
    const sent = body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {};
    const answer = await fetch(ADDRESS + path, { method, ...sent }).catch(() => null);
    if (answer?.ok) this.mine = (await answer.json()) as Mine;
    this.say(answer === null ? t("verdict.no_answer") : answer.ok ? "" : await refusalWords(answer));
    this.show();
    return answer?.ok ?? false;
  }

  /** What stands in the way is said where one looks: in the dialog, or in the console. */
  private say(words: string): void {
    (document.getElementById("claim-said") as HTMLElement).textContent = words;
    if (this.isUsed) this.view.explain(words);
  }

  private show(): void {
    const { board } = this.mine;
    if (this.choice) this.choice.textContent = this.isUsed && board ? `${board} ▾` : `${t("real.drawn")} ▾`;
    const use = document.getElementById("use-real") as HTMLButtonElement;
    use.textContent = t("real.use", { board: board ?? "" });
    for (const id of ["use-real", "identify-real", "give-back"]) (document.getElementById(id) as HTMLElement).hidden = board === null;
    (document.getElementById("claim-form") as HTMLElement).hidden = board !== null;
  }

  private watch(): void {
    if (this.isWatching) return;
    this.isWatching = true;
    startLive((message) => {
      if (message.kind !== "frame" || !this.isUsed) return;
      const { log = [] } = JSON.parse(message.text) as { log?: [board: string, ms: number, line: string][] };
      for (const [board, , line] of log) if (board === this.mine.board) this.view.print(`${line}\n`);
    });
  }
}

function on(id: string, act: () => void): void {
  document.getElementById(id)?.addEventListener("click", act);
}
