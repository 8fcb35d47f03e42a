"""Bounds that no number keeps, or that each one keeps; and arguments given in the places of one another."""

from __future__ import annotations

import ast
from itertools import combinations
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.quiet.units import folded
from iot_lab.explain.source import dotted, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import FunctionNode, Source

Limit = tuple[str, type[ast.cmpop], float]
_ABOVE: Final = (ast.Gt, ast.GtE)
_BELOW: Final = (ast.Lt, ast.LtE)
_OPPOSITE: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Eq: ast.Eq, ast.NotEq: ast.NotEq,
}  # fmt: skip


def _never_both(source: Source) -> Iterator[Diagnosis]:
    """`x < 0 and x > 180` holds for no number; `x >= 0 or x <= 180`, and `x != 1 or x != 2`, hold for each."""
    for node in source.every(ast.BoolOp):
        is_and = isinstance(node.op, ast.And)
        limits = [one for value in node.values if (one := _limit(source, value)) is not None]
        for one, other in combinations(limits, 2):
            if one[0] == other[0] and (_excludes(one, other) if is_and else _covers(one, other)):
                name = key("explain.quiet.never-both") if is_and else key("explain.quiet.always-either")
                yield Diagnosis(name, node.lineno, {"test": written(node), "left": one[0]})
                break


def _limit(source: Source, node: ast.expr) -> Limit | None:
    """Return what is compared, how, and with which number: the number may stand on either side."""
    if not isinstance(node, ast.Compare) or len(node.ops) != 1 or type(node.ops[0]) not in _OPPOSITE:
        return None
    left, right, operator = node.left, node.comparators[0], type(node.ops[0])
    for thing, other, sign in ((left, right, operator), (right, left, _OPPOSITE[operator])):
        number = None if isinstance(thing, ast.Constant) else folded(source, other)
        if number is not None and not any(isinstance(one, ast.Call) for one in walk(thing)):
            return written(thing), sign, number
    return None


def _excludes(one: Limit, other: Limit) -> bool:
    """Whether no number is within both limits."""
    (_, sign, number), (_, second, limit) = (one, other) if one[1] in (*_ABOVE, ast.Eq) else (other, one)
    if sign is ast.Eq and second is ast.Eq:
        return number != limit
    is_strict = ast.Gt in (sign, second) or ast.Lt in (sign, second)
    return sign in _ABOVE and second in _BELOW and (number > limit or (number == limit and is_strict))


def _covers(one: Limit, other: Limit) -> bool:
    """Whether each number is within one limit or the other."""
    (_, sign, number), (_, second, limit) = (one, other) if one[1] in (*_ABOVE, ast.NotEq) else (other, one)
    if sign is ast.NotEq and second is ast.NotEq:
        return number != limit
    return sign in _ABOVE and second in _BELOW and number < limit


def _arguments_swapped(source: Source) -> Iterator[Diagnosis]:
    """`percent(raw, points["wet"], points["dry"])` where the function is `percent(raw, dry, wet)`."""
    for call in source.every(ast.Call):
        own = source.function_named(dotted(call.func).rpartition(".")[2])
        if own is None or own is source.function_of(call) or any(isinstance(one, ast.Starred) for one in call.args):
            continue
        pairs = list(zip(_parameters(own, call), map(_said, call.args), strict=False))
        for (first, given), (second, other) in combinations(pairs, 2):
            if first != second and (given, other) == (second, first):
                values = {"function": own.name, "one": first, "other": second, "call": written(call)}
                yield Diagnosis(key("explain.quiet.arguments-swapped"), call.lineno, values)


def _parameters(own: FunctionNode, call: ast.Call) -> list[str]:
    """Return the parameters that a call fills; a method's first one is filled by its object."""
    names = [one.arg for one in own.args.args]
    return names[1:] if isinstance(call.func, ast.Attribute) and names[:1] == ["self"] else names


def _said(node: ast.expr) -> str:
    """Return by which name an argument goes: of a variable, an attribute, or a key."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return dotted(node).rpartition(".")[2] if isinstance(node, ast.Name | ast.Attribute) else ""


FINDERS: Final = (_never_both, _arguments_swapped)
