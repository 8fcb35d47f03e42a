// What the explainer says of the last error in a board's log: asked for anew when an error's last line has come.
import { clockTime } from "./format";
import { onLanguage } from "./language";
import { language } from "./texts";

const ENDS_AN_ERROR = /^[A-Z]\w*(Error|Exception|Interrupt)\b|^(Exception|StopIteration)\b/;
const ASK_AFTER_MS = 400;

export class Explained {
  private readonly place = document.getElementById("log-explained") as HTMLElement;
  private isAsked = false;

  constructor(private readonly board: string) {
    onLanguage(() => void this.ask());
  }

  /** A line of the log has come. */
  look(line: string): void {
    if (this.isAsked || !ENDS_AN_ERROR.test(line)) return;
    this.isAsked = true;
    // The hub has stored the line by then; a program that fails again and again is asked about once meanwhile.
    setTimeout(() => void this.ask(), ASK_AFTER_MS);
  }

  private async ask(): Promise<void> {
    this.isAsked = false;
    try {
      const address = `/api/boards/${encodeURIComponent(this.board)}/explained`;
      const answer = await fetch(address, { headers: { "Accept-Language": language() } });
      if (!answer.ok) return;
      const { t, text } = (await answer.json()) as { t: number | null; text: string | null };
      if (t !== null && text !== null) this.show(t, text);
    } catch {
      // The sentence stays as it was; the log itself is there.
    }
  }

  private show(ms: number, text: string): void {
    (this.place.querySelector("time") as HTMLElement).textContent = clockTime(ms);
    (this.place.querySelector("span") as HTMLElement).replaceChildren(...marked(text));
    this.place.hidden = false;
  }
}

/** What stands between backticks is code. */
function marked(text: string): (string | HTMLElement)[] {
  return text.split("`").map((part, place) => {
    if (place % 2 === 0) return part;
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}
