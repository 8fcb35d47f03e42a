// A form that leads back to its own page is a new page to the browser, which begins at its top. Who sent it goes on where
// they were: at the same button, or, where that stands in what the page reads again (which never changes under somebody,
// fresh.ts), at `data-sent`, which tells what became of it.
const KEPT = "iot-lab-sent-from";
const SOON_MS = 15_000;

/** Go on from where a form of this page was sent just now, and remember where the next one is. */
export function startSentFrom(): void {
  const kept = takeKept();
  if (kept?.path === location.pathname && Date.now() - kept.at < SOON_MS) goTo(kept.button);
  document.addEventListener("submit", ({ submitter }) => keep(submitter ? buttons().indexOf(submitter) : -1));
}

/** The buttons that send, but for those in parts that come and go. */
function buttons(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("main button:not([type=button])")].filter((one) => !one.closest("[data-fresh]"));
}

function goTo(place: number): void {
  const button = buttons()[place];
  for (let around = button?.closest("details"); around; around = around.parentElement?.closest("details")) around.open = true;
  (button ?? document.querySelector<HTMLElement>("[data-sent]"))?.focus();
}

function keep(button: number): void {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ path: location.pathname, at: Date.now(), button }));
  } catch {
    // A browser that keeps nothing begins at the top.
  }
}

function takeKept(): { path: string; at: number; button: number } | null {
  try {
    const kept = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    return kept === null ? null : JSON.parse(kept);
  } catch {
    return null;
  }
}
