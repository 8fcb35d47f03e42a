"""Changes for mistakes that people make again and again, each in a few places of a program at most: tried first."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.quiet import suspects
from iot_lab.explain.quiet.units import folded
from iot_lab.explain.repairs.edits import Repair, bracketed, of
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

_WITH_ENDS: Final[dict[type[ast.cmpop], str]] = {ast.Lt: "<=", ast.Gt: ">=", ast.LtE: "<", ast.GtE: ">"}
_FEWEST_DIGITS, _MOST_SECONDS, _MOST_TURNS = 3, 60, 20


def both_limits(source: Source) -> Iterator[Repair]:
    """`0 < angle < 180`, `x > 0 and x < 180`, `x <= 0 or x >= 180`: the ends count, too, or do not."""
    for node in source.every(ast.Compare):
        signs = [_WITH_ENDS.get(type(one)) for one in node.ops]
        if len(signs) > 1 and signs[0] is not None and len(set(signs)) == 1:
            text = bracketed(node.left)
            text += "".join(f" {signs[0]} {bracketed(one)}" for one in node.comparators)
            yield of(source, [(node, text)], key("explain.repair.limit"), test=written(node), sign=signs[0])
    for both in source.every(ast.BoolOp):
        parts = [one for one in both.values if isinstance(one, ast.Compare) and type(one.ops[0]) in _WITH_ENDS]
        if len(parts) != len(both.values) or len({written(one.left) for one in parts}) > 1:
            continue
        edits: list[tuple[ast.AST, str]] = []
        for one in parts:
            sign = _WITH_ENDS[type(one.ops[0])]
            edits.append((one, f"{bracketed(one.left)} {sign} {bracketed(one.comparators[0])}"))
        yield of(source, edits, key("explain.repair.limits"), test=written(both), right=edits[0][1])


def other_end(source: Source) -> Iterator[Repair]:
    """`pop()` for `pop(0)`, `queue[-1]` for `queue[0]`, `insert(0, ...)` for `append`."""
    for call in source.every(ast.Call):
        name, _, method = dotted(call.func).rpartition(".")
        given = [written(one) for one in call.args]
        right = ""
        if name and method == "pop" and given in ([], ["0"], ["-1"]):
            right = f"{name}.pop()" if given == ["0"] else f"{name}.pop(0)"
        elif name and method == "insert" and given[:1] == ["0"] and len(given) > 1:
            right = f"{name}.append({given[1]})"
        if right:
            yield of(source, [(call, right)], key("explain.repair.other-end"), code=written(call), right=right)
    for node in source.every(ast.Subscript):
        at = written(node.slice)
        if dotted(node.value) and at in ("0", "-1") and _is_queue(source, dotted(node.value)):
            right = f"{dotted(node.value)}[{'-1' if at == '0' else '0'}]"
            yield of(source, [(node, right)], key("explain.repair.other-end"), code=written(node), right=right)


def _is_queue(source: Source, name: str) -> bool:
    methods = {one.attr for one in source.every(ast.Attribute) if dotted(one.value) == name}
    return "append" in methods and bool(methods & {"pop", "remove"})


def other_divisor(source: Source) -> Iterator[Repair]:
    """`sum(gaps) / (len(gaps) - 1)` where all of them count."""
    for node, divisor, count in suspects.other_divisors(source):
        values = {"code": written(node), "divisor": written(divisor), "count": count}
        yield of(source, [(divisor, count)], key("explain.repair.divisor"), **values)


def significant_digits(source: Source) -> Iterator[Repair]:
    """`round(x, 6)` and `%.6f` keep six decimals, whatever stands before the point."""
    for call in source.every(ast.Call):
        digits = folded(source, call.args[1]) if dotted(call.func) == "round" and len(call.args) > 1 else None
        if digits is not None and digits >= _FEWEST_DIGITS:
            right = f"float('%.{digits:.0f}g' % ({written(call.args[0])}))"
            values = {"code": written(call), "number": round(digits), "right": right}
            yield of(source, [(call, right)], key("explain.repair.digits"), **values)
    for node in source.every(ast.Constant):
        text = node.value if isinstance(node.value, str) else ""
        for digits in range(_FEWEST_DIGITS, 10):
            if f".{digits}f" in text and len(text) < 20 and not isinstance(source.parents.get(node), ast.JoinedStr):
                right = repr(text.replace(f".{digits}f", f".{digits}g"))
                values = {"code": written(node), "number": digits, "right": right}
                yield of(source, [(node, right)], key("explain.repair.digits"), **values)


def either_way(source: Source) -> Iterator[Repair]:
    """`new - old > 0.5` where a fall counts, too."""
    for test, new, old, right in suspects.one_way_differences(source):
        values = {"test": written(test), "new": new, "old": old, "right": right}
        yield of(source, [(test, right)], key("explain.repair.one-way"), **values)


def first_state(source: Source) -> Iterator[Repair]:
    """`before = 0` where the first value is to be said, whatever it is."""
    for start, new in suspects.fixed_first_states(source):
        if start.value is not None:
            values = {"name": start.name, "value": written(start.value), "new": new}
            yield of(source, [(start.value, "None")], key("explain.repair.first-state"), **values)


def other_timer(source: Source) -> Iterator[Repair]:
    """`period=5` for five seconds, `freq=5` for one time in five seconds, `freq=500` for half a second."""
    for call in source.every(ast.Call):
        for given in call.keywords if suspects.is_timer(call) else ():
            number = folded(source, given.value)
            if number is None or number <= 0 or number != int(number):
                continue
            code = f"{given.arg}={written(given.value)}"
            if given.arg == "period" and number <= _MOST_SECONDS:
                yield of(source, [(given, f"period={number * 1000:.0f}")], key("explain.repair.timer-seconds"),
                         code=code, number=int(number), right=int(number * 1000))  # fmt: skip
            if given.arg == "period" and number <= _MOST_TURNS:
                yield of(source, [(given, f"freq={number:.0f}")], key("explain.repair.timer-keyword"),
                         code=code, right=f"freq={number:.0f}")  # fmt: skip
            if given.arg == "freq":
                for period in (number, number * 1000):
                    yield of(source, [(given, f"period={period:.0f}")], key("explain.repair.timer-keyword"),
                             code=code, right=f"period={period:.0f}")  # fmt: skip


LIKELIEST: Final = (
    both_limits, first_state, either_way, other_divisor, significant_digits, other_timer, other_end,
)  # fmt: skip
