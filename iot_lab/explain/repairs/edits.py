"""A change of one place in a program's text. Lines keep their numbers wherever nothing moves."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.source import Source, written

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Repair:
    """A program with one thing changed, and what is said where the change turns out to mend it.

    One that `is_usual` can hardly mend by chance: what it mends in one case is proved there.
    """

    program: str
    diagnosis: Diagnosis
    is_usual: bool = False


def of(source: Source, edits: Sequence[tuple[ast.AST, str]], name: str, /, **values: object) -> Repair:
    """Return the repair that puts texts in place of expressions; the first one's line is told."""
    return Repair(replaced(source, edits), Diagnosis(name, getattr(edits[0][0], "lineno", 0), values))


def around(source: Source, node: ast.AST) -> str:
    """Return the call, comparison, computation or first line of the statement in which a value stands."""
    above = source.parents.get(node)
    while above is not None and not isinstance(above, ast.stmt):
        if isinstance(above, ast.Call | ast.Compare | ast.BinOp):
            return written(above)
        above = source.parents.get(above)
    return source.line(getattr(node, "lineno", 0)).strip()


def replaced(source: Source, edits: Sequence[tuple[ast.AST, str]]) -> str:
    """Return the program's text with other texts in place of some expressions, which do not overlap."""
    lines = [line.encode() for line in source.lines]
    for node, text in sorted(edits, key=_start, reverse=True):
        first, last = getattr(node, "lineno", 1) - 1, (getattr(node, "end_lineno", None) or 1) - 1
        before = lines[first][: getattr(node, "col_offset", 0)]
        after = lines[last][getattr(node, "end_col_offset", 0) :]
        lines[first : last + 1] = [before + text.encode() + after, *[b""] * (last - first)]
    return b"\n".join(lines).decode()


def bracketed(node: ast.expr) -> str:
    """Return an expression as it can stand in any other."""
    text = written(node)
    return text if isinstance(node, ast.Name | ast.Constant | ast.Call | ast.Attribute | ast.Subscript) else f"({text})"


def is_in_loop(source: Source, node: ast.AST) -> bool:
    above = source.parents.get(node)
    while above is not None:
        if isinstance(above, ast.For | ast.While | ast.AsyncFor):
            return True
        above = source.parents.get(above)
    return False


def _start(edit: tuple[ast.AST, str]) -> tuple[int, int]:
    return getattr(edit[0], "lineno", 0), getattr(edit[0], "col_offset", 0)
