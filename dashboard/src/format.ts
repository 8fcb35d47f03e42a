// Numbers, times and series names for a person: the same rules as the server's iot_lab/web/format.py.
import { language, t } from "./texts";

export type Point = [t: number, value: number];

const SPARK = { width: 120, height: 32, margin: 3 };

/** How many decimals suit these values: none where all are whole, at most two. */
export function decimalsFor(values: Iterable<number>): number {
  let largest = 0;
  let areWhole = true;
  for (const value of values) {
    largest = Math.max(largest, Math.abs(value));
    areWhole &&= Number.isInteger(value);
  }
  if (areWhole) return 0;
  return largest < 10 ? 2 : largest < 1000 ? 1 : 0;
}

const NARROW_SPACE = "\u202f";
const MINUS = "\u2212";

/** `1 234,5` in French, `1,234.5` in English. Written here: the browser's own writer is slow to begin with. */
export function formatNumber(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return "–";
  const isFrench = language() === "fr";
  const [whole = "", rest] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, isFrench ? NARROW_SPACE : ",");
  const text = rest === undefined ? grouped : `${grouped}${isFrench ? "," : "."}${rest}`;
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** `14:05:09`, in this browser's time. */
export function clockTime(ms: number): string {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, "0")).join(":");
}

/** The name of a series in words where it is a usual one; `motion.ax` keeps its last part. */
export function seriesLabel(name: string): string {
  const [root = name, ...rest] = name.split(".");
  const words: Record<string, string> = {
    temperature: t("series.temperature"),
    humidity: t("series.humidity"),
    pressure: t("series.pressure"),
    light: t("series.light"),
    lamp: t("series.lamp"),
    distance: t("series.distance"),
    button: t("series.button"),
    motion: t("series.motion"),
    acceleration: t("series.acceleration"),
    battery: t("series.battery"),
    signal: t("series.signal"),
  };
  return [Object.hasOwn(words, root) ? words[root] : root, ...rest].join(" ");
}

/** The SVG path of a small curve in a 120 x 32 box; what is on or off goes in steps, as nothing lies between. */
export function sparkPath(points: readonly Point[]): string {
  const first = points[0];
  const last = points.at(-1);
  if (points.length < 2 || !first || !last) return "";
  const values = points.map((point) => point[1]);
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const scale = span > 0 ? (SPARK.height - 2 * SPARK.margin) / span : 0;
  const floor = span > 0 ? SPARK.height - SPARK.margin : SPARK.height / 2;
  const across = Math.max(last[0] - first[0], 1);
  const isStepped = values.every((value) => value === 0 || value === 1);
  const dots = points.map(([ms, value]) => {
    const x = (((ms - first[0]) / across) * SPARK.width).toFixed(1);
    const y = (floor - (value - low) * scale).toFixed(1);
    return [x, y] as const;
  });
  if (!isStepped) return `M${dots.map(([x, y]) => `${x} ${y}`).join("L")}`;
  return `M0 ${dots[0]?.[1]}${dots.slice(1).map(([x, y]) => `H${x}V${y}`).join("")}`;
}
