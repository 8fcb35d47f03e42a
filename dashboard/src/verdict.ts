// The verdict's strip: asked of the server, which words and draws it; one hint at a time; the same verdict in another language.
import { type Files, MAIN } from "./files";
import { comeIntoView } from "./one_column";
import { refusalWords } from "./refusal";
import { t } from "./texts";
import type { Editor } from "./writing_area";

const FRAGMENT = { "X-Fragment": "verdict" };
/** Between two questions whether the verdict is there. */
const FIRST_WAIT_MS = 150;
const LONGEST_WAIT_MS = 1000;

export class VerdictStrip {
  private readonly place = document.getElementById("verdict") as HTMLElement;
  private readonly button = document.getElementById("check") as HTMLButtonElement;
  private readonly hintButton = document.getElementById("hint") as HTMLButtonElement;
  /** What was checked last; the editor may hold something else by now. */
  private checked: Files | null = null;

  constructor(
    private readonly action: string,
    private readonly editor: Editor,
  ) {
    this.hintButton.addEventListener("click", () => this.showHint());
    this.place.addEventListener("toggle", () => this.offerHint(), true);
    this.offerHint();
  }

  /** Ask for the verdict on a program. */
  async check(files: Files): Promise<void> {
    comeIntoView(this.place);
    await this.ask(files, {});
    comeIntoView(this.place);
  }

  /** The same verdict in the page's language, with as many hints open. */
  async say(): Promise<void> {
    if (this.checked === null || !this.place.querySelector(".verdict")) return;
    const open = [...this.place.querySelectorAll<HTMLDetailsElement>("details")].map((one) => one.open);
    await this.ask(this.checked, { again: "1" });
    [...this.place.querySelectorAll<HTMLDetailsElement>("details")].forEach((one, place) => (one.open = open[place] ?? false));
  }

  goOn(): void {
    this.place.querySelector<HTMLAnchorElement>("#next")?.click();
  }

  /** Open the next hint; the last one stays open. */
  showHint(): void {
    const closed = this.hints().find((one) => !one.open);
    if (!closed) {
      if (!this.place.querySelector(".verdict")) this.showNote(t("verdict.hint_first"));
      return;
    }
    closed.open = true;
    closed.querySelector("summary")?.focus();
    closed.scrollIntoView({ block: "nearest" });
  }

  private async ask(files: Files, more: Record<string, string>): Promise<void> {
    if (this.button.ariaDisabled === "true") return;
    // A button that is truly disabled loses the keyboard's place.
    this.button.ariaDisabled = "true";
    this.place.setAttribute("aria-busy", "true");
    try {
      const { [MAIN]: program = "", ...beside } = files;
      const body = new URLSearchParams({ program, files: JSON.stringify(beside), ...more });
      let answer = await fetch(this.action, { method: "POST", body, headers: FRAGMENT });
      for (let waits = 0; answer.status === 202; waits++) {
        this.showFound(await answer.text());
        await new Promise((resolve) => setTimeout(resolve, Math.min(FIRST_WAIT_MS * 1.3 ** waits, LONGEST_WAIT_MS)));
        answer = await fetch(answer.headers.get("Location") ?? "", { headers: FRAGMENT });
      }
      this.checked = files;
      if (answer.ok) this.showFound(await answer.text());
      else this.showNote(await refusalWords(answer));
    } catch {
      this.showNote(t("verdict.no_answer"));
    } finally {
      this.button.ariaDisabled = "false";
      this.place.removeAttribute("aria-busy");
    }
  }

  /** Show the verdict, or the line that stands in its place while it is awaited. */
  private showFound(html: string): void {
    const found = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll<HTMLElement>(".verdict, .queue")].at(-1);
    if (!found) return this.showNote(t("verdict.no_answer"));
    this.place.replaceChildren(document.importNode(found, true));
    if (found.matches(".verdict")) this.editor.mark(Number(found.dataset["line"]) || null);
    this.place.scrollTop = 0;
    this.offerHint();
  }

  /** Show what else was found, below the verdict. */
  add(html: string): void {
    const found = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    if (found) this.place.append(document.importNode(found, true));
  }

  private showNote(words: string): void {
    const note = document.createElement("p");
    note.className = "note verdict-wait";
    note.textContent = words;
    this.place.replaceChildren(note);
    this.editor.mark(null);
    this.offerHint();
  }

  private hints(): HTMLDetailsElement[] {
    return [...this.place.querySelectorAll<HTMLDetailsElement>("details.hint")];
  }

  private offerHint(): void {
    this.hintButton.ariaDisabled = String(this.place.querySelector(".verdict") !== null && this.hints().every((one) => one.open));
  }
}
