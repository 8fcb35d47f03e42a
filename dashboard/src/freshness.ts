// How old a last value may be before it no longer stands for now: three of its series' own usual intervals.
import type { Point } from "./format";
import { tCount } from "./texts";

const INTERVALS = 3;
/** A series that measures ten times a second is not stale after a third of a second: the network may be that late. */
const LEAST_MS = 5000;
/** A series heard once has no interval yet. */
const UNKNOWN_MS = 60_000;

/** The age of a value that is too old to stand as current; null while it is fresh. */
export function staleAge(recent: readonly Point[], nowMs: number): number | null {
  const last = recent.at(-1);
  if (!last) return null;
  const ageMs = nowMs - last[0];
  if (ageMs <= LEAST_MS) return null;
  return ageMs > INTERVALS * usualInterval(recent) ? ageMs : null;
}

/** `il y a 5 minutes`. */
export function ageText(ageMs: number): string {
  const seconds = Math.floor(ageMs / 1000);
  if (seconds < 60) return tCount("series.age.seconds", seconds);
  if (seconds < 3600) return tCount("series.age.minutes", Math.floor(seconds / 60));
  return tCount("series.age.hours", Math.floor(seconds / 3600));
}

function usualInterval(recent: readonly Point[]): number {
  const steps = recent.slice(1).map((point, index) => point[0] - (recent[index] as Point)[0]);
  if (steps.length === 0) return UNKNOWN_MS / INTERVALS;
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1] as number;
}
