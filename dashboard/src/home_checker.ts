// Checks programs in a worker, one after the other. A worker that dies or takes too long is replaced, and what it was
// asked is asked once more where it died: as in the room, ours breaking is never the learner's failure.
import type { Pack, Question } from "./home_worker";

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
  private worker: Promise<Worker> | null = null;
  private line: Promise<unknown> = Promise.resolve();
  private numbers = 0;

  constructor(
    private readonly script: () => Promise<string>,
    private readonly pack: () => Promise<Pack>,
  ) {}

  /** Start the worker, so that the first check need not wait for it. Rejected where it cannot start. */
  async ready(): Promise<void> {
    this.worker ??= this.start();
    try {
      await this.worker;
    } catch (error) {
      this.worker = null;
      throw error;
    }
  }

  check(exercise: string, program: string, language: string): Promise<Answer> {
    const answer = this.line.then(() => this.tries({ id: ++this.numbers, exercise, program, language }));
    this.line = answer.catch(() => undefined);
    return answer;
  }

  private async tries(question: Question): Promise<Answer> {
    for (let tried = 0; tried < TRIES; tried++) {
      await this.ready();
      const worker = await this.worker;
      const said = worker ? await ask(worker, question) : null;
      if (said && "said" in said) {
        const found = JSON.parse(said.said) as { report: Report } | { refused: string };
        return "report" in found ? found : { reason: found.refused };
      }
      worker?.terminate();
      this.worker = null;
      if (said?.reason === "slow") return { reason: "slow" };
    }
    return { reason: "broken" };
  }

  private async start(): Promise<Worker> {
    const [script, pack] = await Promise.all([this.script(), this.pack()]);
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    await new Promise<void>((done, failed) => {
      worker.onerror = (event) => failed(new Error(event.message));
      worker.onmessage = ({ data }) => (data.ready ? done() : failed(new Error(data.broken)));
      worker.postMessage({ pack });
    });
    return worker;
  }
}

function ask(worker: Worker, question: Question): Promise<{ said: string } | { reason: string }> {
  return new Promise((done) => {
    const limit = setTimeout(() => done({ reason: "slow" }), LIMIT_MS);
    const end = (answer: { said: string } | { reason: string }): void => {
      clearTimeout(limit);
      done(answer);
    };
    worker.onerror = () => end({ reason: "broken" });
    worker.onmessage = ({ data }) => end(data.said === undefined ? { reason: "broken" } : { said: data.said as string });
    worker.postMessage(question);
  });
}
