// Python for the editor: what colours a word, and how far the next line stands to the right. A tokenizer of a page
// instead of a whole grammar: the grammar alone took an old computer half a second to make, and nothing here asks for it.
import { type IndentContext, indentService, StreamLanguage, type StringStream } from "@codemirror/language";

interface State {
  /** What ends the long text in which the line stands, null outside of one. */
  longText: string | null;
}

const WORDS = new Set(
  "and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield match case".split(
    " ",
  ),
);
const ATOMS: Record<string, string> = { True: "bool", False: "bool", None: "atom" };
const TEXT = /^[rbfu]{0,2}("""|'''|"|')/i;
const NUMBER = /^(?:0x[\da-f_]+|0b[01_]+|0o[0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?j?)/i;
const WORD = /^[\p{L}_][\p{L}\p{N}_]*/u;
const OPENS = /(?::|[([{])\s*(?:#.*)?$/;
const ENDS_A_BLOCK = /^\s*(?:return|pass|break|continue|raise)\b/;
const CLOSES = /^\s*(?:else\b|elif\b|except\b|finally\b)/;

export const python = StreamLanguage.define<State>({
  name: "python",
  startState: () => ({ longText: null }),
  copyState: (state) => ({ ...state }),
  token: (stream, state) => tokenOf(stream, state),
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ["(", "[", "{", "'", '"', "'''", '"""'] },
    indentOnInput: /^\s*(?:else:|elif |except|finally:|[)\]}])$/,
  },
});

function tokenOf(stream: StringStream, state: State): string | null {
  if (state.longText !== null) return inText(stream, state);
  if (stream.eatSpace()) return null;
  if (stream.match(/^#.*/)) return "comment";
  const text = stream.match(TEXT) as RegExpMatchArray | null;
  if (text) {
    state.longText = text[1] ?? '"';
    return inText(stream, state);
  }
  if (stream.match(NUMBER)) return "number";
  const word = stream.match(WORD) as RegExpMatchArray | null;
  if (word) return WORDS.has(word[0]) ? "keyword" : (ATOMS[word[0]] ?? null);
  stream.next();
  return null;
}

/** Go to the text's end; a short one ends with its line at the latest. */
function inText(stream: StringStream, state: State): string {
  const end = state.longText ?? '"';
  while (!stream.eol()) {
    if (stream.match(end)) {
      state.longText = null;
      return "string";
    }
    if (stream.next() === "\\") stream.next();
  }
  if (end.length === 1) state.longText = null;
  return "string";
}

/** As the line before, one step more after a colon or an open bracket, one less after `return`. */
export const pythonIndent = indentService.of((context, pos) => {
  const isBreak = context.lineAt(pos, 1).from !== context.state.doc.lineAt(pos).from;
  const before = isBreak ? context.lineAt(pos, -1).text : lineBefore(context, pos);
  const base = context.countColumn(before, before.search(/\S|$/));
  const textAfter = context.textAfterPos(pos);
  const isClosing = CLOSES.test(textAfter);
  // What was put further left by hand, the `else` of an outer `if`, stays there.
  if (isClosing && !isBreak) return Math.min(context.lineIndent(pos), Math.max(0, base - context.unit));
  const steps = Number(OPENS.test(before)) - Number(ENDS_A_BLOCK.test(before) || isClosing || /^\s*[)\]}]/.test(textAfter));
  return Math.max(0, base + steps * context.unit);
});

function lineBefore(context: IndentContext, pos: number): string {
  const { doc } = context.state;
  let line = doc.lineAt(pos);
  while (line.from > 0) {
    line = doc.lineAt(line.from - 1);
    if (line.text.trim()) return line.text;
  }
  return "";
}
