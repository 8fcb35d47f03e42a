// The AI bench: recording with a countdown that the server's clock decides, a live preview, training, what-if, live answers.
import { liveAnswers } from "./answers";
import { formatNumber } from "./format";
import { FreshParts } from "./fresh";
import { onLanguage } from "./language";
import { LinkSign } from "./link";
import type { StreamMessage } from "./messages";
import { refusalWords } from "./refusal";
import "./shell";
import { startLive } from "./source";
import { t } from "./texts";
import { type Block, Preview } from "./preview";

interface Planned {
  label: string;
  person: string;
  start: number;
  end: number;
}

/** As in web/protection.py, less the form around the files. */
const MOST_FILE_BYTES = 8_000_000;
const page = document.getElementById("ai") as HTMLElement;
const sign = new LinkSign();
const answers = liveAnswers();
const fresh = new FreshParts("ai-said");
let tell = (_message: StreamMessage): void => undefined;

onLanguage(() => location.reload());
if (page.dataset["page"] === "record") startRecord();
startHands();
if (page.dataset["page"] === "train") startTrain();
startLive(
  (message) => {
    if (message.kind === "link") sign.setLink(message.link, Date.now(), message.refusal);
    answers(message);
    tell(message);
  },
  ["boards", ...new Set([...document.querySelectorAll<HTMLInputElement>("[name=source]")].map((one) => `stream-${one.value.split("/")[0]}`))].slice(0, 12),
);

/** What the server would refuse after a long way is refused where it is chosen. */
function checkFiles(): void {
  const input = document.getElementById("ai-file") as HTMLInputElement | null;
  input?.addEventListener("change", () => {
    const bytes = [...(input.files ?? [])].reduce((sum, one) => sum + one.size, 0);
    input.setCustomValidity(bytes > MOST_FILE_BYTES ? (input.dataset["tooLong"] ?? "") : "");
    input.reportValidity();
  });
}

function startRecord(): void {
  checkFiles();
  const form = document.getElementById("ai-take") as HTMLFormElement;
  const preview = new Preview(document.getElementById("ai-preview") as unknown as SVGSVGElement, document.getElementById("ai-axes") as HTMLElement);
  let planned = JSON.parse(page.dataset["planned"] ?? "[]") as Planned[];
  let ahead = Number(page.dataset["now"]) - Date.now();
  let wasBusy = planned.length > 0;

  const adopt = async (answer: Response): Promise<void> => {
    const said = document.getElementById("ai-said");
    if (said) said.textContent = answer.ok ? "" : await refusalWords(answer);
    if (!answer.ok) return;
    const told = (await answer.json()) as { now: number; planned: Planned[] };
    planned = told.planned;
    ahead = told.now - Date.now();
    wasBusy = wasBusy || planned.length > 0;
    show();
  };
  const post = (action: string, body: FormData): Promise<void> =>
    fetch(action, { method: "POST", body, headers: { Accept: "application/json" } }).then(adopt, () => undefined);
  const show = (): void => {
    const now = Date.now() + ahead;
    const next = planned.find((one) => one.end > now);
    const box = document.getElementById("ai-countdown") as HTMLElement;
    box.hidden = !next;
    preview.mark(planned);
    if (next) sayCountdown(next, now, planned.filter((one) => one.end > now).length);
    else if (wasBusy) {
      wasBusy = false;
      void fresh.read();
      setTimeout(() => void fresh.read(), 1500);
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void post(form.action, new FormData(form, (event as SubmitEvent).submitter));
  });
  document.getElementById("ai-stop")?.addEventListener("submit", (event) => {
    event.preventDefault();
    void post((event.target as HTMLFormElement).action, new FormData());
  });
  addEventListener("keydown", (event) => {
    const isTyping = (event.target as HTMLElement).matches("input:not([type=radio], [type=checkbox]), select, textarea");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const button = document.querySelector<HTMLButtonElement>(`#ai-labels [data-key="${CSS.escape(event.key)}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
  });
  tell = (message) => {
    if (message.kind !== "frame" && message.kind !== "snapshot") return;
    const told = JSON.parse(message.text) as { topic?: string; board?: string; blocks?: Block[] };
    const chosen = form.querySelector<HTMLInputElement>("[name=source]:checked")?.value ?? "";
    if (told.blocks && told.board) preview.take(told.blocks.filter((one) => `${told.board}/${one.stream}` === chosen));
  };
  document.addEventListener("submit", (event) => {
    const change = event.target as HTMLFormElement;
    if (!change.matches(".ai-change")) return;
    event.preventDefault();
    const body = new FormData(change, (event as SubmitEvent).submitter);
    (document.activeElement as HTMLElement | null)?.blur();
    void fetch(change.action, { method: "POST", body }).then((answer) => changed(answer, change.action, body));
  });
  if ("awaited" in page.dataset) setTimeout(() => void awaitStream(), 2000);
  setInterval(show, 200);
  setInterval(() => document.querySelector("[data-state=waiting]") && void fresh.read(), 3000);
  show();
}

/** Say that a take was changed; what was deleted can come back. */
async function changed(answer: Response, action: string, body: FormData): Promise<void> {
  const said = document.getElementById("ai-said") as HTMLElement;
  said.textContent = answer.ok ? t("ai.changed") : await refusalWords(answer);
  if (answer.ok && body.get("act") === "delete") {
    const undo = document.createElement("button");
    undo.className = "secondary";
    undo.id = "ai-undo";
    undo.textContent = t("ai.undo");
    undo.addEventListener("click", () => {
      const back = new FormData();
      back.set("act", "restore");
      void fetch(action, { method: "POST", body: back }).then((restored) => changed(restored, action, back));
    });
    said.replaceChildren(`${t("ai.deleted")} `, undo);
  }
  void fresh.read();
}

function sayCountdown(next: Planned, now: number, left: number): void {
  const isRunning = now >= next.start;
  const count = document.getElementById("ai-count") as HTMLElement;
  const said = document.getElementById("ai-countdown-said") as HTMLElement;
  count.textContent = String(Math.ceil(((isRunning ? next.end : next.start) - now) / 1000));
  count.toggleAttribute("data-running", isRunning);
  const label = document.querySelector(`#ai-labels [value="${CSS.escape(next.label)}"] span`)?.textContent ?? next.label;
  const facts = { label, person: next.person, left };
  const words = isRunning ? t("ai.running", facts) : t("ai.begins", facts);
  if (said.textContent !== words) said.textContent = words;
}

/** The hand that moves a simulated board makes the movement that its list says. */
function startHands(): void {
  for (const list of document.querySelectorAll<HTMLSelectElement>("[data-hand]")) {
    list.addEventListener("change", () => {
      const body = JSON.stringify({ value: Number(list.value) });
      void fetch(list.dataset["hand"] ?? "", { method: "POST", body, headers: { "Content-Type": "application/json" } });
    });
  }
}

/** A board that begins to send is shown without a reload by hand. */
async function awaitStream(): Promise<void> {
  try {
    const answer = await fetch(location.href);
    const read = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("ai");
    if (read && read.dataset["streams"] !== page.dataset["streams"]) return location.reload();
  } catch {
    // The server is away and the banner says so.
  }
  setTimeout(() => void awaitStream(), 2000);
}

function startTrain(): void {
  const bar = document.getElementById("ai-progress") as HTMLProgressElement | null;
  const look = async (): Promise<void> => {
    try {
      const answer = await fetch(`/ai/${page.dataset["project"]}/train/progress`);
      const { share, over } = (await answer.json()) as { share: number; over: boolean };
      if (bar) bar.value = share;
      if (over) return location.reload();
    } catch {
      // The server is away and the banner says so.
    }
    setTimeout(() => void look(), 400);
  };
  if (page.dataset["training"] === "yes") void look();
  const form = document.getElementById("ai-if") as HTMLFormElement | null;
  form?.addEventListener("input", () => void ask(form));
  if (form) void ask(form);
}

function nearWindow(near: { said: string; take: string }): HTMLElement {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = `/ai/${page.dataset["project"]}/record#take-${near.take}`;
  link.textContent = t("ai.replay", { take: near.take });
  line.append(`${near.said} `, link);
  return line;
}

async function ask(form: HTMLFormElement): Promise<void> {
  for (const slider of form.querySelectorAll<HTMLInputElement>("input[type=range]")) {
    const shown = slider.parentElement?.querySelector("output");
    const decimals = Math.abs(slider.valueAsNumber) < 10 ? 2 : 0;
    if (shown) shown.textContent = formatNumber(slider.valueAsNumber, decimals);
  }
  const answer = await fetch(form.dataset["action"] ?? "", { method: "POST", body: new FormData(form) });
  if (!answer.ok) return;
  const { said, path, near } = (await answer.json()) as { said: string; path: number[]; near: { said: string; take: string }[] };
  (document.getElementById("ai-if-said") as HTMLElement).textContent = said;
  document.getElementById("ai-near")?.replaceChildren(...near.map(nearWindow));
  for (const one of document.querySelectorAll<SVGElement>("[data-node], [data-to]")) {
    one.toggleAttribute("data-on", path.includes(Number(one.dataset["node"] ?? one.dataset["to"])));
  }
}
