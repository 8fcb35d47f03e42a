// Parts of a page that the server writes (`data-fresh`, each with an id) are read again: every few seconds, and at once
// when something happened.
import { refusalWords } from "./refusal";

export class FreshParts {
  private isReading = false;
  private refusal = "";
  /** What each part was read as last: what somebody opened or ticked since is no news. */
  private readonly shown = new Map<string, string>();

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

  /** Say a refusal, and take it back; what others said there stays. */
  private say(words: string): void {
    const place = document.getElementById(this.said);
    if (place && place.textContent !== words && (words || place.textContent === this.refusal)) place.textContent = words;
    this.refusal = words;
  }

  /** Replace the parts that changed, but never the one in which somebody is. */
  private renew(page: Document): void {
    if (page.documentElement.lang !== document.documentElement.lang) return;
    for (const part of document.querySelectorAll<HTMLElement>("[data-fresh]")) {
      const fresh = page.getElementById(part.id);
      if (!fresh || part.contains(document.activeElement)) continue;
      const words = fresh.innerHTML;
      if (words === (this.shown.get(part.id) ?? part.innerHTML)) continue;
      this.shown.set(part.id, words);
      keepChoices(part, fresh);
      part.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
      part.toggleAttribute("data-dense", fresh.hasAttribute("data-dense"));
    }
    this.renewed();
  }
}

/** What somebody ticked, typed or opened in a part is so in the one that takes its place. */
function keepChoices(part: HTMLElement, fresh: HTMLElement): void {
  for (const box of part.querySelectorAll<HTMLInputElement>("input[type=checkbox]:checked")) {
    const same = `input[name="${CSS.escape(box.name)}"][value="${CSS.escape(box.value)}"]`;
    fresh.querySelector(box.id ? `#${CSS.escape(box.id)}` : same)?.setAttribute("checked", "");
  }
  for (const field of part.querySelectorAll<HTMLInputElement>("input[id]:not([type=checkbox])")) {
    if (field.value !== field.defaultValue) fresh.querySelector(`#${CSS.escape(field.id)}`)?.setAttribute("value", field.value);
  }
  for (const open of part.querySelectorAll<HTMLDetailsElement>("details[id][open]")) {
    fresh.querySelector(`#${CSS.escape(open.id)}`)?.setAttribute("open", "");
  }
}
