// The parts of the wiring picture, alive: the same drawing, whose moving pieces follow what the simulator says.
// Each output is also said in words under the picture, for colour and movement are never the only sign.
import type { Shown } from "./board_news";
import { formatNumber } from "./format";
import { onLanguage } from "./language";
import { Sound } from "./sound";
import { t } from "./texts";

const SVG = "http://www.w3.org/2000/svg";
/** Of the simulator's names for what shows -> the drawing's kinds. */
const KINDS: Record<string, string> = { neopixel: "neopixel_strip" };
/** Braille cells, 2 dots wide and 4 high: the bit of each dot, row by row. */
const DOTS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];
const SCREEN = { x: -26, y: -17, width: 56, height: 32 };

export class DrawnParts {
  readonly picture: SVGSVGElement | null;
  private readonly said = document.getElementById("drawn-said") as HTMLElement;
  private readonly shown = new Map<string, Shown>();
  private readonly sound = new Sound();

  constructor() {
    const drawing = document.querySelector<SVGSVGElement>("#panel-wiring svg.wiring");
    this.picture = (drawing?.cloneNode(true) as SVGSVGElement | undefined) ?? null;
    if (this.picture) document.getElementById("drawn-picture")?.append(this.picture);
    this.sound.offer(this.picture?.querySelector('[data-kind="buzzer"]') !== null && this.picture !== null);
    onLanguage(() => this.translate());
  }

  clear(): void {
    for (const [where, shown] of this.shown) this.draw(this.partOf(where), dark(shown));
    this.shown.clear();
    this.sound.play(0);
    this.said.replaceChildren();
  }

  show(where: string, shown: Shown): void {
    this.shown.set(where, shown);
    this.draw(this.partOf(where), shown);
    if (shown.tone_hz !== undefined) this.sound.play(shown.tone_hz);
    this.say();
  }

  /** The group of a part: by its own name, else the only one of its kind (a display is named by its address). */
  partOf(where: string): SVGGElement | null {
    const [kind = "", place] = where.split(":");
    const drawn = KINDS[kind] ?? kind;
    const own = this.picture?.querySelector<SVGGElement>(`[data-part="${drawn}:${CSS.escape(place ?? "")}"]`);
    return own ?? this.picture?.querySelector<SVGGElement>(`[data-kind="${CSS.escape(drawn)}"]`) ?? null;
  }

  private translate(): void {
    const drawing = document.querySelector("#panel-wiring svg.wiring");
    const names = [...(drawing?.querySelectorAll(".part .name") ?? [])].map((one) => one.innerHTML);
    for (const [place, name] of (this.picture?.querySelectorAll(".part .name") ?? new NodeList()).entries()) (name as Element).innerHTML = names[place] ?? "";
    this.say();
  }

  private draw(part: SVGGElement | null, shown: Shown): void {
    if (!part) return;
    const { brightness, colours, picture, text, angle_degrees: from, target_degrees: to, tone_hz: tone, is_closed: isClosed } = shown;
    if (brightness !== undefined) part.querySelector(".glow")?.setAttribute("opacity", String(brightness && 0.25 + 0.7 * brightness));
    if (tone !== undefined) part.querySelector(".wave")?.setAttribute("opacity", tone > 0 ? "1" : "0");
    if (isClosed !== undefined) part.querySelector(".contact path")?.setAttribute("d", isClosed ? "M-6 4h22" : "M-6 4h10l12 -9");
    if (colours) drawColours(part, colours);
    if (picture !== undefined) drawDots(part, picture);
    if (text !== undefined) drawText(part, text);
    const arm = part.querySelector<SVGGElement>(".arm");
    if (arm && (to ?? from) !== undefined) arm.style.transform = `rotate(${(to ?? from ?? 90) - 90}deg)`;
  }

  private say(): void {
    const lines = [...this.shown].flatMap(([where, shown]) => {
      const name = this.partOf(where)?.querySelector(".name")?.textContent?.trim() ?? where.split(":")[0] ?? "";
      const words = wordsOf(shown);
      const place = where.split(":")[1];
      return words ? [`${where === "wifi" ? "Wi-Fi" : name}${place && /^\d+$/.test(place) ? ` (${place})` : ""}${t("drawn.colon")}${words}`] : [];
    });
    const now = [...this.said.children].map((one) => one.textContent);
    if (now.join("\n") === lines.join("\n")) return;
    this.said.replaceChildren(
      ...lines.map((line) => {
        const item = document.createElement("li");
        item.textContent = line;
        return item;
      }),
    );
  }
}

function wordsOf(shown: Shown): string {
  if (shown.brightness !== undefined) {
    if (shown.brightness === 0 || shown.brightness === 1) return shown.brightness ? t("drawn.lit") : t("drawn.dark");
    return t("drawn.lit_part", { percent: formatNumber(shown.brightness * 100, 0) });
  }
  if (shown.is_joined !== undefined) return shown.is_joined ? t("drawn.joined") : t("drawn.lost");
  if (shown.is_closed !== undefined) return shown.is_closed ? t("drawn.closed") : t("drawn.open");
  if (shown.tone_hz !== undefined) return shown.tone_hz > 0 ? `${formatNumber(shown.tone_hz, 0)}\u00a0Hz` : t("drawn.silent");
  if (shown.target_degrees !== undefined) return `${formatNumber(shown.target_degrees, 0)}°`;
  if (shown.colours) return shown.colours.map((one) => `#${one.slice(0, 3).map((part) => part.toString(16).padStart(2, "0")).join("")}`).slice(0, 4).join(" ");
  if (shown.text !== undefined) return shown.text.replaceAll("\n", " / ");
  return "";
}

/** The same part, showing nothing. */
function dark(shown: Shown): Shown {
  return {
    ...(shown.brightness === undefined ? {} : { brightness: 0 }),
    ...(shown.tone_hz === undefined ? {} : { tone_hz: 0 }),
    ...(shown.is_closed === undefined ? {} : { is_closed: false }),
    ...(shown.colours ? { colours: shown.colours.map(() => [0, 0, 0]) } : {}),
    ...(shown.picture === undefined ? {} : { picture: "" }),
    ...(shown.text === undefined ? {} : { text: "" }),
  };
}

function drawColours(part: Element, colours: number[][]): void {
  const place = part.querySelector(".pixels");
  if (!place) return;
  const across = Math.min(colours.length, 16);
  const size = Math.min(12, 68 / across - 2);
  const pixels = colours.slice(0, across).map(([red = 0, green = 0, blue = 0, white = 0], at) => {
    const lit = [red, green, blue].map((one) => Math.min(255, one + white));
    const isDark = lit.every((one) => one === 0);
    return element("rect", {
      class: "pixel",
      x: -34 + at * (68 / across) + (68 / across - size) / 2,
      y: -size / 2,
      width: size,
      height: size,
      rx: 2,
      stroke: "#f4f1ea",
      fill: isDark ? "#5d6468" : `rgb(${lit.map((one) => Math.round(40 + (one * 215) / 255)).join(",")})`,
    });
  });
  place.replaceChildren(...pixels);
}

/** A picture in braille signs as one path of lit dots. */
function drawDots(part: Element, picture: string): void {
  const rows = picture ? picture.split("\n") : [];
  const height = Math.max(1, rows.length * 4);
  const width = Math.max(1, ...rows.map((row) => row.length * 2));
  let path = "";
  for (const [y, row] of rows.entries()) {
    for (const [x, sign] of [...row].entries()) {
      const bits = sign.codePointAt(0) ?? 0;
      for (const [at, bit] of DOTS.entries()) if (bits & bit) path += `M${x * 2 + (at & 1)} ${y * 4 + (at >> 1)}h1v1h-1z`;
    }
  }
  const scale = `translate(${SCREEN.x} ${SCREEN.y}) scale(${SCREEN.width / width} ${SCREEN.height / height})`;
  pieceOf(part, "path").setAttribute("d", path);
  pieceOf(part, "path").setAttribute("transform", scale);
  pieceOf(part, "path").setAttribute("fill", "#dff3ff");
}

function drawText(part: Element, text: string): void {
  const place = pieceOf(part, "text");
  place.setAttribute("font-size", "7");
  place.setAttribute("font-family", "monospace");
  const lines = text.split("\n").slice(0, 2);
  place.replaceChildren(
    ...lines.map((line, at) => {
      const span = element("tspan", { x: -31, y: -4 + at * 11 });
      span.textContent = line;
      return span;
    }),
  );
}

/** The piece of a part's picture that scripts draw. */
function pieceOf(part: Element, kind: "path" | "text"): Element {
  const found = part.querySelector(`.picture > .live`);
  if (found) return found;
  const made = element(kind, { class: "live" });
  part.querySelector(".picture")?.append(made);
  return made;
}

function element(kind: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
