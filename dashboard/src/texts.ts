// The page's texts. The server sends those that the bundle uses; keys are literal so that a test can find them.
type Catalogue = Record<string, string | string[]>;
type Values = Record<string, string | number>;

let catalogue: Catalogue = {};
// A shared worker has no page, and no words: it says what the server says.
if (typeof document !== "undefined") loadTexts(document);

/** Take the texts that came with a page (this one, or the same page in another language). */
export function loadTexts(page: Document): void {
  const sent = page.getElementById("texts");
  if (sent) catalogue = JSON.parse(sent.textContent ?? "{}") as Catalogue;
}

/** Take texts that came in another way. */
export function setTexts(texts: Catalogue): void {
  catalogue = texts;
}

export function language(): string {
  return document.documentElement.lang;
}

/** The text of `key` with `{name}` filled in. */
export function t(key: string, values: Values = {}): string {
  const text = catalogue[key] ?? key;
  return fill(typeof text === "string" ? text : (text[0] ?? key), values);
}

/** The singular or plural text of `key`, with `{number}` and `values` filled in. */
export function tCount(key: string, number: number, values: Values = {}): string {
  const forms = catalogue[key];
  if (!Array.isArray(forms)) return t(key, { number, ...values });
  // French says 0 and 1 in the singular, English only 1.
  const isPlural = language() === "fr" ? number > 1 : number !== 1;
  return fill(forms[isPlural ? 1 : 0] ?? key, { number, ...values });
}

function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
