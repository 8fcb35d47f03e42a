// What a board's program does, in words: the same as iot_lab/web/pages/program_words.py says before any script runs.
import type { Board } from "./room";
import { t } from "./texts";

export interface ProgramSign {
  text: string;
  /** A person should look at it. */
  isTrouble: boolean;
}

const TROUBLE = new Set(["failed", "restored", "starts", "watchdog", "memory", "fault", "lost"]);

/** Read `info.program` (docs/protocol.md); null where the board says nothing of a program. */
export function programSign(board: Board): ProgramSign | null {
  const said = board.info["program"];
  if (typeof said !== "object" || said === null) return null;
  const { state, reason, trial } = said as { state?: unknown; reason?: unknown; trial?: unknown };
  if (typeof state !== "string") return null;
  if (state === "failed") return { text: failed(board.line, trial === true), isTrouble: true };
  const reasons: Record<string, string> = {
    button: t("program.left.button"),
    console: t("program.left.console"),
    fault: t("program.left.fault"),
    lost: t("program.left.lost"),
    memory: t("program.left.memory"),
    rescue: t("program.left.rescue"),
    starts: t("program.left.starts"),
    watchdog: t("program.left.watchdog"),
  };
  const states: Record<string, string> = {
    running: trial === true ? t("program.trial") : t("program.running"),
    ended: t("program.ended"),
    stopped: t("program.stopped"),
    none: t("program.none"),
    restored: t("program.restored"),
  };
  const isLeftOut = state === "stopped" && typeof reason === "string" && Object.hasOwn(reasons, reason);
  const word = isLeftOut ? reason : state;
  const text = isLeftOut ? reasons[word] : Object.hasOwn(states, word) ? states[word] : undefined;
  return text === undefined ? null : { text, isTrouble: TROUBLE.has(word) };
}

function failed(line: number | null, isOnTrial: boolean): string {
  if (line === null) return isOnTrial ? t("program.trial_failed") : t("program.failed");
  return isOnTrial ? t("program.trial_failed_at", { line }) : t("program.failed_at", { line });
}
