// Whether the server is there, for pages that hold no stream: /health is asked every few seconds, and the sign says it.
import type { LinkSign } from "./link";
import type { HubState } from "./messages";

const EVERY_MS = 3000;
const PATIENCE_MS = 6000;

/** Keep `sign` true for as long as the page lives; `isBack` is called each time the server was away and answers again. */
export function watchServer(sign: LinkSign, isBack: () => void = () => undefined): void {
  let isAway = false;
  let lastMs = Date.now();
  const look = async (): Promise<void> => {
    const state = await askHealth();
    if (state === null) {
      isAway = true;
      sign.setLink("lost", lastMs);
    } else {
      lastMs = Date.now();
      sign.setLink("live", lastMs);
      sign.setHub(state);
      if (isAway) isBack();
      isAway = false;
    }
    setTimeout(() => void look(), EVERY_MS);
  };
  void look();
}

async function askHealth(): Promise<HubState | null> {
  try {
    const answer = await fetch("/health", { signal: AbortSignal.timeout(PATIENCE_MS) });
    const { state } = (await answer.json()) as { state?: HubState };
    return state ?? "ok";
  } catch {
    return null;
  }
}
