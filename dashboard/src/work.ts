// A learner's program lives on the server: saved as it is typed, on top of what this page last knew. Where another page
// saved meanwhile, nothing is overwritten: the person chooses. Without a learner it stays in this browser.
import { Keeper } from "./keeper";
import type { Files } from "./files";
import { MAIN } from "./files";
import { onLanguage } from "./language";
import { refusalWords } from "./refusal";
import { t } from "./texts";

export interface KeptWork {
  files: Files | null;
  token: string | null;
  number: number;
  saved_ms: number | null;
}
export interface FirstWork extends KeptWork {
  files: Files;
  starter: string;
  learner: number | null;
  hand: boolean;
}
interface Unsaved {
  files: Files;
  base: string | null;
}

const WAIT_MS = 700;
const AGAIN_MS = 3000;
const LONGEST_KEEPALIVE = 60_000;

export class Work {
  /** This page, to the other pages of the same learner. */
  readonly page = Math.random().toString(36).slice(2);
  private token: string | null;
  private savedMs: number | null;
  private isDirty = false;
  /** Saves go one after the other, each with what is there when its turn comes. */
  private saving: Promise<void> = Promise.resolve();
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private conflict: KeptWork | null = null;
  private refusal = "";
  private readonly kept: Keeper;
  private readonly address: string;
  private readonly said = document.getElementById("saved") as HTMLElement;
  private readonly asked = document.getElementById("conflict") as HTMLElement;

  constructor(
    exercise: string,
    private readonly first: FirstWork,
    private readonly read: () => Files,
    private readonly write: (files: Files) => void,
  ) {
    this.token = first.token;
    this.savedMs = first.saved_ms;
    this.kept = new Keeper(first.learner === null ? exercise : `${first.learner}:${exercise}`);
    this.address = `/api/my/programs/${encodeURIComponent(exercise)}`;
    document.getElementById("take-theirs")?.addEventListener("click", () => this.takeTheirs());
    document.getElementById("keep-mine")?.addEventListener("click", () => this.keepMine());
    addEventListener("pagehide", () => void this.saveLast());
    onLanguage(() => this.show());
  }

  /** What the editor begins with: what the server has, unless this browser holds what it could not send. */
  begin(): Files {
    const text = this.kept.read();
    if (this.first.learner === null) return text === null ? this.first.files : { [MAIN]: text };
    const unsaved = text === null ? null : unsavedIn(text);
    if (!unsaved || isSame(unsaved.files, this.first.files)) {
      this.kept.forget();
      return this.first.files;
    }
    this.isDirty = true;
    if (unsaved.base === this.token) this.plan(0);
    else this.setConflict(this.first);
    return unsaved.files;
  }

  changed(): void {
    if (this.first.learner === null) {
      this.isDirty = !this.kept.keep(this.read()[MAIN] ?? "");
      this.savedMs = this.isDirty ? null : Date.now();
    } else {
      this.isDirty = true;
      this.kept.keep(JSON.stringify({ files: this.read(), base: this.token } satisfies Unsaved));
      this.plan(WAIT_MS);
    }
    this.show();
  }

  /** Save now, before a check or a run; also what was never changed, for the verdict belongs to a version. */
  async flush(): Promise<void> {
    clearTimeout(this.waiting);
    if (this.first.learner === null) return;
    this.isDirty ||= this.token === null;
    await this.save();
  }

  /** Another page of this learner has saved this program. */
  async heard(token: string, page: string): Promise<void> {
    await this.saving;
    if (page === this.page || token === this.token) return;
    if (this.isDirty) return void this.save();
    const answer = await fetch(this.address).catch(() => null);
    if (answer?.ok) this.take((await answer.json()) as KeptWork);
  }

  /** Take what the server holds in the place of what is here. */
  take(kept: KeptWork): void {
    this.token = kept.token;
    this.savedMs = kept.saved_ms;
    this.isDirty = false;
    this.setConflict(null);
    this.kept.forget();
    if (kept.files) this.write(kept.files);
    this.show();
  }

  show(): void {
    if (this.refusal) this.said.textContent = this.refusal;
    else if (this.first.learner === null) this.said.textContent = this.isDirty ? t("exercise.not_saved") : this.savedMs ? t("exercise.saved") : "";
    else if (this.conflict) this.said.textContent = t("work.two");
    else if (this.isDirty) this.said.textContent = t("work.saving");
    else this.said.textContent = this.savedMs === null ? "" : t("work.kept", { time: minute(this.savedMs) });
  }

  private plan(waitMs: number): void {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => void this.save(), waitMs);
  }

  private save(): Promise<void> {
    this.saving = this.saving.then(() => this.saveNow());
    return this.saving;
  }

  private async saveNow(): Promise<void> {
    if (this.conflict || !this.isDirty) return;
    const files = this.read();
    this.refusal = "";
    try {
      const answer = await fetch(this.address, this.request(files));
      if (answer.ok) this.saved(files, (await answer.json()) as KeptWork);
      else if (answer.status === 409) this.setConflict(((await answer.json()) as { kept: KeptWork }).kept);
      else {
        this.refusal = await refusalWords(answer);
        // A server in trouble gets over it; a program that it refuses stays refused until it changes.
        if (answer.status >= 500) this.plan(AGAIN_MS);
      }
    } catch {
      this.plan(AGAIN_MS);
    }
    this.show();
  }

  private saved(files: Files, kept: KeptWork): void {
    this.token = kept.token;
    this.savedMs = kept.saved_ms;
    this.isDirty = !isSame(files, this.read());
    if (this.isDirty) this.plan(WAIT_MS);
    else this.kept.forget();
  }

  private request(files: Files): RequestInit {
    const body = JSON.stringify({ files, base: this.token, page: this.page });
    return { method: "PUT", body, headers: { "Content-Type": "application/json" } };
  }

  private async saveLast(): Promise<void> {
    if (!this.isDirty || this.conflict || this.first.learner === null) return;
    const request = this.request(this.read());
    const isShort = String(request.body).length < LONGEST_KEEPALIVE;
    if (isShort) await fetch(this.address, { ...request, keepalive: true }).catch(() => undefined);
  }

  private setConflict(kept: KeptWork | null): void {
    this.conflict = kept;
    this.asked.hidden = kept === null;
  }

  private takeTheirs(): void {
    if (this.conflict) this.take(this.conflict);
  }

  private keepMine(): void {
    if (!this.conflict) return;
    this.token = this.conflict.token;
    this.setConflict(null);
    this.isDirty = true;
    void this.save();
  }
}

function isSame(one: Files, other: Files): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

function unsavedIn(text: string): Unsaved | null {
  try {
    const found = JSON.parse(text) as Unsaved;
    return typeof found.files?.[MAIN] === "string" ? found : null;
  } catch {
    return null;
  }
}

export function minute(ms: number): string {
  const date = new Date(ms);
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}
