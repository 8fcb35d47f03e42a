"""What a learner's program did wrong, in the words MicroPython (or, for syntax, CPython) has for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRAME = re.compile(r'^  File "([^"]+)", line (\d+)')
LONGEST_WORDS = 1000
# What the interpreter inside says of `from .module import name` in main.py: a board has no such key to look for.
_KEY_OF_MAIN = "KeyError: __main__"
_OURS = ("<stdin>", "<string>", "/.system/", ".system/", "_boot.py")


@dataclass(frozen=True, slots=True)
class GuestError:
    """How a program failed: `kind` is "syntax" or "exception"; `line` and `source_line` are in main.py."""

    kind: str
    type: str
    message: str
    line: int | None
    source_line: str | None
    traceback: str


def from_traceback(text: str, program: str) -> GuestError:
    """Return the error of a MicroPython traceback, without the frames of the simulator's own modules."""
    lines = [line for line in text.rstrip("\n").split("\n") if not is_ours(line)]
    last = lines[-1] if lines else ""
    places = [(found[1], int(found[2])) for line in lines if (found := _FRAME.match(line))]
    number = next((line for file, line in reversed(places) if file == "main.py"), None)
    if last == _KEY_OF_MAIN and re.match(r"from\s*\.", _line(program, number) or ""):
        lines[-1] = last = "ImportError: can't perform relative import"
    name, _, message = last.partition(": ")
    kind = "syntax" if name in ("SyntaxError", "IndentationError") else "exception"
    return GuestError(
        kind, name[:LONGEST_WORDS], message[:LONGEST_WORDS], number, _line(program, number), "\n".join(lines) + "\n"
    )


def from_syntax_error(error: SyntaxError, program: str) -> GuestError:
    """Return the error in CPython's words, laid out as MicroPython does."""
    name, message = type(error).__name__, error.msg or "invalid syntax"
    text = f'Traceback (most recent call last):\n  File "main.py", line {error.lineno}\n{name}: {message}\n'
    return GuestError("syntax", name, message, error.lineno, _line(program, error.lineno), text)


def is_ours(line: str) -> bool:
    """Say whether a line of a traceback names a module of ours: on a board it is C, which leaves no line."""
    found = _FRAME.match(line)
    return found is not None and found[1].startswith(_OURS)


def _line(program: str, number: int | None) -> str | None:
    lines = program.split("\n")
    return lines[number - 1].strip() if number and 0 < number <= len(lines) else None
