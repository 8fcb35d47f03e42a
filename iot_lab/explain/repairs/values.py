"""Values that are another one: in another unit, one too many, the opposite, of the wrong pin, in the wrong order."""

from __future__ import annotations

import ast
from itertools import combinations
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.repairs.edits import Repair, around, bracketed, of
from iot_lab.explain.source import written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iot_lab.explain.source import Source

_OTHER_OPERATION: Final[dict[type[ast.operator], tuple[str, ...]]] = {
    ast.Add: ("-",), ast.Sub: ("+",), ast.Mult: ("/",), ast.Div: ("*", "//"), ast.FloorDiv: ("/", "*"),
    ast.Mod: ("//",),
}  # fmt: skip
_SIGNS: Final[dict[type[ast.operator], str]] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
}  # fmt: skip
MOST_COUNTED: Final = 200
_OFTEN_EXCHANGED: Final = frozenset({"ticks_diff", "connect", "publish"})
_MADE_OF_PINS: Final = frozenset({"Pin", "Timer", "I2C", "SoftI2C", "NeoPixel", "UART", "SPI"})


def often_exchanged(source: Source) -> Iterator[Repair]:
    """`ticks_diff(before, now)`: neighbours that people exchange."""
    return _exchanged(source, [one for one in source.every(ast.Call) if last_name(one) in _OFTEN_EXCHANGED])


def exchanged(source: Source) -> Iterator[Repair]:
    """Any two neighbours of a call, or sides of `-` and `/`, in the wrong order."""
    yield from _exchanged(source, source.every(ast.Call))
    for node in source.every(ast.BinOp):
        if isinstance(node.op, ast.Sub | ast.Div):
            text = f"{bracketed(node.right)} {_SIGNS[type(node.op)]} {bracketed(node.left)}"
            values = {"call": written(node), "one": written(node.left), "other": written(node.right)}
            yield of(source, [(node, f"({text})")], key("explain.repair.order"), **values)


def _exchanged(source: Source, calls: Iterable[ast.Call]) -> Iterator[Repair]:
    for call in calls:
        for one, other in zip(call.args, call.args[1:], strict=False):
            if written(one) != written(other) and not isinstance(one, ast.Starred) and last_name(call) != "print":
                values = {"call": written(call), "one": written(one), "other": written(other)}
                yield of(source, [(one, written(other)), (other, written(one))], key("explain.repair.order"), **values)


def other_operation(source: Source) -> Iterator[Repair]:
    """`time / speed` for `time * speed`."""
    for node in source.every(ast.BinOp):
        for sign in _OTHER_OPERATION.get(type(node.op), ()):
            text = f"({bracketed(node.left)} {sign} {bracketed(node.right)})"
            name = {
                ("/", "*"): key("explain.repair.divides"),
                ("*", "/"): key("explain.repair.multiplies"),
                ("//", "/"): key("explain.repair.whole-division"),
            }.get((_SIGNS[type(node.op)], sign), key("explain.repair.operation"))
            yield of(source, [(node, text)], name, code=written(node), sign=_SIGNS[type(node.op)], other=sign)


def unconverted(source: Source) -> Iterator[Repair]:
    """`read() * 100 // 65535`, compared with numbers of the reading itself."""
    for node in source.every(ast.BinOp):
        if isinstance(source.parents.get(node), ast.BinOp):
            continue
        left: ast.expr = node
        while isinstance(left, ast.BinOp) and isinstance(left.right, ast.Constant):
            left = left.left
            if isinstance(left, ast.Call | ast.Name | ast.BinOp):
                yield of(source, [(node, bracketed(left))], key("explain.repair.conversion"),
                         code=written(node), raw=written(left))  # fmt: skip


def opposite(source: Source) -> Iterator[Repair]:
    """`True` for `False`, 0 for 1."""
    others = {
        "True": "False",
        "False": "True",
        "0": "1",
        "1": "0",
        "'0'": "'1'",
        "'1'": "'0'",
        "b'0'": "b'1'",
        "b'1'": "b'0'",
    }
    for node in source.every(ast.Constant):
        other = others.get(repr(node.value))
        if other is not None and not isinstance(source.parents.get(node), ast.Subscript | ast.Slice | ast.Pow):
            yield of(source, [(node, other)], key("explain.repair.opposite"),
                     value=repr(node.value), other=other, code=around(source, node))  # fmt: skip


def scaled(source: Source) -> Iterator[Repair]:
    """A number a thousand times too large or too small: another unit was meant."""
    for factor in (1000, 0.001, 10, 0.1, 2, 0.5, 100, 0.01, 1_000_000):
        for node, value in _counts(source):
            if factor in (1000, 0.001, 1_000_000) and not _has_a_unit(source, node):
                continue
            number = value * factor
            if isinstance(value, int) and number == int(number):
                number = int(number)
            elif isinstance(value, int) and not _may_be_a_fraction(source, node):
                continue
            times = factor if factor > 1 else round(1 / factor)
            name = key("explain.repair.too-small") if factor > 1 else key("explain.repair.too-large")
            values = {"number": written(node), "times": times, "other": _plainly(number), "code": around(source, node)}
            yield of(source, [(node, repr(number))], name, **values)


def starts_at_one(source: Source) -> Iterator[Repair]:
    """`range(1, 8)` for the eight lights from 0 on."""
    for call in source.every(ast.Call):
        if last_name(call) == "range" and len(call.args) > 1 and written(call.args[0]) == "1":
            yield of(source, [(call.args[0], "0")], key("explain.repair.range-start"), call=written(call))


def _plainly(number: float) -> str:
    return str(number) if isinstance(number, int) else f"{number:g}"


def one_off(source: Source) -> Iterator[Repair]:
    """One turn, one place or one sample too many or too few."""
    for step in (1, -1):
        for node, value in _counts(source):
            if isinstance(value, int) and value <= MOST_COUNTED:
                name = key("explain.repair.one-too-few") if step > 0 else key("explain.repair.one-too-many")
                values = {"number": written(node), "code": around(source, node)}
                yield of(source, [(node, repr(value + step))], name, **values)


def other_pin(source: Source, pins: frozenset[int]) -> Iterator[Repair]:
    """The number of one wired pin for that of another; two taken for each other."""
    found = [node for node in source.every(ast.Constant) if type(node.value) is int and node.value in pins]
    for one, other in combinations(found, 2):
        if one.value != other.value:
            edits: list[tuple[ast.AST, str]] = [(one, written(other)), (other, written(one))]
            yield of(source, edits, key("explain.repair.pins-exchanged"), one=written(one), other=written(other))


def counts_text(source: Source) -> Iterator[Repair]:
    """A sign of a text where its number is meant: the text "0" is true."""
    for loop in source.every(ast.For):
        if not isinstance(loop.target, ast.Name):
            continue
        for node in source.every(ast.Name):
            if (
                node.id == loop.target.id
                and isinstance(node.ctx, ast.Load)
                and isinstance(source.parents.get(node), ast.Call | ast.If)
            ):
                yield of(source, [(node, f"int({node.id})")], key("explain.repair.text-number"), name=node.id)


def _counts(source: Source) -> Iterator[tuple[ast.Constant, int | float]]:
    """Yield the numbers that count or measure something: no pins."""
    for node in source.every(ast.Constant):
        value, above = node.value, source.parents.get(node)
        if isinstance(value, bool) or not isinstance(value, int | float) or not value:
            continue
        if not (isinstance(above, ast.Call) and last_name(above) in _MADE_OF_PINS):
            yield node, value


def _has_a_unit(source: Source, node: ast.Constant) -> bool:
    """Whether a number may be one of another unit: a pause, a period, a factor, a comparison."""
    above = source.parents.get(node)
    if isinstance(above, ast.Call):
        return last_name(above) not in ("freq", "range", "PWM", "duty", "duty_u16", "round")
    return isinstance(above, ast.BinOp | ast.Assign | ast.Compare | ast.keyword)


def _may_be_a_fraction(source: Source, node: ast.Constant) -> bool:
    above = source.parents.get(node)
    return isinstance(above, ast.BinOp) or (isinstance(above, ast.Call) and last_name(above) == "sleep")


LIKELIEST: Final = (often_exchanged, starts_at_one)
FINDERS: Final = (exchanged, unconverted, counts_text, other_operation, scaled)
LAST_FINDERS: Final = (one_off, opposite)
