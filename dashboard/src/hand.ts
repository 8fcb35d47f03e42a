// The raised hand: asked of the server, which keeps the order in which hands went up.
import { onLanguage } from "./language";
import { t } from "./texts";

export function startHand(): void {
  const button = document.getElementById("hand");
  if (!button) return;
  button.hidden = false;
  const show = (): void => {
    const word = button.querySelector("span");
    if (word) word.textContent = button.ariaPressed === "true" ? t("bench.hand_raised") : t("bench.hand");
  };
  show();
  onLanguage(show);
  button.addEventListener("click", () => void raise(button, show));
}

async function raise(button: HTMLElement, show: () => void): Promise<void> {
  const raised = button.ariaPressed !== "true";
  const body = JSON.stringify({ raised });
  const answer = await fetch("/api/my/hand", { method: "POST", body, headers: { "Content-Type": "application/json" } }).catch(() => null);
  if (!answer?.ok) return;
  button.ariaPressed = String(((await answer.json()) as { raised: boolean }).raised);
  show();
}
