"""Elements that are not there: a range that goes too far, an empty list, a colour with too few numbers."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.kinds import type_of
from iot_lab.explain.rules import rule
from iot_lab.explain.source import dotted, written
from iot_lab.explain.values import call_at, format_count
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase

COLOURS: Final = 3


def _range_of(case: ErrorCase, name: str) -> str:
    """Return the `range(...)` over which a loop around the line lets a name run."""
    for loop in case.source.every(ast.For):
        is_around = loop.lineno <= (case.line or 0) <= (loop.end_lineno or loop.lineno)
        if is_around and dotted(loop.target) == name and isinstance(loop.iter, ast.Call):
            return written(loop.iter) if dotted(loop.iter.func) == "range" else ""
    return ""


def _index(case: ErrorCase, *_: str) -> Diagnosis:
    call = call_at(case, "pop", "choice")
    nodes = case.source.at(case.line, ast.Subscript)
    colour = next((one for one in nodes if _is_short_colour(case, one)), None)
    if colour is not None:
        return case.found(key("explain.value.colour"), thing=written(colour))
    if call is not None and not nodes:
        is_pop = isinstance(call.func, ast.Attribute) and call.func.attr == "pop"
        empty = call.func.value if is_pop and isinstance(call.func, ast.Attribute) else next(iter(call.args), None)
        return case.found(key("explain.index.empty"), thing=written(empty))
    if call_at(case, "format") is not None and not nodes:
        return format_count(case)
    for node in nodes:
        thing, index = written(node.value), written(node.slice)
        if index == f"len({thing})":
            return case.found(key("explain.index.length"), thing=thing, index=index)
        if thing.endswith(("argv", "sys.argv")):
            return case.found(key("explain.index.argv"))
        counted = [(written(one.value), written(one.slice), _range_of(case, written(one.slice))) for one in nodes]
        beyond = [one for one in counted if one[2] and (len(nodes) == 1 or "," in one[2])]
        if len(beyond) == 1:
            thing, index, turns = beyond[0]
            length = _length_of(case, thing)
            if length:
                told = key("explain.index.range-of")
                return case.found(told, thing=thing, length=length, last=length - 1, counted=turns)
            return case.found(key("explain.index.range"), thing=thing, index=index, counted=turns)
        return case.found(key("explain.index.out"), thing=thing, index=index)
    return case.worded(key("explain.index.out-worded"))


def _is_short_colour(case: ErrorCase, node: ast.Subscript) -> bool:
    """Whether a pixel of a NeoPixel gets a group of fewer than three numbers."""
    above = case.source.parents.get(node)
    value = above.value if isinstance(above, ast.Assign) and node in above.targets else None
    is_short = isinstance(value, ast.Tuple | ast.List) and len(value.elts) < COLOURS
    return is_short and type_of(case.source, node.value, case.line) == "NeoPixel"


def _length_of(case: ErrorCase, thing: str) -> int:
    """Return how many lights a strip has, 0 where the program does not say."""
    bound = case.source.last_before(thing, case.line)
    made = bound.value if bound else None
    count = made.args[1] if isinstance(made, ast.Call) and len(made.args) == 2 else None
    is_strip = isinstance(made, ast.Call) and type_of(case.source, made, case.line) == "NeoPixel"
    return count.value if is_strip and isinstance(count, ast.Constant) and isinstance(count.value, int) else 0


RULES: Final = (
    *rule(
        "IndexError",
        r"^(?:tuple index out of range|Replacement index)",
        lambda case, *_: format_count(case) if call_at(case, "format") else _index(case),
    ),
    *rule("IndexError", r"", _index),
)
