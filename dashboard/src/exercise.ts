// An exercise's page: statement, editor, verdict and board, each in a module of its own; here they meet. In this order:
// the text is read, then one can type in the code editor, then the board and the live stream wake up.
import { RoomLink } from "./board_link";
import { Board } from "./drawn";
import { FileTabs, type Files, MAIN } from "./files";
import { startHand } from "./hand";
import { onLanguage } from "./language";
import { LinkSign } from "./link";
import { comeIntoView } from "./one_column";
import { RealBoard } from "./real_board";
import "./shell";
import { type ClassNews, ClassSignals } from "./signals";
import { startLive } from "./source";
import { startTabs, startWide } from "./tabs";
import { VerdictStrip } from "./verdict";
import { startVersions } from "./versions";
import { watchServer } from "./watch";
import { type FirstWork, Work } from "./work";
import { nextPaint, WritingArea } from "./writing_area";
import type { BoardNews } from "./board_news";
import type { StreamMessage } from "./messages";

const page = document.getElementById("exercise") as HTMLElement;
const exercise = page.dataset["exercise"] ?? "";
const form = document.getElementById("program-form") as HTMLFormElement;
const area = document.getElementById("program") as HTMLTextAreaElement;
const restart = document.getElementById("restart") as HTMLButtonElement;
const undo = document.getElementById("undo-restart") as HTMLButtonElement;
const dialog = document.getElementById("restart-dialog") as HTMLDialogElement;
const keys = document.getElementById("keys-dialog") as HTMLDialogElement;
const first = JSON.parse(document.getElementById("work")?.textContent ?? "{}") as FirstWork;
const wasAnswered = document.querySelector("#verdict .verdict") !== null;
let before: Files | null = null;

const editor = new WritingArea(area, changed);
const files = new FileTabs(editor, first.files, changed);
const work = new Work(exercise, first, () => files.all(), (taken) => files.replace(taken));
const verdict = new VerdictStrip(form.action, editor);
if (!wasAnswered) files.replace(work.begin());
work.show();
showRestart();
startTabs();
startWide();
const board = startInTurn();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void check();
});
document.getElementById("run")?.addEventListener("click", () => void run());
document.getElementById("stop")?.addEventListener("click", () => void stop());
document.getElementById("keys")?.addEventListener("click", () => keys.showModal());
document.getElementById("download")?.addEventListener("click", download);
document.getElementById("upload")?.addEventListener("change", (event) => void upload(event.target as HTMLInputElement));
restart.addEventListener("click", () => dialog.showModal());
undo.addEventListener("click", undoRestart);
dialog.addEventListener("close", () => dialog.returnValue === "yes" && startAgain());
addEventListener("keydown", (event) => {
  const act = shortcut(event);
  if (!act) return;
  event.preventDefault();
  act();
});
onLanguage(() => void verdict.say().then(showHeard));

function shortcut(event: KeyboardEvent): (() => void) | undefined {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target === area) return () => void check();
  if (event.key === "F8") return () => (event.shiftKey ? void stop() : void run());
  if (event.key === "F2") return () => verdict.showHint();
  if (event.key === "F9") return () => verdict.goOn();
  return undefined;
}

function changed(): void {
  undo.hidden = true;
  before = null;
  work.changed();
  showRestart();
}

async function check(): Promise<void> {
  // Nobody checks a program of one's own: the same keys run it.
  if (form.dataset["own"] !== undefined) return run();
  await work.flush();
  await verdict.check(files.all());
  await showHeard();
}

async function showHeard(): Promise<void> {
  const html = await (await board).heard();
  if (html !== null) verdict.add(html);
}

async function run(): Promise<void> {
  editor.mark(null);
  void work.flush();
  comeIntoView(document.getElementById("bench-board"));
  await (await board).run(files.all());
}

async function stop(): Promise<void> {
  await (await board).stop();
}

async function startInTurn(): Promise<Board> {
  await nextPaint();
  await editor.upgrade(page.dataset["nonce"] ?? "", () => void check());
  document.body.dataset["editor"] = "ready";
  // The editor is seen first.
  await nextPaint();
  return startRest(new Board(exercise, new RoomLink(exercise), (view) => new RealBoard(view)));
}

function startRest(started: Board): Board {
  const signals = new ClassSignals(exercise);
  startHand();
  if (first.learner !== null) startVersions(exercise, () => files.all(), (kept) => work.take(kept));
  watchServer(new LinkSign());
  startLive((message) => take(started, signals, message), [
    "class",
    page.dataset["board"] ?? "boards",
    ...(first.learner === null ? [] : [`work-${first.learner}`]),
  ]);
  return started;
}

function take(started: Board, signals: ClassSignals, message: StreamMessage): void {
  if (message.kind !== "snapshot" && message.kind !== "frame") return;
  const said = JSON.parse(message.text) as { topic: string } & BoardNews & { exercise?: string; token?: string; page?: string };
  if (said.topic === "class") signals.take(said as unknown as ClassNews, message.kind === "snapshot");
  else if (said.topic === page.dataset["board"]) started.take(said, message.kind === "snapshot");
  else if (said.exercise === exercise && said.token) void work.heard(said.token, said.page ?? "");
}

function showRestart(): void {
  restart.hidden = files.main() === first.starter;
}

function startAgain(): void {
  const kept = files.all();
  files.show(MAIN);
  editor.replace(first.starter);
  before = kept;
  undo.hidden = false;
  undo.focus();
}

function undoRestart(): void {
  if (before !== null) {
    const kept = before;
    files.replace(kept);
    changed();
  }
  restart.focus();
}

function download(): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([files.main()], { type: "text/x-python" }));
  link.download = `${exercise}.py`;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function upload(field: HTMLInputElement): Promise<void> {
  const chosen = field.files?.[0];
  field.value = "";
  if (!chosen) return;
  files.show(MAIN);
  editor.replace((await chosen.text()).replaceAll("\r\n", "\n"));
}
