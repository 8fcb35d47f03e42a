// The live answers of models on boards: label, sureness, distance, and a ribbon of the last half minute.
import type { Frame, StreamMessage } from "./messages";
import { formatNumber } from "./format";
import { t } from "./texts";

const RIBBON_MS = 30_000;
const COLOURS = 6;
const SVG = "http://www.w3.org/2000/svg";
interface Answer {
  t: number;
  label: number;
  sure: number;
  distance: number;
}

class Answers {
  private readonly names: string[];
  private readonly kept: Answer[] = [];
  private readonly parts: Partial<Record<string, number>> = {};

  constructor(private readonly section: HTMLElement) {
    this.names = JSON.parse(section.dataset["names"] ?? "[]") as string[];
  }

  get board(): string {
    return this.section.dataset["answers"] ?? "";
  }

  /** Take one number of an answer; the three come together, `sure` and `distance` before or after the label. */
  take(part: string, time: number, value: number): void {
    this.parts[part] = value;
    if (part === "label") this.kept.push({ t: time, label: value, sure: 0, distance: 0 });
    const last = this.kept.at(-1);
    if (last) Object.assign(last, { sure: this.parts["sure"] ?? 0, distance: this.parts["distance"] ?? 0 });
    while (this.kept.length && (this.kept[0]?.t ?? 0) < time - RIBBON_MS) this.kept.shift();
  }

  show(): void {
    const last = this.kept.at(-1);
    if (!last) return;
    const label = this.section.querySelector<HTMLElement>(".ai-label");
    const how = this.section.querySelector<HTMLElement>(".ai-how");
    if (label) {
      label.textContent = this.names[last.label] ?? t("ai.unknown");
      label.dataset["label"] = colour(last.label);
    }
    const far = formatNumber(last.distance / 100, 1);
    if (how) how.textContent = last.label < 0 ? t("ai.far", { distance: far }) : t("ai.near", { sure: last.sure, distance: far });
    this.draw(last.t);
  }

  private draw(now: number): void {
    const bars = this.kept.map((one) => {
      const bar = document.createElementNS(SVG, "rect");
      const x = 900 - ((now - one.t) / RIBBON_MS) * 900 - 14;
      for (const [name, value] of Object.entries({ x, y: 0, width: 13, height: 40, rx: 3 })) bar.setAttribute(name, String(value));
      bar.setAttribute("data-colour", colour(one.label));
      return bar;
    });
    this.section.querySelector(".ai-ribbon")?.replaceChildren(...bars);
  }
}

/** Keep every `data-answers` section of the page true; returns what a page gives its live messages to. */
export function liveAnswers(): (message: StreamMessage) => void {
  const all = [...document.querySelectorAll<HTMLElement>("[data-answers]")].map((section) => new Answers(section));
  return (message) => {
    if (message.kind !== "frame" || !all.length) return;
    const { samples = [] } = JSON.parse(message.text) as Frame;
    for (const [board, series, time, value] of samples) {
      if (series.startsWith("answer.")) all.find((one) => one.board === board)?.take(series.slice(7), time, value);
    }
    for (const one of all) one.show();
  };
}

function colour(label: number): string {
  return label < 0 ? "none" : String(label % COLOURS);
}
