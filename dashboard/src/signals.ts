// What the trainer says to the whole class (iot_lab/workshop/class_signals.py): look up, a hint, a solution to look at.
import { onLanguage } from "./language";
import { t } from "./texts";

export interface ClassNews {
  paused: boolean;
  hint: { exercise: string; number: number; texts: Record<string, string> } | null;
  solutions: string[];
}

export class ClassSignals {
  private news: ClassNews | null = null;
  private hintAtStart: number | null = null;

  constructor(private readonly exercise: string) {
    onLanguage(() => this.show());
    document.getElementById("class-hint-close")?.addEventListener("click", () => this.closeHint());
    // Escape closes a dialog, but a pause is the trainer's.
    document.getElementById("pause-dialog")?.addEventListener("cancel", (event) => event.preventDefault());
  }

  take(news: ClassNews, isFirst: boolean): void {
    this.news = news;
    // A hint that was sent before this page was opened is old.
    if (isFirst && this.hintAtStart === null) this.hintAtStart = news.hint?.number ?? 0;
    this.show();
  }

  private show(): void {
    const { news } = this;
    if (!news) return;
    const dialog = document.getElementById("pause-dialog") as HTMLDialogElement | null;
    if (dialog && dialog.open !== news.paused) news.paused ? dialog.showModal() : dialog.close();
    const hint = news.hint;
    const isNew = hint !== null && hint.exercise === this.exercise && hint.number > (this.hintAtStart ?? 0);
    const box = document.getElementById("class-hint");
    if (box) box.hidden = !isNew;
    const words = document.getElementById("class-hint-text");
    if (words && isNew) words.textContent = t("class.hint", { text: hint.texts[document.documentElement.lang] ?? "" });
    const link = document.getElementById("class-solution");
    if (link) link.hidden = !news.solutions.includes(this.exercise);
  }

  private closeHint(): void {
    this.hintAtStart = this.news?.hint?.number ?? 0;
    this.show();
  }
}
