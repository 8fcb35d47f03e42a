"""What a text does that is often not meant: told as a fact beside a check's own hint, where nobody knows the cause.

Each sentence is true of the line that it names, whatever the program is for. None says that it is the cause: there are
programs that want it so. Where a changed program passes (`explain/repairs/usual.py`), the same is told as proved.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.quiet.flags import loop_around
from iot_lab.explain.quiet.units import folded
from iot_lab.explain.source import dotted, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Binding, Source

SHORT_PERIOD_MS: Final = 60
_OF_TIME: Final = re.compile(
    r"tick|time|_ms\b|_at\b|monoton|heure|instant|temps|debut|start|\bnow\b|second|maintenant", re.IGNORECASE
)
_MORE, _LESS = (ast.Gt, ast.GtE), (ast.Lt, ast.LtE)


def one_way_differences(source: Source) -> Iterator[tuple[ast.Compare, str, str, str]]:
    """Yield each question for a change that sees one direction: its value, what was noted before, and what to write.

    `celsius - said > 0.6`, where `said = celsius` follows: a fall is never a change.
    """
    for test in source.every(ast.Compare):
        sides = _difference(test) if len(test.ops) == 1 else None
        if sides is None or _OF_TIME.search(written(test)):
            continue
        one, other, limit = sides
        new, old = (one, other) if _is_noted(source, one, other) else (other, one)
        is_of_time = any(_OF_TIME.search(written(each.value)) for each in source.bound(new)) or _counts_up(source, new)
        if _is_noted(source, new, old) and not is_of_time and not _is_asked_otherwise(source, test, {one, other}):
            yield test, new, old, f"abs({new} - {old}) {'>' if _is_strict(test) else '>='} {limit}"


def _difference(test: ast.Compare) -> tuple[str, str, str] | None:
    """Return the larger, the smaller and the limit of `a - b > limit`, `a > b + limit` and `a < b - limit`."""
    left, right, sign = test.left, test.comparators[0], test.ops[0]
    if isinstance(sign, _LESS):
        left, right = right, left
    if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Sub) and not _is_negative(right):
        return written(left.left), written(left.right), written(right)
    if isinstance(right, ast.BinOp) and isinstance(right.op, ast.Add):
        return written(left), written(right.left), written(right.right)
    if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Sub):
        return written(left.left), written(right), written(left.right)
    return None


def _counts_up(source: Source, name: str) -> bool:
    """Whether a value only ever grows: then a fall cannot be."""
    return any(written(one.target) == name and isinstance(one.op, ast.Add) for one in source.every(ast.AugAssign))


def _is_negative(node: ast.expr) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def _is_strict(test: ast.Compare) -> bool:
    return isinstance(test.ops[0], ast.Gt | ast.Lt)


def _is_noted(source: Source, new: str, old: str) -> bool:
    """Whether a value is kept under the other name, to be compared with the next one."""
    return new != old and any(
        written(one.value) == new and old in [written(target) for target in one.targets]
        for one in source.every(ast.Assign)
    )


def _is_asked_otherwise(source: Source, test: ast.Compare, names: set[str]) -> bool:
    """Whether another comparison of the program looks at the same two values: the other direction, for instance."""
    others = (one for one in source.every(ast.Compare) if one is not test)
    return any(names <= {written(node) for node in walk(one)} for one in others)


def fixed_first_states(source: Source) -> Iterator[tuple[Binding, str]]:
    """Yield each state that begins as a number, where only a change of it is published, and the new value's name.

    As long as what is read is what it began with, nothing is sent.
    """
    for test in source.every(ast.If):
        asked = test.test if isinstance(test.test, ast.Compare) else None
        if asked is None or not isinstance(asked.ops[0], ast.NotEq) or loop_around(source, test) is None:
            continue
        sides = (asked.left, asked.comparators[0])
        for old, new in (sides, sides[::-1]):
            starts = source.bound(old.id) if isinstance(old, ast.Name) else []
            constants = [one for one in starts if isinstance(one.value, ast.Constant) and one.value.value is not None]
            outside = [one for one in constants if one.line < asked.lineno and not _is_in(test, one.line)]
            if len(outside) == 1 and len(starts) > 1 and _is_given(test, written(old)) and _publishes(test):
                yield outside[0], written(new)


def _is_in(node: ast.stmt, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)


def _is_given(node: ast.AST, name: str) -> bool:
    stored = (one for one in walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))
    return any(one.id == name for one in stored)


def _publishes(node: ast.AST) -> bool:
    return any(isinstance(one, ast.Attribute) and one.attr == "publish" for one in walk(node))


def other_divisors(source: Source) -> Iterator[tuple[ast.BinOp, ast.expr, str]]:
    """Yield each sum that is divided by one less or one more than a count, with the divisor and the count."""
    for node in source.every(ast.BinOp):
        divisor = node.right
        is_division = isinstance(node.op, ast.Div) and isinstance(divisor, ast.BinOp)
        if not is_division or not isinstance(divisor, ast.BinOp) or written(divisor.right) != "1":
            continue
        if isinstance(divisor.op, ast.Sub | ast.Add) and _is_count(divisor.left) and _is_sum(source, node.left):
            yield node, divisor, written(divisor.left)


def _is_count(node: ast.expr) -> bool:
    is_length = isinstance(node, ast.Call) and dotted(node.func) == "len"
    return is_length or isinstance(node, ast.Name | ast.Attribute)


def _is_sum(source: Source, node: ast.expr) -> bool:
    """Whether an expression is a sum of many: `sum(...)`, or a name that holds one or to which a loop adds."""
    if "sum(" in written(node):
        return True
    name = dotted(node)
    held = any("sum(" in written(one.value) for one in source.bound(name)) if name else False
    grown = (one for one in source.every(ast.AugAssign) if written(one.target) == name)
    return held or any(isinstance(one.op, ast.Add) and loop_around(source, one) is not None for one in grown)


def short_timers(source: Source) -> Iterator[Diagnosis]:
    """Timers of a few milliseconds: told where the board did something too often, and only then."""
    for call in source.every(ast.Call):
        for given in call.keywords:
            number = folded(source, given.value) if given.arg == "period" else None
            if number is not None and 0 < number <= SHORT_PERIOD_MS:
                values = {"code": f"period={written(given.value)}", "number": number, "right": round(number * 1000)}
                yield Diagnosis(key("explain.suspect.short-timer"), given.value.lineno, values)


def suspects(source: Source) -> Iterator[Diagnosis]:
    """Yield what is true of the text and often not meant, the likeliest first."""
    if source.tree is None or source.is_long:
        return
    for test, new, old, right in one_way_differences(source):
        values = {"test": written(test), "new": new, "old": old, "right": right}
        yield Diagnosis(key("explain.suspect.one-way"), test.lineno, values)
    for start, new in fixed_first_states(source):
        values = {"name": start.name, "value": written(start.value), "new": new}
        yield Diagnosis(key("explain.suspect.first-state"), start.line, values)
    for node, divisor, count in other_divisors(source):
        values = {"code": written(node), "divisor": written(divisor), "count": count}
        yield Diagnosis(key("explain.suspect.divisor"), node.lineno, values)


def is_timer(call: ast.Call) -> bool:
    """Whether a call starts a timer."""
    return last_name(call) in ("Timer", "init")
