// The code editor over the plain textarea: Python's colours and indentation, and nothing that guesses.
import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { python, pythonIndent } from "./python_language";
import type { Editor } from "./writing_area";

export interface CodeEditor extends Editor {
  /** Take the keyboard, with the cursor where it stood. */
  select: (from: number, to: number) => void;
}

const guilty = StateEffect.define<number | null>();
const guiltyLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, change) {
    for (const effect of change.effects) if (effect.is(guilty)) return marksOf(change.state, effect.value);
    return change.docChanged ? Decoration.none : marks;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksOf(state: EditorState, line: number | null): DecorationSet {
  if (line === null || line < 1 || line > state.doc.lines) return Decoration.none;
  return Decoration.set([Decoration.line({ class: "cm-guilty" }).range(state.doc.line(line).from)]);
}

/** Stand in for `area`: its text follows the editor's, so that the form sends what is seen. */
export function startEditor(area: HTMLTextAreaElement, nonce: string, onChange: () => void, onCheck: () => void): CodeEditor {
  const typing: Extension = [
    keymap.of([{ key: "Mod-Enter", run: () => (onCheck(), true), preventDefault: true }]),
    lineNumbers(),
    history(),
    highlightActiveLine(),
    indentUnit.of("    "),
    pythonIndent,
    guiltyLine,
    EditorView.cspNonce.of(nonce),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-describedby": "program-help", "aria-labelledby": "program-label", tabindex: "0" }),
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
    EditorView.domEventHandlers({ keydown: takeKey, focus: (_event, view) => leaveByTab(view, false) }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      area.value = update.state.doc.toString();
      onChange();
    }),
  ];
  const reading: Extension = [indentOnInput(), bracketMatching(), closeBrackets(), python, syntaxHighlighting(classHighlighter)];
  let extensions = typing;
  const begin = (doc: string) => EditorState.create({ doc, extensions });
  const view = new EditorView({ state: begin(area.value) });
  area.before(view.dom);
  area.hidden = true;
  // One can type at once; colours and brackets come with a later frame.
  const complete = (): void => {
    extensions = [typing, reading];
    view.dispatch({ effects: StateEffect.reconfigure.of(extensions) });
  };
  requestAnimationFrame(() => setTimeout(complete));
  return {
    text: () => view.state.doc.toString(),
    replace: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    open: (text) => {
      view.setState(begin(text));
      area.value = text;
    },
    mark: (line) => view.dispatch({ effects: guilty.of(line) }),
    focus: () => view.focus(),
    select: (from, to) => {
      view.dispatch({ selection: { anchor: from, head: to } });
      view.focus();
    },
  };
}

/** After Escape, Tab leaves the editor, however long one takes to press it; any other key writes again. */
function takeKey(event: KeyboardEvent, view: EditorView): void {
  if (event.key !== "Tab" && event.key !== "Shift") leaveByTab(view, event.key === "Escape");
}

function leaveByTab(view: EditorView, isLeaving: boolean): void {
  view.setTabFocusMode(isLeaving);
  const said = document.getElementById("editor-said");
  if (said) said.textContent = isLeaving ? (said.dataset["words"] ?? "") : "";
}
