// The program's text: a plain text area at once, the code editor in its place a moment later. An old computer takes a
// second to make the editor; meanwhile the page reads, and what was typed, the cursor and the keyboard go over to it.

export interface Editor {
  text: () => string;
  replace: (text: string) => void;
  /** Show another file, with a history of its own. */
  open: (text: string) => void;
  /** Mark the line that a verdict is about; null for none. A mark goes with the next change. */
  mark: (line: number | null) => void;
  focus: () => void;
}

export class WritingArea implements Editor {
  private editor: Editor | null = null;
  private marked: number | null = null;

  constructor(
    private readonly area: HTMLTextAreaElement,
    private readonly onChange: () => void,
  ) {
    area.addEventListener("input", () => this.changed());
  }

  /** Put the code editor in the area's place. */
  async upgrade(nonce: string, onCheck: () => void): Promise<void> {
    const { startEditor } = await import("./editor");
    const { selectionStart, selectionEnd } = this.area;
    const isTypedIn = document.activeElement === this.area;
    const editor = startEditor(this.area, nonce, () => this.onChange(), onCheck);
    this.editor = editor;
    if (this.marked !== null) editor.mark(this.marked);
    if (isTypedIn) editor.select(selectionStart, selectionEnd);
  }

  text(): string {
    return this.editor?.text() ?? this.area.value;
  }

  replace(text: string): void {
    if (this.editor) return this.editor.replace(text);
    this.area.value = text;
    this.changed();
  }

  open(text: string): void {
    this.marked = null;
    if (this.editor) this.editor.open(text);
    else this.area.value = text;
  }

  mark(line: number | null): void {
    this.marked = line;
    this.editor?.mark(line);
  }

  focus(): void {
    if (this.editor) this.editor.focus();
    else this.area.focus();
  }

  private changed(): void {
    this.marked = null;
    this.onChange();
  }
}

/** Settle once the page has been seen as it is now; a tab in the background paints nothing, so at the latest after a moment. */
export function nextPaint(): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 1000);
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearTimeout(late);
        resolve();
      }),
    );
  });
}
