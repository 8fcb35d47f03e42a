// What a board says of the program that it runs, in words.
import { t } from "./texts";

export interface ProgramSign {
  text: string;
  /** A person should look at it. */
  isTrouble: boolean;
}

/** Read `info.program` (docs/protocol.md); null where the board says nothing of a program. */
export function programSign(info: Record<string, unknown>): ProgramSign | null {
  const said = info["program"];
  if (typeof said !== "object" || said === null) return null;
  const { state, line } = said as { state?: unknown; line?: unknown };
  if (state === "failed") {
    const text = typeof line === "number" && line > 0 ? t("program.failed_at", { line }) : t("program.failed");
    return { text, isTrouble: true };
  }
  if (state === "restored") return { text: t("program.restored"), isTrouble: true };
  const words: Record<string, string> = {
    running: t("program.running"),
    waiting: t("program.waiting"),
    ended: t("program.ended"),
    stopped: t("program.stopped"),
    none: t("program.none"),
  };
  const text = typeof state === "string" && Object.hasOwn(words, state) ? words[state] : undefined;
  return text === undefined ? null : { text, isTrouble: false };
}
