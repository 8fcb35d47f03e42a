"""Exceptions that the program's own handlers caught: what would else be silence is kept, and changes nothing.

`except Exception:` hides a slip of the finger as well as a sensor that fails. Before main.py is compiled, a call is put
first in each of its handlers, on the line where the handler's first statement stands, so that no line number changes
and nothing is computed as long as nothing is raised. A handler without `as` gets a name of ours. The call tells the
host the traceback, the first times in full and then at each doubling of their count; it returns nothing, raises
nothing, makes no event, and its work is not charged to the program. A handler in which no call can be put without a
new line (it begins with `while`, `def` or `class`) is left as it is.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from iot_lab.program_text import parse
from iot_lab.simulator.errors import from_traceback

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.simulator.errors import GuestError

MOST_KEPT: Final = 64
LONGEST_TEXT: Final = 4096
NAME: Final = "__caught_error__"
CALL: Final = "__caught__"
Insertion = tuple[int, int, str]
"""A line, a place in its bytes, and what is put there."""


@dataclass(frozen=True, slots=True)
class CaughtError:
    """What a handler caught: the line of its `except`, the error, how often at least, and when first (us)."""

    handler_line: int
    error: GuestError
    count: int
    first_us: int


class CaughtErrors:
    """The exceptions of one run, by handler, type and line."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._kept: dict[tuple[int, str, int | None], CaughtError] = {}

    def record(self, handler_line: int, count: int, traceback: str, now_us: int) -> None:
        """Keep one exception; `count` is how often this handler has caught one of its type."""
        error = from_traceback(traceback[:LONGEST_TEXT], self._program)
        key = (handler_line, error.type, error.line)
        known = self._kept.get(key)
        if known is not None:
            self._kept[key] = replace(known, count=max(known.count + 1, count))
        elif len(self._kept) < MOST_KEPT:
            self._kept[key] = CaughtError(handler_line, error, 1, now_us)

    @property
    def each(self) -> tuple[CaughtError, ...]:
        """Return them in the order in which they first came."""
        return tuple(self._kept.values())


@lru_cache(maxsize=64)
def watch_handlers(program: str) -> str:
    """Return the program with a call first in each of its exception handlers; unchanged where it cannot be read."""
    if "except" not in program:
        return program
    try:
        tree = parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return program
    lines = [line.encode() for line in program.split("\n")]
    found: list[Insertion] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            found += _of_handler(node, lines)
    for line, column, text in sorted(found, reverse=True):
        whole = lines[line - 1]
        lines[line - 1] = whole[:column] + text.encode() + whole[column:]
    return b"\n".join(lines).decode()


def _of_handler(handler: ast.ExceptHandler, lines: list[bytes]) -> Iterator[Insertion]:
    """Yield what is put in one handler: a name where it has none, and the call."""
    told = list(_first(handler.body[0], f"{CALL}({handler.name or NAME}, {handler.lineno})"))
    if not told:
        return
    if handler.name is None:
        colon = _colon(handler, lines)
        if colon is None:
            return
        yield (*colon, f" as {NAME}" if handler.type else f" BaseException as {NAME}")
    yield from told


def _first(statement: ast.stmt, call: str) -> Iterator[Insertion]:
    """Yield what makes a statement call first; nothing where that cannot be on its line."""
    if isinstance(statement, ast.Try):
        yield from _first(statement.body[0], call)
        return
    wrapped: ast.expr | None = None
    if isinstance(statement, ast.If):
        wrapped = statement.test
    elif isinstance(statement, ast.For | ast.AsyncFor):
        wrapped = statement.iter
    elif isinstance(statement, ast.With | ast.AsyncWith):
        wrapped = statement.items[0].context_expr
    elif not isinstance(statement, ast.While | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Match):
        yield statement.lineno, statement.col_offset, f"{call}; "
    if wrapped is not None:
        yield wrapped.lineno, wrapped.col_offset, f"{call} or ("
        yield wrapped.end_lineno or wrapped.lineno, wrapped.end_col_offset or 0, ")"


def _colon(handler: ast.ExceptHandler, lines: list[bytes]) -> tuple[int, int] | None:
    """Return where a handler's colon stands: after the type and its brackets, on the same line."""
    line = (handler.type.end_lineno or handler.lineno) if handler.type else handler.lineno
    start = (handler.type.end_col_offset or 0) if handler.type else handler.col_offset + len("except")
    between = lines[line - 1][start:]
    colon = between.find(b":")
    if colon < 0 or between[:colon].strip(b" \t)"):
        return None
    return line, start + colon
