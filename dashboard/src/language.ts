// Change the language in place: ask for this same page in the other language, carry over its words, keep everything else.
import { loadTexts } from "./texts";

type Listener = () => void;
const listeners: Listener[] = [];

/** Call `listener` after each change, for the words that scripts wrote. */
export function onLanguage(listener: Listener): void {
  listeners.push(listener);
}

export function startLanguageSwitch(): void {
  const form = document.querySelector<HTMLFormElement>("form.language");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    void change(form);
  });
}

async function change(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>("button");
  const next = location.pathname + location.search;
  try {
    const body = new URLSearchParams({ language: button?.value ?? "fr", next });
    const answer = await fetch(form.action, { method: "POST", body });
    adopt(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    // The server is away and the banner says so: the page stays as it is.
  }
}

function adopt(page: Document): void {
  document.documentElement.lang = page.documentElement.lang;
  loadTexts(page);
  const counterparts = group(page);
  for (const [name, elements] of group(document)) {
    elements.forEach((element, index) => carry(counterparts.get(name)?.[index], element));
  }
  for (const listener of listeners) listener();
}

function group(page: Document): Map<string, HTMLElement[]> {
  const found = new Map<string, HTMLElement[]>();
  for (const element of page.querySelectorAll<HTMLElement>("[data-say]")) {
    const name = element.dataset["say"] ?? "";
    found.set(name, [...(found.get(name) ?? []), element]);
  }
  return found;
}

function carry(from: HTMLElement | undefined, to: HTMLElement): void {
  if (!from) return;
  const attributes = to.dataset["attributes"];
  if (!attributes) {
    to.replaceChildren(...[...from.childNodes].map((node) => document.importNode(node, true)));
    return;
  }
  for (const name of attributes.split(" ")) to.setAttribute(name, from.getAttribute(name) ?? "");
}
