// Parts of a page that the server writes (`data-fresh`, each with an id) are read again: every few seconds, and at once
// when something happened.
import { refusalWords } from "./refusal";

export class FreshParts {
  private isReading = false;

  /** `said` is the id of where a refusal is told; `renewed` is called after parts changed. */
  constructor(
    private readonly said: string,
    private readonly renewed: () => void = () => undefined,
  ) {}

  async read(): Promise<void> {
    if (document.hidden || this.isReading) return;
    this.isReading = true;
    try {
      const answer = await fetch(location.href);
      if (answer.ok) this.renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
      this.say(answer.ok ? "" : await refusalWords(answer));
    } catch {
      // The server is away and the banner says so: what stands here stays.
    } finally {
      this.isReading = false;
    }
  }

  private say(words: string): void {
    const place = document.getElementById(this.said);
    if (place && place.textContent !== words) place.textContent = words;
  }

  /** Replace the parts that changed, but never the one in which somebody is. */
  private renew(page: Document): void {
    if (page.documentElement.lang !== document.documentElement.lang) return;
    for (const part of document.querySelectorAll<HTMLElement>("[data-fresh]")) {
      const fresh = page.getElementById(part.id);
      if (!fresh || part.contains(document.activeElement) || fresh.innerHTML === part.innerHTML) continue;
      part.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
      part.toggleAttribute("data-dense", fresh.hasAttribute("data-dense"));
    }
    this.renewed();
  }
}
