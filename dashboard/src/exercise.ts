// An exercise's page: the editor, the check without leaving the page, and the way back to the starter.
import { startEditor } from "./editor";
import { Keeper } from "./keeper";
import { onLanguage } from "./language";
import { LinkSign } from "./link";
import { refusalWords } from "./refusal";
import "./shell";
import { t } from "./texts";
import { watchServer } from "./watch";

const page = document.getElementById("exercise") as HTMLElement;
const form = document.getElementById("program-form") as HTMLFormElement;
const area = document.getElementById("program") as HTMLTextAreaElement;
const button = document.getElementById("check") as HTMLButtonElement;
const verdict = document.getElementById("verdict") as HTMLElement;
const restart = document.getElementById("restart") as HTMLButtonElement;
const undo = document.getElementById("undo-restart") as HTMLButtonElement;
const dialog = document.getElementById("restart-dialog") as HTMLDialogElement;
const starter = JSON.parse(document.getElementById("starter")?.textContent ?? '""') as string;
const keeper = new Keeper(page.dataset["exercise"] ?? "");
const FRAGMENT = { "X-Fragment": "verdict" };
/** Between two questions whether the verdict is there. */
const FIRST_WAIT_MS = 150;
const LONGEST_WAIT_MS = 1000;
let before: string | null = null;
let hasChecked = verdict.querySelector(".verdict") !== null;

if (!hasChecked) area.value = keeper.read() ?? area.value;
const editor = startEditor(area, page.dataset["nonce"] ?? "", changed, () => void check());
(document.getElementById("keys") as HTMLElement).hidden = false;
showRestart();
document.body.dataset["editor"] = "ready";
watchServer(new LinkSign());

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void check();
});
restart.addEventListener("click", () => dialog.showModal());
undo.addEventListener("click", undoRestart);
dialog.addEventListener("close", () => dialog.returnValue === "yes" && startAgain());
onLanguage(() => {
  showSaved();
  if (hasChecked) void check();
});

function changed(): void {
  undo.hidden = true;
  before = null;
  showSaved();
  showRestart();
}

function showSaved(): void {
  const isKept = keeper.keep(editor.text());
  (document.getElementById("saved") as HTMLElement).textContent = isKept ? t("exercise.saved") : t("exercise.not_saved");
}

function showRestart(): void {
  restart.hidden = editor.text() === starter;
}

function startAgain(): void {
  const kept = editor.text();
  editor.replace(starter);
  before = kept;
  undo.hidden = false;
  undo.focus();
}

function undoRestart(): void {
  if (before !== null) editor.replace(before);
  restart.focus();
}

/** Ask for the verdict; the server words and draws it, as it does for a page without scripts. */
async function check(): Promise<void> {
  if (button.ariaDisabled === "true") return;
  // A button that is truly disabled loses the keyboard's place.
  button.ariaDisabled = "true";
  verdict.setAttribute("aria-busy", "true");
  try {
    const body = new URLSearchParams({ program: editor.text() });
    let answer = await fetch(form.action, { method: "POST", body, headers: FRAGMENT });
    for (let waits = 0; answer.status === 202; waits++) {
      showFound(await answer.text());
      await new Promise((resolve) => setTimeout(resolve, Math.min(FIRST_WAIT_MS * 1.3 ** waits, LONGEST_WAIT_MS)));
      answer = await fetch(answer.headers.get("Location") ?? "", { headers: FRAGMENT });
    }
    if (answer.ok) showFound(await answer.text());
    else showNote(await refusalWords(answer));
  } catch {
    showNote(t("verdict.no_answer"));
  } finally {
    button.ariaDisabled = "false";
    verdict.removeAttribute("aria-busy");
  }
}

function lastOf(html: string, selector: string): Element | null {
  return [...new DOMParser().parseFromString(html, "text/html").querySelectorAll(selector)].at(-1) ?? null;
}

/** Show the verdict, or the line that stands in its place while it is awaited. */
function showFound(html: string): void {
  const found = lastOf(html, ".verdict, .queue");
  if (!found) return showNote(t("verdict.no_answer"));
  hasChecked = found.matches(".verdict");
  verdict.replaceChildren(document.importNode(found, true));
}

function showNote(words: string): void {
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = words;
  hasChecked = false;
  verdict.replaceChildren(note);
}
