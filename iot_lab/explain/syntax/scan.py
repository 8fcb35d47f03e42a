"""A program that cannot be parsed, read sign by sign: texts and comments blanked, brackets matched, nothing refused.

Python stops at the first thing that it cannot read, often far from the cause; this reading goes on to the end, so that
a bracket opened on line 3 and missed on line 9 is told as line 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

_CLOSING: Final = {")": "(", "]": "[", "}": "{"}
_STATEMENT: Final = re.compile(
    r"\s*(?:(?:if|while|for|def|class|try|with|import|from|return|else|elif|except|finally|global|print)\b|[\w.]+\s*=[^=])"
)


@dataclass(slots=True)
class Scan:
    """What was found: `code` is each line with texts and comments blanked; lines count from 1."""

    code: list[str] = field(default_factory=list)
    unclosed: list[tuple[str, int]] = field(default_factory=list)
    unopened: tuple[str, int] | None = None
    mismatch: tuple[str, int, str, int] | None = None
    unclosed_text: tuple[str, int] | None = None

    def line(self, number: int | None) -> str:
        """Return one line of code, empty where there is none."""
        return self.code[number - 1] if number and 0 < number <= len(self.code) else ""


@lru_cache(maxsize=16)
def scan(text: str) -> Scan:
    """Read a program sign by sign."""
    found = Scan()
    quote = ""
    for number, line in enumerate(text.split("\n"), 1):
        blanked, quote = _blank(line, number, quote, found)
        found.code.append(blanked)
        _brackets(blanked, number, found)
    if quote and found.unclosed_text is None:
        found.unclosed_text = (quote, len(found.code))
    return found


def _blank(line: str, number: int, quote: str, found: Scan) -> tuple[str, str]:
    """Return a line with texts as spaces between their quotes, and the triple quote still open at its end."""
    out = []
    i = 0
    while i < len(line):
        if quote:
            if line.startswith(quote, i):
                out.append(quote)
                i += len(quote)
                quote = ""
            else:
                step = 2 if line[i] == "\\" else 1
                out.append(" " * step)
                i += step
        elif line[i] == "#":
            break
        elif line[i] in "\"'":
            quote = line[i] * 3 if line.startswith(line[i] * 3, i) else line[i]
            out.append(quote)
            i += len(quote)
        else:
            out.append(line[i])
            i += 1
    if len(quote) == 1:
        if not line.endswith("\\") and found.unclosed_text is None:
            found.unclosed_text = (quote, number)
        quote = ""
    return "".join(out), quote


def _brackets(code: str, number: int, found: Scan) -> None:
    if found.unclosed and found.mismatch is None and _STATEMENT.match(code) and "=" not in found.unclosed[-1][0]:
        _give_up_on_open_calls(code, number, found)
    for sign in code:
        if sign in "([{":
            found.unclosed.append((sign, number))
        elif sign in ")]}":
            if not found.unclosed:
                found.unopened = found.unopened or (sign, number)
            elif found.unclosed[-1][0] != _CLOSING[sign]:
                opened, line = found.unclosed.pop()
                found.mismatch = found.mismatch or (opened, line, sign, number)
            else:
                found.unclosed.pop()


def _give_up_on_open_calls(code: str, number: int, found: Scan) -> None:
    """A new statement begins although a bracket is open: the bracket was forgotten, and later ones belong to others."""
    keyword = code.split(maxsplit=1)[0].rstrip(":") if code.split() else ""
    is_certain = keyword in {"while", "def", "class", "try", "import", "return", "with", "global", "elif", "except"}
    if is_certain and number > found.unclosed[-1][1] and found.mismatch is None:
        sign, line = found.unclosed[0]
        found.unclosed[:] = []
        found.mismatch = (sign, line, "", number)
