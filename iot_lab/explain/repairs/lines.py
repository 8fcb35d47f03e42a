"""Whole lines: one that stands too deep or not deep enough, one too many, two in the wrong order, `if` for `elif`."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.quiet.conditions import is_endless
from iot_lab.explain.repairs.edits import Repair
from iot_lab.explain.source import written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

_BLOCKS: Final = (ast.If, ast.For, ast.While, ast.With, ast.FunctionDef, ast.AsyncFunctionDef)


def too_deep(source: Source) -> Iterator[Repair]:
    """The last line of a block belongs after it."""
    for above, body in _bodies(source):
        last = body[-1]
        if isinstance(above, ast.While) and is_endless(above):
            continue  # nothing after it ever runs
        if len(body) > 1 and _is_simple(last) and not isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef):
            name = key("explain.repair.too-deep-in-loop") if _is_loop(above) else key("explain.repair.too-deep")
            yield _moved(source, last, getattr(above, "col_offset", 0), name, block=getattr(above, "lineno", 0))


def not_deep_enough(source: Source) -> Iterator[Repair]:
    """The line after a block belongs in it."""
    for _, body in _bodies(source, with_module=True):
        for block, after in pairwise(body):
            if isinstance(block, _BLOCKS) and _is_simple(after):
                depth = getattr(_last_body(block)[0], "col_offset", 0)
                name = key("explain.repair.not-in-loop") if _is_loop(block) else key("explain.repair.not-deep-enough")
                yield _moved(source, after, depth, name, block=block.lineno)


def one_too_many(source: Source) -> Iterator[Repair]:
    """Without one line all would be well."""
    for _, body in _bodies(source, with_module=True):
        for one in body:
            if _is_simple(one) and not isinstance(one, ast.Import | ast.ImportFrom | ast.Global):
                lines = list(source.lines)
                lines[one.lineno - 1] = " " * one.col_offset + "pass"
                yield _of(lines, one, key("explain.repair.line-too-many"), code=source.line(one.lineno).strip())


def other_order(source: Source) -> Iterator[Repair]:
    """Two lines the other way round."""
    for _, body in _bodies(source, with_module=True):
        for one, other in pairwise(body):
            if _is_simple(one) and _is_simple(other) and _is_action(one) and _is_action(other):
                lines = list(source.lines)
                first, second = one.lineno - 1, other.lineno - 1
                lines[first], lines[second] = lines[second], lines[first]
                values = {"code": source.line(one.lineno).strip(), "other": other.lineno}
                yield _of(lines, one, key("explain.repair.lines-exchanged"), **values)


def else_if(source: Source) -> Iterator[Repair]:
    """`if` where `elif` goes on with the question before."""
    for _, body in _bodies(source, with_module=True):
        for before, node in pairwise(body):
            if isinstance(before, ast.If) and isinstance(node, ast.If) and not before.orelse:
                lines = list(source.lines)
                lines[node.lineno - 1] = " " * node.col_offset + "el" + source.line(node.lineno).lstrip()
                yield _of(lines, node, key("explain.repair.elif"), test=written(node.test), before=before.lineno)


def adds_up(source: Source) -> Iterator[Repair]:
    """`=` where `+=` counts on."""
    for node in source.every(ast.Assign):
        if len(node.targets) == 1 and isinstance(node.value, ast.Constant) and node.lineno == node.end_lineno:
            target = written(node.targets[0])
            lines = list(source.lines)
            lines[node.lineno - 1] = " " * node.col_offset + f"{target} += {written(node.value)}"
            yield _of(lines, node, key("explain.repair.sets"), name=target, code=source.line(node.lineno).strip())


def _moved(source: Source, node: ast.stmt, column: int, name: str, /, **values: object) -> Repair:
    lines = list(source.lines)
    lines[node.lineno - 1] = " " * column + source.line(node.lineno).strip()
    return _of(lines, node, name, code=source.line(node.lineno).strip(), **values)


def _of(lines: list[str], node: ast.stmt, name: str, /, **values: object) -> Repair:
    return Repair("\n".join(lines), Diagnosis(name, node.lineno, values))


def _bodies(source: Source, *, with_module: bool = False) -> Iterator[tuple[ast.AST, list[ast.stmt]]]:
    for node in source.every(ast.AST):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list) and body and (with_module or not isinstance(node, ast.Module)):
                yield node, body


def _last_body(block: ast.stmt) -> list[ast.stmt]:
    orelse = getattr(block, "orelse", None)
    body: list[ast.stmt] = orelse or getattr(block, "body", [])
    return _last_body(body[-1]) if isinstance(block, ast.If) and orelse and isinstance(body[0], ast.If) else body


def _is_loop(node: ast.AST) -> bool:
    return isinstance(node, ast.For | ast.While)


def _is_simple(node: ast.stmt) -> bool:
    return not hasattr(node, "body") and node.lineno == node.end_lineno and not isinstance(node, ast.Pass)


def _is_action(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr | ast.Assign | ast.AugAssign)


FINDERS: Final = (else_if, too_deep, not_deep_enough)
LAST_FINDERS: Final = (adds_up, one_too_many, other_order)
