// The world around a simulated board: its knobs, shown as they stand, turned by sliders, buttons and switches.
import { copyOf } from "./cards";
import { formatNumber } from "./format";
import { onLanguage } from "./language";
import { refusalWords } from "./refusal";
import { t } from "./texts";

export interface Knob {
  id: string;
  kind: "number" | "button" | "switch";
  label: string;
  part: string;
  place: string;
  unit: string;
  least: number;
  most: number;
  step: number;
  value: number;
  held: boolean;
}

const LOOK_EVERY_MS = 2000;
const SEND_EVERY_MS = 100;
const section = document.getElementById("knobs");
const shown = new Map<string, (knob: Knob) => void>();
let address = "";
let shape = "";
/** What is on its way for each knob: looking meanwhile would move the slider back under the finger. */
const busy = new Set<string>();

/** Show the knobs around `board`, where there are any. */
export function startKnobs(board: string): void {
  if (!section) return;
  address = `/api/boards/${encodeURIComponent(board)}/knobs`;
  void look();
  setInterval(() => document.hidden || void look(), LOOK_EVERY_MS);
  onLanguage(() => {
    shape = "";
    void look();
  });
}

async function look(): Promise<void> {
  try {
    const answer = await fetch(address);
    if (answer.ok) show(((await answer.json()) as { knobs: Knob[] }).knobs);
  } catch {
    // The server is away and the banner says so.
  }
}

function show(knobs: Knob[]): void {
  const now = JSON.stringify(knobs.map(({ id, label, part }) => [id, label, part]));
  if (now !== shape) {
    shape = now;
    build(knobs);
  }
  for (const knob of knobs) if (!busy.has(knob.id)) shown.get(knob.id)?.(knob);
}

/** Make the rows again, a group for each part. */
function build(knobs: Knob[]): void {
  shown.clear();
  const groups = new Map<string, HTMLElement>();
  for (const knob of knobs) {
    const owner = knob.id.split(".")[0] ?? "";
    const group = groups.get(owner) ?? newGroup(knob);
    groups.set(owner, group);
    group.append(newRow(knob));
  }
  section?.querySelector(".knob-parts")?.replaceChildren(...groups.values());
  if (section) section.hidden = knobs.length === 0;
}

function newGroup(knob: Knob): HTMLElement {
  const group = copyOf("knob-part");
  const legend = group.querySelector("legend") as HTMLElement;
  legend.textContent = knob.part;
  const place = document.createElement("small");
  place.textContent = knob.place;
  legend.append(place);
  return group;
}

function newRow(knob: Knob): HTMLElement {
  const row = copyOf(`knob-${knob.kind}`);
  row.dataset["knob"] = knob.id;
  if (knob.kind === "number") makeSlider(row, knob);
  else if (knob.kind === "button") makeButton(row, knob);
  else makeSwitch(row, knob);
  return row;
}

function makeSlider(row: HTMLElement, knob: Knob): void {
  const slider = row.querySelector("input") as HTMLInputElement;
  const output = row.querySelector("output") as HTMLOutputElement;
  const label = row.querySelector("label") as HTMLLabelElement;
  const letGo = row.querySelector("button") as HTMLButtonElement;
  const name = `knob-${knob.id}`;
  Object.assign(slider, { id: name, min: String(knob.least), max: String(knob.most), step: String(knob.step) });
  output.htmlFor.add(name);
  label.htmlFor = name;
  label.textContent = knob.label;
  const decimals = Math.max(0, -Math.floor(Math.log10(knob.step)));
  const say = (value: number, held: boolean): void => {
    const text = `${formatNumber(value, decimals)} ${knob.unit}`.trim();
    output.textContent = text;
    slider.setAttribute("aria-valuetext", `${text}, ${held ? t("knobs.held") : t("knobs.free")}`);
    letGo.textContent = held ? t("knobs.let_go") : t("knobs.free");
    letGo.disabled = !held;
    letGo.setAttribute("aria-label", `${knob.label}: ${letGo.textContent}`);
  };
  const send = paced((value) => turn(knob.id, value));
  slider.addEventListener("input", () => {
    say(slider.valueAsNumber, true);
    send(slider.valueAsNumber);
  });
  letGo.addEventListener("click", () => {
    slider.focus();
    void turn(knob.id, null);
  });
  shown.set(knob.id, (now) => {
    slider.value = String(now.value);
    say(now.value, now.held);
  });
}

/** Pressed while a finger, the mouse, the space bar or Enter holds it. */
function makeButton(row: HTMLElement, knob: Knob): void {
  const button = row.querySelector("button") as HTMLButtonElement;
  button.textContent = knob.label;
  let isDown = false;
  const press = (wanted: boolean): void => {
    if (isDown === wanted) return;
    isDown = wanted;
    button.setAttribute("aria-pressed", String(wanted));
    void turn(knob.id, wanted ? 1 : null);
  };
  button.addEventListener("pointerdown", (event) => {
    button.setPointerCapture(event.pointerId);
    press(true);
  });
  for (const end of ["pointerup", "pointercancel", "blur"]) button.addEventListener(end, () => press(false));
  const isPress = (event: KeyboardEvent): boolean => event.key === " " || event.key === "Enter";
  button.addEventListener("keydown", (event) => isPress(event) && press(true));
  button.addEventListener("keyup", (event) => isPress(event) && press(false));
  shown.set(knob.id, (now) => isDown || button.setAttribute("aria-pressed", String(now.value > 0)));
}

function makeSwitch(row: HTMLElement, knob: Knob): void {
  const box = row.querySelector("input") as HTMLInputElement;
  (row.querySelector("span") as HTMLElement).textContent = knob.label;
  box.addEventListener("change", () => void turn(knob.id, box.checked ? 1 : 0));
  shown.set(knob.id, (now) => (box.checked = now.value > 0));
}

/** Turns of one knob leave in their order: a press that overtakes its release would stay pressed. */
const queues = new Map<string, Promise<void>>();

function turn(id: string, value: number | null): Promise<void> {
  busy.add(id);
  const queue = (queues.get(id) ?? Promise.resolve()).then(() => post(id, value));
  queues.set(id, queue);
  return queue;
}

async function post(id: string, value: number | null): Promise<void> {
  let words = t("knobs.failed");
  try {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ value });
    const answer = await fetch(`${address}/${encodeURIComponent(id)}`, { method: "POST", headers, body });
    busy.delete(id);
    words = answer.ok ? "" : await refusalWords(answer);
    if (answer.ok) show(((await answer.json()) as { knobs: Knob[] }).knobs);
  } catch {
    busy.delete(id);
  }
  const said = document.getElementById("knobs-said");
  if (said) said.textContent = words;
}

/** Return a function that calls `act` at most once per SEND_EVERY_MS, with the last value given. */
function paced(act: (value: number) => Promise<void>): (value: number) => void {
  let next: number | null = null;
  let isWaiting = false;
  const go = async (): Promise<void> => {
    while (next !== null) {
      const value = next;
      next = null;
      await Promise.all([act(value), new Promise((resolve) => setTimeout(resolve, SEND_EVERY_MS))]);
    }
    isWaiting = false;
  };
  return (value) => {
    next = value;
    if (isWaiting) return;
    isWaiting = true;
    void go();
  };
}
