// The work at home, kept in the browser (IndexedDB), and the one file in which it travels: docs/at-home.md. Where a
// browser keeps nothing (a private window), the work lasts as long as the page.
import { FILE_NAME, type Files, MOST_FILES } from "./files";

export interface Work {
  files: Files;
  saved_ms: number;
  passed_ms: number | null;
}
export type AllWork = Record<string, Work>;

const NAME = "iot-lab-home";
const STORE = "work";
const FORMAT = 1;
/** A file larger than this is no work of a learner. */
const MOST_BYTES = 4_000_000;
const LONGEST_FILE = 64 * 1024;
/** An exercise, or a program of the free workshop, which is carried from room to room (iot_lab/workshop/work_file.py). */
const NAMES = /^(?:[a-z0-9-]{1,32}|own:[\p{L}\p{N} \-_.'’]{1,32})$/u;

export class HomeStore {
  private constructor(
    private readonly database: IDBDatabase | null,
    readonly all: AllWork,
  ) {}

  static async open(): Promise<HomeStore> {
    try {
      const database = await opened();
      const store = database.transaction(STORE).objectStore(STORE);
      const [names, works] = await Promise.all([done(store.getAllKeys()), done(store.getAll() as IDBRequest<Work[]>)]);
      return new HomeStore(database, Object.fromEntries(names.map((name, place) => [String(name), works[place] as Work])));
    } catch {
      return new HomeStore(null, {});
    }
  }

  /** Whether what is kept will be there after the page is closed. */
  get lasts(): boolean {
    return this.database !== null;
  }

  async keep(exercise: string, files: Files, hasPassed = false): Promise<void> {
    const before = this.all[exercise];
    const now = Date.now();
    await this.put(exercise, { files, saved_ms: now, passed_ms: before?.passed_ms ?? (hasPassed ? now : null) });
  }

  /** The file that the room's page takes too. */
  archive(): Blob {
    return new Blob([JSON.stringify({ iot_lab_work: FORMAT, programs: this.all }, null, 1)], { type: "application/json" });
  }

  /** Take the newer of what is here and what a file brings; how many programs came. Rejected where it is no such file. */
  async take(file: Blob): Promise<number> {
    if (file.size > MOST_BYTES) throw new Error("size");
    const brought = JSON.parse(await file.text()) as { iot_lab_work?: unknown; programs?: unknown };
    if (brought?.iot_lab_work !== FORMAT || typeof brought.programs !== "object" || brought.programs === null) throw new Error("format");
    let came = 0;
    for (const [exercise, work] of Object.entries(brought.programs)) {
      const found = checkedWork(work);
      const here = this.all[exercise];
      if (!NAMES.test(exercise) || !found || (here && here.saved_ms >= found.saved_ms)) continue;
      await this.put(exercise, { ...found, passed_ms: found.passed_ms ?? here?.passed_ms ?? null });
      came++;
    }
    return came;
  }

  private async put(exercise: string, work: Work): Promise<void> {
    this.all[exercise] = work;
    if (this.database) await done(this.database.transaction(STORE, "readwrite").objectStore(STORE).put(work, exercise));
  }
}

function checkedWork(work: unknown): Work | null {
  const { files, saved_ms, passed_ms } = (work ?? {}) as Record<string, unknown>;
  if (typeof files !== "object" || files === null || typeof saved_ms !== "number") return null;
  const kept = files as Record<string, unknown>;
  const isFit = Object.entries(kept).every(([name, text]) => FILE_NAME.test(name) && typeof text === "string" && text.length <= LONGEST_FILE);
  if (!isFit || !("main.py" in kept) || Object.keys(kept).length > MOST_FILES) return null;
  return { files: kept as Files, saved_ms, passed_ms: typeof passed_ms === "number" ? passed_ms : null };
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
