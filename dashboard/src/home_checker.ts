// Checks programs in a worker, one after the other. A worker that dies or takes too long is replaced, and what it was
// asked is asked once more where it died: as in the room, ours breaking is never the learner's failure.
import type { HomeThread } from "./home_thread";

export interface Hint {
  id: string;
  text: string;
}
export interface Check {
  id: string;
  title: string;
  verdict: string;
  expected: string | null;
  seen: string | null;
  fact: string | null;
  hint: Hint | null;
}
export interface Report {
  verdict: string;
  summary: string;
  checks: Check[];
  output: string;
  cost: { said: string } | null;
}
/** `reason` where there is no report: `slow`, `broken`, `old` (the browser), or words. */
export type Answer = { report: Report } | { reason: string };

const LIMIT_MS = 20_000;
const TRIES = 2;

export class Checker {
  private line: Promise<unknown> = Promise.resolve();

  constructor(private readonly thread: HomeThread) {}

  check(exercise: string, files: Record<string, string>, language: string): Promise<Answer> {
    const answer = this.line.then(() => this.tries({ exercise, files, language }));
    this.line = answer.catch(() => undefined);
    return answer;
  }

  private async tries(question: { exercise: string; files: Record<string, string>; language: string }): Promise<Answer> {
    for (let tried = 0; tried < TRIES; tried++) {
      const answer = await this.thread.ask(question, LIMIT_MS);
      if ("said" in answer) {
        const found = JSON.parse(answer.said) as { report: Report } | { refused: string };
        return "report" in found ? found : { reason: found.refused };
      }
      await this.thread.replace();
      if (answer.reason === "slow") return { reason: "slow" };
    }
    return { reason: "broken" };
  }
}
