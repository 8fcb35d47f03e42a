// A learner's program stays in this browser, so that a closed page or a stopped server loses nothing.
const PREFIX = "iot-lab:program:";

export class Keeper {
  constructor(private readonly exercise: string) {}

  /** What was kept; null where nothing was, or where this browser forbids keeping. */
  read(): string | null {
    try {
      return localStorage.getItem(PREFIX + this.exercise);
    } catch {
      return null;
    }
  }

  /** Keep a program; false where this browser forbids it. */
  keep(program: string): boolean {
    try {
      localStorage.setItem(PREFIX + this.exercise, program);
      return true;
    } catch {
      return false;
    }
  }
}
