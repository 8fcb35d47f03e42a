// The files of a program: main.py, and at most three beside it, one tab each over one editor.
import { t } from "./texts";
import type { Editor } from "./writing_area";

export const MAIN = "main.py";
export const MOST_FILES = 4;
export const FILE_NAME = /^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,39}$/;
/** What the kit itself has on every board (iot_lab/contract/program_parts.py). */
export const KITS_FILES = [
  "boot.py", "config.json", "kit.json", "kit.py", "kit_choice.py", "lab.mpy", "lab.py", "numbers.json", "program.new", "program.old",
  "program.part", "program.py", "state.json",
];
export type Files = Record<string, string>;

export class FileTabs {
  private shown = MAIN;
  private readonly place = document.getElementById("files") as HTMLElement;
  private readonly add = document.getElementById("add-file") as HTMLButtonElement;

  constructor(
    private readonly editor: Editor,
    private files: Files,
    private readonly onChange: () => void,
  ) {
    this.add.addEventListener("click", () => this.addOne());
    this.draw();
  }

  /** Everything, with what the editor holds now. */
  all(): Files {
    return { ...this.files, [this.shown]: this.editor.text() };
  }

  main(): string {
    return this.all()[MAIN] ?? "";
  }

  /** Take other files in the place of these, the editor's text too. */
  replace(files: Files): void {
    this.files = { ...files };
    if (!(this.shown in files)) this.shown = MAIN;
    const text = files[this.shown] ?? "";
    if (this.editor.text() !== text) this.editor.open(text);
    this.draw();
  }

  show(name: string): void {
    if (name === this.shown) return;
    this.files = this.all();
    this.shown = name;
    this.editor.open(this.files[name] ?? "");
    this.draw();
  }

  private addOne(): void {
    const name = (prompt(t("files.name"), t("files.example")) ?? "").trim();
    if (!name) return;
    if (KITS_FILES.includes(name)) return alert(t("files.name_kits", { name }));
    if (!FILE_NAME.test(name) || name in this.all()) return alert(t("files.name_wrong"));
    this.files = { ...this.all(), [name]: "" };
    this.show(name);
    this.onChange();
  }

  private remove(name: string): void {
    if (!confirm(t("files.remove_sure", { name }))) return;
    const { [name]: _gone, ...left } = this.all();
    this.files = left;
    this.shown = MAIN;
    this.editor.open(left[MAIN] ?? "");
    this.draw();
    this.onChange();
  }

  private draw(): void {
    const names = Object.keys(this.all()).sort((one, other) => Number(other === MAIN) - Number(one === MAIN) || one.localeCompare(other));
    this.place.hidden = names.length < 2;
    this.add.hidden = names.length >= MOST_FILES;
    this.place.replaceChildren(...names.flatMap((name) => this.tabOf(name)));
  }

  private tabOf(name: string): HTMLElement[] {
    const tab = document.createElement("button");
    tab.type = "button";
    tab.role = "tab";
    tab.textContent = name;
    tab.ariaSelected = String(name === this.shown);
    tab.addEventListener("click", () => this.show(name));
    if (name !== MAIN) tab.addEventListener("keydown", (event) => event.key === "Delete" && this.remove(name));
    if (name === MAIN || name !== this.shown) return [tab];
    tab.title = t("files.remove_key");
    tab.addEventListener("dblclick", () => this.remove(name));
    return [tab];
  }
}
