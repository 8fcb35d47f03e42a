// Where the page is one column (a phone), what a button shows stands far below it: there it is brought under the bar.

/** As in bench.css. */
const ONE_COLUMN = "(max-width: 61.99rem)";

/** Bring an element's beginning into the upper half of the window; nothing where all columns are seen at once. */
export function comeIntoView(element: Element | null): void {
  if (!element || !matchMedia(ONE_COLUMN).matches) return;
  const { top } = element.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) element.scrollIntoView({ block: "start" });
}
