// The Flash page: its forms are sent without leaving it, bars move as the session tells, and what else changed is asked of
// the server again as HTML. Without this module the page works too, a button at a time.
import { onLanguage } from "./language";
import { LinkSign } from "./link";
import { refusalWords } from "./refusal";
import "./shell";
import { watchServer } from "./watch";
import { language, t } from "./texts";
import { startUpload } from "./upload";

interface Progress {
  stage: string;
  stage_words: string;
  share: number;
}

interface Session {
  number: number;
  state: string;
  plan: number;
  is_watching: boolean;
  boards: { port: string; progress?: Progress }[];
  totals: { share: number; remaining_s: number | null };
}

const AGAIN_MS = 1500;
const LEAST_BETWEEN_MS = 150;
const ENDS = new Set(["ready", "failed"]);
let number = Number(work()?.dataset["number"] ?? 0);
let shape = "";

document.addEventListener("submit", (event) => void send(event));
document.addEventListener("click", ask);
onLanguage(() => {
  shape = "";
  document.getElementById("flash-upload")?.removeAttribute("hidden");
});
if (work()) {
  watchServer(new LinkSign());
  startUpload(say, takeFirmware);
  void follow();
}

function work(): HTMLElement | null {
  return document.getElementById("flash-work");
}

/** Ask for the next change, for ever. */
async function follow(): Promise<void> {
  for (;;) {
    const began = performance.now();
    try {
      const answer = await fetch(`/api/flash?after=${number}`, { headers: { "Accept-Language": language() } });
      if (answer.ok) await show((await answer.json()) as Session);
      else await sayRefused(answer);
      await pause(answer.ok ? LEAST_BETWEEN_MS - (performance.now() - began) : AGAIN_MS);
    } catch {
      await pause(AGAIN_MS); // The server is away and the banner says so: what stands here stays.
    }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

async function show(session: Session): Promise<void> {
  number = session.number;
  const now = shapeOf(session);
  if (now !== shape) {
    const isFirst = shape === "" && work()?.dataset["number"] === String(number);
    shape = now;
    if (!isFirst) await renew(await fetch("/flash"), false);
  }
  for (const board of session.boards) if (board.progress) moveBar(board.port, board.progress);
  moveTotal(session);
}

/** What needs other HTML when it changes; the rest only moves bars. */
function shapeOf(session: Session): string {
  const boards = session.boards.map(({ port, progress }) => {
    const stage = progress?.stage ?? "";
    return [port, ENDS.has(stage) ? stage : progress !== undefined];
  });
  return JSON.stringify([session.state, session.plan, session.is_watching, boards]);
}

function moveBar(port: string, progress: Progress): void {
  const row = document.querySelector(`.flash-board[data-port="${CSS.escape(port)}"]`);
  const bar = row?.querySelector("progress");
  const words = row?.querySelector("[data-words]");
  if (bar) bar.value = progress.share;
  if (words) words.textContent = `${progress.stage_words} · ${percent(progress.share)}`;
}

function moveTotal(session: Session): void {
  const bar = document.querySelector<HTMLProgressElement>("[data-total]");
  const words = document.querySelector("[data-total-words]");
  if (bar) bar.value = session.totals.share;
  if (!words) return;
  const left = session.totals.remaining_s;
  const remaining = left === null ? "" : ` · ${t("flash.remaining", { time: duration(left) })}`;
  words.textContent = percent(session.totals.share) + remaining;
}

function percent(share: number): string {
  return t("flash.share", { share: Math.floor(share * 100) });
}

function duration(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return t("flash.seconds", { seconds: whole });
  const rest = String(whole % 60).padStart(2, "0");
  return t("flash.minutes", { minutes: Math.floor(whole / 60), seconds: rest });
}

/** The question before writing is a dialog here; without scripts it is a link to the same page. */
function ask(event: MouseEvent): void {
  const link = (event.target as Element).closest("#flash-ask");
  const dialog = document.getElementById("flash-confirm") as HTMLDialogElement | null;
  if (!link || !dialog) return;
  event.preventDefault();
  dialog.close();
  dialog.showModal();
}

async function send(event: SubmitEvent): Promise<void> {
  const form = event.target as HTMLFormElement;
  if (!form.closest("#flash-work, #flash-wifi") || form.method !== "post") return;
  event.preventDefault();
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const path = new URL(form.action).pathname;
  try {
    await renew(await fetch(path, { method: "POST", body }), true);
  } catch {
    say(t("flash.away"));
  }
}

/** Take the page that the server answered with, or say why it refused. */
async function renew(answer: Response, isAnswer: boolean): Promise<void> {
  if (!answer.ok) return sayRefused(answer);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (isAnswer) say("");
  for (const id of isAnswer ? ["flash-wifi", "flash-work"] : ["flash-work"]) replace(id, page);
}

/** Show the firmware that is kept now. */
async function takeFirmware(): Promise<void> {
  const answer = await fetch("/flash");
  if (answer.ok) replace("flash-firmware", new DOMParser().parseFromString(await answer.text(), "text/html"));
}

function replace(id: string, page: Document): void {
  const old = document.getElementById(id);
  const fresh = page.getElementById(id);
  if (!old || !fresh) return;
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const asked = questionOf(old, "dialog:modal");
  old.replaceWith(document.importNode(fresh, true));
  // A question that stands open stays, unless it is about another plan now.
  const question = document.querySelector<HTMLDialogElement>("#flash-confirm");
  if (asked && asked === questionOf(document, "#flash-confirm")) question?.showModal();
  else if (focused) (document.getElementById(focused.id) ?? document.getElementById("flash-work-title"))?.focus();
}

function questionOf(part: ParentNode, dialog: string): string | undefined {
  return part.querySelector<HTMLInputElement>(`${dialog} input[name="plan"]`)?.value;
}

async function sayRefused(answer: Response): Promise<void> {
  say(await refusalWords(answer));
}

function say(words: string): void {
  const place = document.getElementById("flash-said");
  if (place && place.textContent !== words) place.textContent = words;
}
