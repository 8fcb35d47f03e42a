"""Times in the wrong order: what is older minus what is newer is never more than nothing.

`ticks_diff(last, now) > 200` never holds where `now` was just read and `last` only ever held what the clock said
before. A time that lies ahead (`ticks_add(...)`) is another thing: what is left until then is counted like that.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.quiet.flags import loop_around
from iot_lab.explain.source import written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

_CLOCKS: Final = frozenset({"ticks_ms", "ticks_us"})
_MORE: Final = (ast.Gt, ast.GtE)


def _older_first(source: Source) -> Iterator[Diagnosis]:
    for node in source.every(ast.Compare):
        call = node.left
        if len(node.ops) != 1 or not isinstance(node.ops[0], _MORE) or isinstance(node.comparators[0], ast.UnaryOp):
            continue
        if isinstance(call, ast.Name):
            bound = source.bound(call.id)
            call = bound[0].value if len(bound) == 1 and isinstance(bound[0].value, ast.expr) else call
        if isinstance(call, ast.Call) and last_name(call) == "ticks_diff" and len(call.args) == len(("new", "old")):
            older, newer = call.args
            if isinstance(older, ast.Name) and _is_fresh(source, newer, call) and _is_past(source, older, newer, call):
                one, other = written(older), written(newer)
                values = {"call": written(call), "one": one, "other": other}
                yield Diagnosis(key("explain.quiet.older-first"), call.lineno, values)


def _is_clock(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Call) and last_name(node) in _CLOCKS


def _is_fresh(source: Source, node: ast.expr, call: ast.Call) -> bool:
    """Whether an expression is the clock itself, or was read from it in the block in which it is used."""
    if _is_clock(node):
        return True
    bound = source.bound(node.id) if isinstance(node, ast.Name) else []
    if not bound or not all(_is_clock(one.value) for one in bound):
        return False
    read = [one.value for one in bound if one.value is not None and one.line <= call.lineno]
    return bool(read) and _block(source, read[-1]) is _block(source, call)


def _block(source: Source, node: ast.AST) -> ast.AST | None:
    """Return the innermost loop or function around a node: what was read outside a loop is old in it."""
    return loop_around(source, node) or source.function_of(node)


def _is_past(source: Source, older: ast.Name, newer: ast.expr, call: ast.Call) -> bool:
    """Whether a name only ever holds what the clock said before the newer time was read."""
    bound = source.bound(older.id)
    fresh = newer.id if isinstance(newer, ast.Name) else ""
    read = [one.line for one in source.bound(fresh) if one.line <= call.lineno]
    is_between = any(read and read[-1] < one.line < call.lineno for one in bound)
    return (
        bool(bound)
        and not is_between
        and older.id != fresh
        and all(
            one.how == "assign" and (_is_clock(one.value) or written(one.value) in ("0", "None", fresh))
            for one in bound
        )
    )


FINDERS: Final = (_older_first,)
