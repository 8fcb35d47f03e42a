"""How deep a text of a stranger nests, counted before anything that follows its nesting reads it.

The readers of Python and JSON call themselves once a level. CPython on a computer says so in time; in a browser the
engine's own stack ends first, which ends Pyodide as a whole. So what is deeper than anybody writes is not read at all,
with the same words everywhere.

The count is an upper bound, from the tokens. Brackets nest; a comma ends what its bracket held until then, a line what
the line held; operators, dots and words like `not` nest to the right or the left; `elif` nests in the `if` before it.
"""

from __future__ import annotations

import io
import keyword
import re
import tokenize
from functools import lru_cache
from typing import Final

MOST_LEVELS: Final = 300
"""Pyodide in Chromium ends between 1,000 and 1,500 levels; a long program of a person has some 30."""
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
_TEXT, _BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL), re.compile(r"[\[\]{}]")
_LEAVES: Final = frozenset({"True", "False", "None"})
_ENDS: Final = frozenset({tokenize.NEWLINE, tokenize.ENDMARKER})


class _Levels:
    """The open brackets with what each holds, and the chains of `elif` around."""

    def __init__(self) -> None:
        self.most = 0
        self.deepest_line = 1
        self._brackets = [0]
        self._lambdas = [0]
        self._chains = [0]
        self._starts_line = True

    def take(self, token: tokenize.TokenInfo) -> None:
        text, kind = token.string, token.type
        if kind == tokenize.INDENT:
            self._chains.append(0)
        elif kind == tokenize.DEDENT:
            self._chains.pop()
        elif kind in _ENDS:
            self._brackets, self._lambdas, self._starts_line = [0], [0], True
        elif kind == tokenize.OP:
            self._operator(text)
        elif kind == tokenize.NAME and keyword.iskeyword(text) and text not in _LEAVES:
            self._word(text)
        if kind not in (tokenize.COMMENT, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, *_ENDS):
            self._first(text)
        levels = sum(self._brackets) + sum(self._lambdas) + sum(self._chains) + len(self._brackets) + len(self._chains)
        if levels > self.most:
            self.most, self.deepest_line = levels, token.start[0]

    def _operator(self, text: str) -> None:
        if text in _OPEN:
            self._brackets.append(0)
            self._lambdas.append(0)
        elif text in _CLOSE:
            if len(self._brackets) > 1:
                self._brackets.pop()
                self._lambdas.pop()
            self._brackets[-1] += 1  # a call or an index of what stands before: `a()()()`
        elif text in ",;":
            self._brackets[-1] = 0
        else:
            self._brackets[-1] += 1

    def _word(self, text: str) -> None:
        if text == "lambda":
            self._lambdas[-1] += 1  # its own commas end nothing
        else:
            self._brackets[-1] += 1

    def _first(self, text: str) -> None:
        """Look at the first word of a line: only `elif` goes on with the chain that stands there."""
        if self._starts_line:
            self._starts_line = False
            self._chains[-1] = self._chains[-1] + 1 if text in ("elif", "else") else 0


@lru_cache(maxsize=64)
def program_levels(program: str) -> tuple[int, int]:
    """Return the most levels that reading a program takes, and the line where; what is no Python counts to there."""
    levels = _Levels()
    try:
        for token in tokenize.generate_tokens(io.StringIO(program).readline):
            levels.take(token)
            if levels.most > MOST_LEVELS:
                break
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass
    return levels.most, levels.deepest_line


def is_deep_json(text: str) -> bool:
    """Say whether JSON nests deeper than anybody's does."""
    if text.count("[") + text.count("{") <= MOST_LEVELS:
        return False
    depth = 0
    for bracket in _BRACKET.findall(_TEXT.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > MOST_LEVELS:
            return True
    return False
