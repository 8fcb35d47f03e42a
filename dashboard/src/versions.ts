// The versions of a program: what changed since each, and the way back to one. Going back is a new version too.
import { type Files, MAIN } from "./files";
import { t, tCount } from "./texts";
import { type KeptWork, minute } from "./work";

interface VersionRow {
  number: number;
  saved_ms: number;
  lines: number;
}

export function startVersions(exercise: string, now: () => Files, take: (kept: KeptWork) => void): void {
  const dialog = document.getElementById("versions-dialog") as HTMLDialogElement;
  const list = document.getElementById("versions-list") as HTMLElement;
  const restore = document.getElementById("versions-restore") as HTMLButtonElement;
  const button = document.getElementById("versions") as HTMLButtonElement;
  const address = `/api/my/programs/${encodeURIComponent(exercise)}/versions`;
  let chosen = 0;
  button.hidden = false;
  button.addEventListener("click", () => void open());
  document.getElementById("versions-close")?.addEventListener("click", () => dialog.close());
  restore.addEventListener("click", () => void goBack());

  async function open(): Promise<void> {
    const answer = await fetch(address).catch(() => null);
    const rows = answer?.ok ? ((await answer.json()) as { versions: VersionRow[] }).versions : [];
    list.replaceChildren(...rows.map(rowOf));
    restore.disabled = true;
    showDiff(rows.length ? t("versions.choose") : t("versions.none"));
    dialog.showModal();
  }

  function rowOf(row: VersionRow): HTMLElement {
    const item = document.createElement("li");
    const choice = document.createElement("button");
    choice.type = "button";
    const lines = tCount("versions.lines", row.lines);
    choice.textContent = t("versions.row", { number: row.number, time: minute(row.saved_ms), lines });
    choice.addEventListener("click", () => void choose(row.number, choice));
    item.append(choice);
    return item;
  }

  async function choose(number: number, choice: HTMLElement): Promise<void> {
    const answer = await fetch(`${address}/${number}`).catch(() => null);
    if (!answer?.ok) return;
    const kept = (await answer.json()) as KeptWork;
    for (const one of list.querySelectorAll("button")) one.removeAttribute("aria-current");
    choice.setAttribute("aria-current", "true");
    chosen = number;
    restore.disabled = false;
    showDiff(diff(kept.files?.[MAIN] ?? "", now()[MAIN] ?? ""));
  }

  async function goBack(): Promise<void> {
    const answer = await fetch(`${address}/${chosen}/restore`, { method: "POST" }).catch(() => null);
    if (!answer?.ok) return;
    take((await answer.json()) as KeptWork);
    dialog.close();
  }
}

function showDiff(what: string | HTMLElement[]): void {
  (document.getElementById("versions-diff") as HTMLElement).replaceChildren(...(typeof what === "string" ? [what] : what));
}

const MOST_LINES = 1200;

/** The lines of two texts: those that went (−), came (+) and stayed, by the longest run of lines in common. */
export function diff(before: string, after: string): HTMLElement[] {
  const [old, now] = [before.split("\n").slice(0, MOST_LINES), after.split("\n").slice(0, MOST_LINES)];
  const common = commonLengths(old, now);
  const found: HTMLElement[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    const isSame = i < old.length && j < now.length && old[i] === now[j];
    if (isSame) found.push(lineOf("span", `  ${old[i]}\n`)), i++, j++;
    else if (j >= now.length || (i < old.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) found.push(lineOf("del", `− ${old[i++]}`));
    else found.push(lineOf("ins", `+ ${now[j++]}`));
  }
  return found;
}

function commonLengths(old: string[], now: string[]): Uint16Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    const [row, below] = [lengths[i] as Uint16Array, lengths[i + 1] as Uint16Array];
    for (let j = now.length - 1; j >= 0; j--) row[j] = old[i] === now[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return lengths;
}

function lineOf(kind: "span" | "ins" | "del", text: string): HTMLElement {
  const line = document.createElement(kind);
  line.textContent = text;
  return line;
}
