// What a person turns around the drawn board: sliders, buttons, switches; a drawn button is pressed on the picture too.
import type { BoardLink, DrawnKnob } from "./board_link";
import { formatNumber } from "./format";
import { onLanguage } from "./language";
import type { DrawnParts } from "./parts";
import { t } from "./texts";

const LOOK_EVERY_MS = 3000;
const SEND_EVERY_MS = 40;

export class BoardKnobs {
  private readonly place = document.getElementById("drawn-knobs") as HTMLElement;
  private readonly shown = new Map<string, (knob: DrawnKnob) => void>();
  /** What was turned before the board ran. */
  private readonly held = new Map<string, number>();
  private readonly waiting = new Map<string, number>();
  private isSending = false;
  private isRunning = false;
  private readonly looking: ReturnType<typeof setInterval>;

  constructor(
    private readonly link: BoardLink,
    private readonly parts: DrawnParts,
  ) {
    void this.look(true);
    this.looking = setInterval(() => this.isRunning && !document.hidden && void this.look(false), LOOK_EVERY_MS);
    onLanguage(() => void this.look(true));
  }

  leave(): void {
    clearInterval(this.looking);
  }

  watch(isRunning: boolean): void {
    this.isRunning = isRunning;
  }

  /** A run has begun: what was turned before it counts. */
  async started(): Promise<void> {
    for (const [id, value] of this.held) await this.post(id, value);
  }

  private async look(isNew: boolean): Promise<void> {
    const knobs = await this.link.knobs();
    if (!knobs) return;
    if (isNew) this.build(knobs);
    for (const knob of knobs) if (!this.waiting.has(knob.id) && !this.held.has(knob.id)) this.shown.get(knob.id)?.(knob);
  }

  private build(knobs: DrawnKnob[]): void {
    this.shown.clear();
    this.place.replaceChildren(...knobs.map((knob) => (knob.kind === "number" ? this.slider(knob) : knob.kind === "button" ? this.button(knob) : this.toggle(knob))));
  }

  private slider(knob: DrawnKnob): HTMLElement {
    const row = rowOf(knob);
    const [label, output, input] = [document.createElement("label"), document.createElement("output"), document.createElement("input")];
    input.type = "range";
    input.id = `knob-${knob.id}`;
    label.htmlFor = input.id;
    label.textContent = titleOf(knob);
    Object.assign(input, { min: String(knob.least), max: String(knob.most), step: String(knob.step) });
    const show = (value: number): void => {
      output.textContent = `${formatNumber(value, knob.step < 1 ? 1 : 0)}${knob.unit ? `\u00a0${knob.unit}` : ""}`;
      this.turnDrawing(knob, value);
    };
    this.shown.set(knob.id, (now) => {
      input.value = String(now.value);
      show(now.value);
    });
    input.addEventListener("input", () => {
      show(Number(input.value));
      this.turn(knob.id, Number(input.value), true);
    });
    row.append(label, output, input);
    return row;
  }

  private button(knob: DrawnKnob): HTMLElement {
    const row = rowOf(knob);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "press";
    button.textContent = titleOf(knob);
    button.ariaPressed = "false";
    const press = (isPressed: boolean): void => {
      if ((button.ariaPressed === "true") === isPressed) return;
      button.ariaPressed = String(isPressed);
      this.parts.partOf(knob.drawn)?.querySelector(".cap")?.toggleAttribute("data-pressed", isPressed);
      this.turn(knob.id, isPressed ? 1 : 0, false);
    };
    listenToPress(button, press);
    const drawn = this.parts.partOf(knob.drawn);
    if (drawn) {
      drawn.setAttribute("data-pressable", "");
      listenToPointer(drawn, press);
    }
    this.shown.set(knob.id, () => undefined);
    row.append(button);
    return row;
  }

  private toggle(knob: DrawnKnob): HTMLElement {
    const row = rowOf(knob);
    const [label, input] = [document.createElement("label"), document.createElement("input")];
    input.type = "checkbox";
    this.shown.set(knob.id, (now) => (input.checked = now.value > 0));
    input.addEventListener("change", () => this.turn(knob.id, input.checked ? 1 : 0, true));
    label.append(input, titleOf(knob));
    row.append(label);
    return row;
  }

  private turnDrawing(knob: DrawnKnob, value: number): void {
    const part = this.parts.partOf(knob.drawn);
    const share = (value - knob.least) / (knob.most - knob.least || 1);
    const slider = part?.querySelector<SVGGElement>(".slider");
    if (slider) slider.style.transform = `rotate(${-135 + 270 * share}deg)`;
    if (part?.getAttribute("data-kind") === "photoresistor") part.querySelector(".glow")?.setAttribute("opacity", String(0.7 * share));
  }

  /** Send soon, the newest value of each knob only; a press and its release are both sent, in their order. */
  private turn(id: string, value: number, isKept: boolean): void {
    if (isKept) this.held.set(id, value);
    if (!isKept) return void this.post(id, value);
    this.waiting.set(id, value);
    if (!this.isSending) void this.sendWaiting();
  }

  private async sendWaiting(): Promise<void> {
    this.isSending = true;
    while (this.waiting.size > 0) {
      const [[id, value] = ["", 0]] = this.waiting;
      this.waiting.delete(id);
      await this.post(id, value);
      await new Promise((resolve) => setTimeout(resolve, SEND_EVERY_MS));
    }
    this.isSending = false;
  }

  private queue: Promise<unknown> = Promise.resolve();

  private post(id: string, value: number): Promise<unknown> {
    this.queue = this.queue.then(() => this.link.turn(id, value));
    return this.queue;
  }
}

function rowOf(knob: DrawnKnob): HTMLElement {
  const row = document.createElement("div");
  row.className = "drawn-knob";
  row.dataset["knob"] = knob.id;
  return row;
}

function titleOf(knob: DrawnKnob): string {
  const place = knob.place ? ` (${knob.place})` : "";
  return knob.kind === "button" ? t("drawn.press", { part: knob.part, place }) : `${knob.part}${place}${t("drawn.colon")}${knob.label}`;
}

function listenToPress(button: HTMLElement, press: (isPressed: boolean) => void): void {
  listenToPointer(button, press);
  button.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) press(true);
  });
  button.addEventListener("keyup", (event) => (event.key === " " || event.key === "Enter") && press(false));
  button.addEventListener("blur", () => press(false));
}

function listenToPointer(element: Element, press: (isPressed: boolean) => void): void {
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture((event as PointerEvent).pointerId);
    press(true);
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) element.addEventListener(end, () => press(false));
}
