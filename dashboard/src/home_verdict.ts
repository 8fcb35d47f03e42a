// The verdict's strip at home: the same signs and words as the room's (dashboard/templates/verdict.html), from the report.
import type { Check, Report } from "./home_checker";
import { t, tCount } from "./texts";

/** A hint's levels as HTML that was made with the folder, by its id. */
export type Hints = Record<string, string[]>;
type Child = Node | string | null;

const LINE = /(?:^|\P{L})(?:ligne|line)[ \u00a0\u202f](\d{1,4})(?!\d)/u;

/** The failed check that is explained, else the first that failed. */
export function toldCheck(report: Report): Check | null {
  const failed = report.checks.filter((check) => check.verdict === "failed");
  return failed.find((check) => check.expected || check.seen || check.hint) ?? failed[0] ?? null;
}

/** The line of the program that the explained check names. */
export function guiltyLine(report: Report): number | null {
  const told = toldCheck(report);
  for (const text of [told?.seen, told?.hint?.text, told?.fact]) {
    const found = text ? LINE.exec(text) : null;
    if (found) return Number(found[1]);
  }
  return null;
}

export function drawVerdict(report: Report, hints: Hints, next: { href: string; title: string } | null): HTMLElement {
  const told = toldCheck(report);
  const sign = signOf(report.verdict);
  const head = element("div", "verdict-head", icon(sign), element("div", "", element("h2", "", wordOf(sign)), element("p", "verdict-what", told?.title ?? report.summary)));
  if (report.checks.length > 0) head.append(signs(report.checks));
  const more = element("div", "verdict-more", told?.hint ? hintLevels(hints[told.hint.id] ?? [inline(told.hint.text)], 1) : null, allChecks(report));
  const strip = element("section", "verdict panel", head, told ? expected(told) : null, sign === "passed" && next ? goOn(next) : null, more);
  strip.dataset["verdict"] = sign;
  return strip;
}

function signOf(verdict: string): string {
  return ["passed", "failed", "not-judged"].includes(verdict) ? verdict : "unchecked";
}

function wordOf(sign: string): string {
  if (sign === "passed") return t("grading.verdict.passed");
  if (sign === "failed") return t("grading.verdict.failed");
  return sign === "not-judged" ? t("grading.verdict.not-judged") : t("grading.verdict.could-not-check");
}

function signs(checks: Check[]): HTMLElement {
  const list = element("ol", "signs");
  list.ariaLabel = t("verdict.signs");
  for (const check of checks) {
    const row = element("li", "", icon(signOf(check.verdict), `${check.title} : ${wordOf(signOf(check.verdict))}`));
    row.dataset["verdict"] = signOf(check.verdict);
    row.title = check.title;
    list.append(row);
  }
  return list;
}

function expected(told: Check): HTMLElement | null {
  const rows = [told.expected ? pair(t("verdict.expected"), told.expected) : null, told.seen ? pair(t("verdict.seen"), [told.seen, told.fact ?? ""].join("\n").trim()) : null];
  return rows.some(Boolean) ? element("dl", "expected", ...rows) : null;
}

function pair(name: string, text: string): HTMLElement {
  const lines = text.split("\n").flatMap((line, place) => (place ? [document.createElement("br"), line] : [line]));
  return element("div", "", element("dt", "", name), element("dd", "", ...lines));
}

function goOn(next: { href: string; title: string }): HTMLElement {
  const link = element("a", "button primary", icon("forward"), t("verdict.next", { title: next.title })) as HTMLAnchorElement;
  link.href = next.href;
  link.id = "next";
  return element("p", "verdict-next", link);
}

function hintLevels(levels: string[], number: number): HTMLElement {
  const text = element("div", "hint-text");
  text.innerHTML = levels[0] ?? ""; // made with the folder, or escaped below
  const words = number === 1 ? t("verdict.hint") : t("verdict.next_hint");
  const summary = element("summary", "", icon("hint"), element("span", "", `${words} (${number}/${levels.length + number - 1})`));
  return element("details", "hint", summary, text, levels.length > 1 ? hintLevels(levels.slice(1), number + 1) : null);
}

/** A hint of the explainer: plain words with code between backquotes. */
function inline(text: string): string {
  const escaped = element("p", "", text).innerHTML;
  return `<p>${escaped.replace(/`([^`]+)`/g, "<code>$1</code>").replace(/\*\*([^*]+)\*\*/g, "<strong>$1</strong>")}</p>`;
}

function allChecks(report: Report): HTMLElement | null {
  if (report.checks.length === 0) return null;
  const list = element("ul", "checks");
  for (const check of report.checks) {
    const word = element("span", "check-word", wordOf(signOf(check.verdict)));
    const row = element("li", "check", icon(signOf(check.verdict)), element("p", "check-title", `${check.title} `, word));
    row.dataset["verdict"] = signOf(check.verdict);
    list.append(row);
  }
  const output = report.output ? element("pre", "", report.output) : null;
  if (output) output.tabIndex = 0;
  const cost = report.cost && report.verdict === "passed" ? element("p", "note cost", `${t("grading.cost.title")} ${report.cost.said}`) : null;
  return element("details", "all-checks", element("summary", "", tCount("verdict.all", report.checks.length)), element("p", "note", report.summary), list, cost, output ? element("p", "note", t("verdict.output")) : null, output);
}

function icon(name: string, label = ""): Node {
  const words = document.getElementById(`words-${document.documentElement.lang}`) as HTMLTemplateElement;
  const found = words.content.querySelector(`[data-icon="${name}"] svg`)?.cloneNode(true) as SVGElement;
  if (label) {
    found.removeAttribute("aria-hidden");
    found.setAttribute("role", "img");
    found.setAttribute("aria-label", label);
  }
  return found;
}

function element(name: string, kind: string, ...children: Child[]): HTMLElement {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...children.filter((child) => child !== null));
  return made;
}
