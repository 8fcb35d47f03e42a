// The trainer's page: its counters and its list of connections are read again every few seconds.
import { LinkSign } from "./link";
import { refusalWords } from "./refusal";
import "./shell";
import { watchServer } from "./watch";

const EVERY_MS = 4000;
if (document.getElementById("hub-panel")) {
  watchServer(new LinkSign(), () => void refresh());
  setInterval(() => void refresh(), EVERY_MS);
}

async function refresh(): Promise<void> {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.pathname);
    if (answer.ok) renew(new DOMParser().parseFromString(await answer.text(), "text/html"));
    say(answer.ok ? "" : await refusalWords(answer));
  } catch {
    // The server is away and the banner says so: what stands here stays.
  }
}

function say(words: string): void {
  const place = document.getElementById("trainer-said");
  if (place && place.textContent !== words) place.textContent = words;
}

/** Replace the parts that changed, but never the one in which somebody is. */
function renew(page: Document): void {
  if (page.documentElement.lang !== document.documentElement.lang) return;
  for (const part of document.querySelectorAll<HTMLElement>("[data-fresh]")) {
    const fresh = page.getElementById(part.id);
    if (!fresh || part.contains(document.activeElement) || fresh.innerHTML === part.innerHTML) continue;
    part.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  }
}
