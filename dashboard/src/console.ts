// The board's console: what the program prints, the explainer's sentence on its error, and a line to type.
const MOST = 12_000;

export class BoardConsole {
  private readonly place = document.getElementById("console") as HTMLElement;
  private readonly form = document.getElementById("console-form") as HTMLFormElement;
  private readonly line = document.getElementById("console-line") as HTMLInputElement;
  private text = "";
  private said = "";

  constructor(private readonly type: (text: string) => Promise<unknown>) {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.send();
    });
  }

  clear(): void {
    this.text = "";
    this.draw();
  }

  add(text: string, isCut: boolean): void {
    if (!text && !isCut) return;
    this.text = (this.text + (isCut ? "[…]\n" : "") + text).slice(-MOST);
    this.draw();
  }

  explain(said: string): void {
    if (said === this.said) return;
    this.said = said;
    this.draw();
  }

  private draw(): void {
    const isAtEnd = this.place.scrollHeight - this.place.scrollTop - this.place.clientHeight < 40;
    this.place.textContent = this.text;
    if (this.said) {
      const told = document.createElement("strong");
      told.textContent = `${this.text && !this.text.endsWith("\n") ? "\n" : ""}${this.said}`;
      this.place.append(told);
    }
    if (isAtEnd) this.place.scrollTop = this.place.scrollHeight;
  }

  private async send(): Promise<void> {
    const text = `${this.line.value}\n`;
    this.add(text, false);
    this.line.value = "";
    await this.type(text);
  }
}
