"""A learner's program as text: CPython's words for syntax errors, and calls put around its expressions.

Line numbers never change: what is put in stays on its line.
"""

from __future__ import annotations

import ast
import threading
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from iot_lab.nesting import MOST_LEVELS, program_levels

if TYPE_CHECKING:
    from collections.abc import Iterable

_no_warnings = threading.Lock()
TOO_DEEP: Final = "too deeply nested"
Around = tuple[ast.expr, str, str]
"""An expression, what comes before it and what after."""


@lru_cache(maxsize=4)
def parse(program: str) -> ast.Module:
    """Return the program's tree, without warnings; raises SyntaxError, and what a hostile text makes of `ast.parse`.

    A run, its handlers and the explainer read the same program in turn: the tree is one, so nobody changes it.
    """
    levels, line = program_levels(program)
    if levels > MOST_LEVELS:
        raise SyntaxError(TOO_DEEP, ("main.py", line, None, None))
    with _no_warnings, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(program)


def syntax_error(program: str) -> SyntaxError | None:
    """Return what CPython says of the program's syntax, None when it finds nothing wrong.

    MicroPython has the last word: it accepts a few things that CPython refuses.
    """
    try:
        parse(program)
    except SyntaxError as error:
        return error
    except (ValueError, RecursionError, MemoryError):
        return SyntaxError("source code cannot be read")
    return None


def put_around(program: str, places: Iterable[Around]) -> str:
    """Return the program with texts without line ends before and after expressions of its tree."""
    lines = [line.encode() for line in program.split("\n")]
    for expression, before, after in sorted(places, key=_start, reverse=True):
        # The end first, so that the start stays where it is.
        last, end = (expression.end_lineno or expression.lineno) - 1, expression.end_col_offset or 0
        lines[last] = lines[last][:end] + after.encode() + lines[last][end:]
        first, start = expression.lineno - 1, expression.col_offset
        lines[first] = lines[first][:start] + before.encode() + lines[first][start:]
    return b"\n".join(lines).decode()


def _start(place: Around) -> tuple[int, int]:
    return place[0].lineno, place[0].col_offset
