// Statement, memo and wiring as tabs; the page is sent with the first one open (styles/unscripted.css: without scripts, all).
export function startTabs(): void {
  const list = document.getElementById("tabs") as HTMLElement;
  const tabs = [...list.querySelectorAll<HTMLButtonElement>("[role=tab]")];
  if (tabs.length < 2) return;
  const choose = (chosen: HTMLButtonElement): void => {
    for (const tab of tabs) {
      tab.ariaSelected = String(tab === chosen);
      tab.tabIndex = tab === chosen ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute("aria-controls") ?? "");
      if (panel) panel.hidden = tab !== chosen;
    }
  };
  for (const [place, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab));
    tab.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      const next = tabs[(place + step + tabs.length) % tabs.length];
      if (!step || !next) return;
      choose(next);
      next.focus();
    });
  }
}

/** A long statement may have the board's place while it is read. */
export function startWide(): void {
  const button = document.getElementById("wide") as HTMLButtonElement;
  button.addEventListener("click", () => {
    const isWide = button.ariaPressed !== "true";
    button.ariaPressed = String(isWide);
    document.querySelector(".bench-grid")?.toggleAttribute("data-wide", isWide);
  });
}
