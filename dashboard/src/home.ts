// The course in a browser alone: the course's page and the exercises', by the address after `#`. The page speaks to no
// server: it takes the pack (home_pack.ts), has a worker check programs (home_checker.ts) and run them on the drawn board
// (home_board.ts), and keeps the work (home_store.ts).
import { Board } from "./drawn";
import { startEditor } from "./editor";
import { FileTabs, MAIN } from "./files";
import type { DrawnKnob } from "./board_link";
import { HomeLink } from "./home_board";
import { type Answer, Checker } from "./home_checker";
import { isNewEnough } from "./home_pack";
import { HomeStore } from "./home_store";
import { HomeThread } from "./home_thread";
import { comeIntoView } from "./one_column";
import { drawVerdict, guiltyLine, type Hints } from "./home_verdict";
import type { BoardNews } from "./board_news";
import type { Pack } from "./home_worker";
import { startTabs, startWide } from "./tabs";
import { setTexts, t } from "./texts";

interface InLanguage {
  texts: Record<string, string | string[]>;
  titles: Record<string, string>;
  starters: Record<string, string>;
  hints: Record<string, Hints>;
  knobs: Record<string, DrawnKnob[]>;
}
interface Course {
  order: string[];
  languages: Record<string, InLanguage>;
}

const SAVE_AFTER_MS = 400;
const LANGUAGE = "iot-lab-language";
const course = JSON.parse(document.getElementById("course")?.textContent ?? "{}") as Course;
const place = document.getElementById("page") as HTMLElement;
let preparing = "";
const { home } = window;
const thread = new HomeThread(home.worker, loadOnce, home.begun);
const checker = new Checker(thread);
let store: HomeStore;
let leave = (): void => undefined;

void begin();

async function begin(): Promise<void> {
  speak(remembered() ?? navigator.languages.map((tag) => tag.split("-")[0] ?? "").find((one) => one in course.languages) ?? "fr");
  preparing = isNewEnough() ? t("home.preparing") : t("home.old");
  // What is kept for another day waits until the worker has nothing to do: a check that was asked for comes first.
  home.told = (part) => tell(part < 1 ? t("home.loading", { percent: Math.round(part * 100) }) : t("home.preparing"));
  thread.ready().then(() => tell(""), () => isNewEnough() && tell(t("home.not_started")));
  thread.whenIdle(keepForOffline).catch(() => undefined);
  store = await HomeStore.open();
  addEventListener("hashchange", show);
  show();
}

/** The pack, loaded once; an old browser is spared the download. */
async function loadOnce(): Promise<Pack> {
  if (!home.loading) throw new Error("old");
  return home.loading;
}

/** Where the browser allows it, the page opens again without its server. */
function keepForOffline(): void {
  if (location.protocol.startsWith("http") && "serviceWorker" in navigator) navigator.serviceWorker.register("offline.js").catch(() => undefined);
}

function remembered(): string | null {
  try {
    return localStorage.getItem(LANGUAGE);
  } catch {
    return null;
  }
}

function speak(language: string): void {
  const known = language in course.languages ? language : "fr";
  document.documentElement.lang = known;
  setTexts(words().texts);
  try {
    localStorage.setItem(LANGUAGE, known);
  } catch {
    // A private window: the next visit begins in the browser's language.
  }
}

function words(): InLanguage {
  return course.languages[document.documentElement.lang] as InLanguage;
}

function show(): void {
  leave();
  leave = () => undefined;
  const language = document.documentElement.lang;
  const exercise = location.hash.replace(/^#\/?/, "");
  place.replaceChildren(copy(`frame-${language}`));
  const main = document.getElementById("main") as HTMLElement;
  document.getElementById("language")?.addEventListener("click", (event) => {
    speak((event.currentTarget as HTMLButtonElement).value);
    show();
  });
  if (course.order.includes(exercise)) showExercise(main, exercise);
  else showCourse(main);
  tell(preparing);
}

function copy(name: string): DocumentFragment {
  return (document.getElementById(name) as HTMLTemplateElement).content.cloneNode(true) as DocumentFragment;
}

function tell(said: string): void {
  preparing = said;
  const shown = document.getElementById("saved") ?? document.getElementById("kept-said");
  if (shown) shown.textContent = said;
}

function showCourse(main: HTMLElement): void {
  main.replaceChildren(copy(`course-${document.documentElement.lang}`));
  document.title = `${t("course.title")} · iot-lab`;
  for (const node of main.querySelectorAll<HTMLElement>(".node")) {
    const work = store.all[node.dataset["exercise"] ?? ""];
    if (!work) continue;
    node.dataset["sign"] = work.passed_ms ? "passed" : "begun";
    (node.querySelector(".node-sign") as HTMLElement).textContent = work.passed_ms ? "✓" : "!";
    (node.querySelector("p") as HTMLElement).textContent = work.passed_ms ? t("course.sign_passed") : t("course.sign_begun");
  }
  document.getElementById("save-work")?.addEventListener("click", saveArchive);
  document.getElementById("load-work")?.addEventListener("change", (event) => void loadArchive(event.target as HTMLInputElement));
}

function saveArchive(): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(store.archive());
  link.download = "iot-lab-work.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function loadArchive(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  const came = await store.take(file).then((number) => t("home.came", { number }), () => t("home.no_archive"));
  show();
  tell(came);
}

function showExercise(main: HTMLElement, exercise: string): void {
  main.replaceChildren(copy(`exercise-${exercise}-${document.documentElement.lang}`));
  document.title = `${words().titles[exercise]} · iot-lab`;
  startTabs();
  startWide();
  const area = document.getElementById("program") as HTMLTextAreaElement;
  const first = store.all[exercise]?.files ?? { [MAIN]: words().starters[exercise] ?? "" };
  area.value = first[MAIN] ?? "";
  let timer = 0;
  const keep = (): void => {
    clearTimeout(timer);
    timer = 0;
    void store.keep(exercise, files.all()).then(() => tell(store.lasts ? t("home.saved") : t("home.not_saved")));
  };
  const changed = (): void => { clearTimeout(timer); timer = window.setTimeout(keep, SAVE_AFTER_MS); };
  const editor = startEditor(area, "", changed, () => void check());
  const files = new FileTabs(editor, first, changed);
  const stopBoard = startBoard(exercise, files, editor.mark);
  leave = () => {
    if (timer) keep();
    stopBoard();
  };
  const check = async (): Promise<void> => {
    const button = document.getElementById("check") as HTMLButtonElement;
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    const region = document.getElementById("verdict") as HTMLElement;
    region.setAttribute("aria-busy", "true");
    const checked = files.all();
    comeIntoView(region);
    const answer = await checker.check(exercise, checked, document.documentElement.lang).catch((): Answer => ({ reason: isNewEnough() ? "broken" : "old" }));
    button.ariaDisabled = "false";
    region.removeAttribute("aria-busy");
    if ("report" in answer) await store.keep(exercise, checked, answer.report.verdict === "passed");
    if (!region.isConnected) return;
    showAnswer(region, exercise, answer, editor.mark);
    comeIntoView(region);
  };
  document.getElementById("check")?.addEventListener("click", () => void check());
  document.getElementById("hint")?.addEventListener("click", openHint);
  document.getElementById("restart")?.addEventListener("click", () => { if (confirm(t("home.restart"))) { files.show(MAIN); editor.replace(words().starters[exercise] ?? ""); } });
}

/** Show the exercise's board; what is returned takes it away. */
function startBoard(exercise: string, files: FileTabs, mark: (line: number | null) => void): () => void {
  const link = new HomeLink(thread, exercise, () => words().knobs[exercise] ?? []);
  const board = new Board(exercise, link, null);
  const run = (): void => {
    mark(null);
    comeIntoView(document.getElementById("bench-board"));
    void board.run(files.all());
  };
  const press = (event: KeyboardEvent): void => {
    const act = { F2: openHint, F8: event.shiftKey ? () => void board.stop() : run, F9: () => document.getElementById("next")?.click() }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  let last = { exercise, run: 0, state: "off" } as BoardNews;
  thread.onNews = (news) => {
    link.heard(news.state);
    last = news;
    board.take(news, false);
  };
  thread.onLost = () => last.state === "running" && thread.onNews({ ...last, state: "stopped", shows: {}, edges: {}, messages: [], text: "" });
  document.getElementById("run")?.addEventListener("click", run);
  document.getElementById("stop")?.addEventListener("click", () => void board.stop());
  addEventListener("keydown", press);
  let isShown = true;
  thread.whenIdle(() => { if (isShown) void thread.order({ board: "prepare", exercise }); }).catch(() => undefined);
  void thread.ready().then(() => { (document.getElementById("ahead") as HTMLElement).hidden = thread.isLive; }, () => undefined);
  return () => {
    isShown = false;
    removeEventListener("keydown", press);
    thread.onNews = thread.onLost = () => undefined;
    board.leave();
    void thread.order({ board: "leave" }).catch(() => undefined);
  };
}

function showAnswer(region: HTMLElement, exercise: string, answer: Answer, mark: (line: number | null) => void): void {
  const following = course.order[course.order.indexOf(exercise) + 1];
  const next = following ? { href: `#/${following}`, title: words().titles[following] ?? "" } : null;
  if ("report" in answer) {
    region.replaceChildren(drawVerdict(answer.report, words().hints[exercise] ?? {}, next));
    mark(guiltyLine(answer.report));
  } else {
    const note = document.createElement("p");
    note.className = "note verdict-wait";
    note.textContent = wordsFor(answer.reason);
    region.replaceChildren(note);
  }
  region.scrollTop = 0;
  (document.getElementById("hint") as HTMLElement).hidden = !region.querySelector(".hint");
}

function wordsFor(reason: string): string {
  if (reason === "slow") return t("home.slow");
  if (reason === "old") return t("home.old");
  return reason === "broken" ? t("home.broken") : reason;
}

function openHint(): void {
  const closed = [...document.querySelectorAll<HTMLDetailsElement>("#verdict details.hint")].find((one) => !one.open);
  if (!closed) return;
  closed.open = true;
  closed.querySelector("summary")?.focus();
  closed.scrollIntoView({ block: "nearest" });
}
