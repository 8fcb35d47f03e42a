// What stays in this browser: a visitor's program, and what could not be sent to the server yet.
const PREFIX = "iot-lab:program:";

export class Keeper {
  constructor(private readonly name: string) {}

  /** What was kept; null where nothing was, or where this browser forbids keeping. */
  read(): string | null {
    try {
      return localStorage.getItem(PREFIX + this.name);
    } catch {
      return null;
    }
  }

  /** Keep a text; false where this browser forbids it. */
  keep(text: string): boolean {
    try {
      localStorage.setItem(PREFIX + this.name, text);
      return true;
    } catch {
      return false;
    }
  }

  forget(): void {
    try {
      localStorage.removeItem(PREFIX + this.name);
    } catch {
      // Nothing was kept then.
    }
  }
}
