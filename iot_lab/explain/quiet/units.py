"""Units and ranges that cannot be meant: seconds for milliseconds, 10, 12 and 16 bits taken for one another."""

from __future__ import annotations

import ast
import operator
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.source import dotted, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iot_lab.explain.source import Source

LONG_S: Final = 100
SHORT_MS: Final = 20
# From here on seconds may be taken for milliseconds, up to here: an hour or a day is written otherwise.
LONG_ELAPSED_S, MOST_ELAPSED_S = 1000, 20_000
SHORTEST_PAUSE_MS, LONG_PAUSE_S, LATE_MS = 5, 5, 500
# Nearer than a span of the hand nothing is measured: such a wait was meant in milliseconds.
SHORT_ECHO_US, CM_PER_US = 1000, 0.0343
_PER_MS: Final = {"sleep": 0.001, "sleep_ms": 1, "sleep_us": 1000}
_COMPUTES: Final[dict[type[ast.operator], Callable[[float, float], float]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
}
# An hour and a day in seconds, and some of each: as milliseconds nobody needs them.
_HOURS: Final = frozenset({3600, 7200, 10_800, 14_400, 21_600, 43_200, 86_400})
_MOST: Final = {"read": 4095, "read_u16": 65535}
_OF_READ: Final = frozenset({65535, 65536, 1023, 1024})
_OF_READ_U16: Final = frozenset({4095, 4096, 1023, 1024})
_OF_DUTY_U16: Final = frozenset({255, 256, 511, 512, 1023, 1024, 4095})


def _long_sleep(source: Source) -> Iterator[Diagnosis]:
    """`time.sleep(500)` lasts eight minutes."""
    for call in source.every(ast.Call):
        if (
            last_name(call) != "sleep"
            or len(call.args) != 1
            or dotted(call.func).startswith(("asyncio", "lab", "machine"))
        ):
            continue
        number = constant(source, call.args[0], call.lineno)
        if number is not None and number >= LONG_S:
            values = {
                "call": written(call),
                "seconds": round(number),
                "minutes": round(number / 60, 1),
                "milliseconds": round(number),
            }
            yield Diagnosis(key("explain.quiet.long-sleep"), call.lineno, values)


def _long_async_sleep(source: Source) -> Iterator[Diagnosis]:
    """`await asyncio.sleep(5000)` in a loop that does more: a loop that only sleeps keeps others alive."""
    for call in source.every(ast.Call):
        awaited = source.parents.get(call)
        loop = source.parents.get(source.parents[awaited]) if isinstance(awaited, ast.Await) else None
        number = folded(source, call.args[0]) if dotted(call.func) == "asyncio.sleep" and call.args else None
        if number is None or number < LONG_ELAPSED_S or not isinstance(loop, ast.While):
            continue
        if sum(isinstance(node, ast.Call) for node in walk(loop)) > 1:
            values = {"call": written(call), "seconds": round(number), "minutes": round(number / 60, 1)}
            values["milliseconds"] = round(number)
            yield Diagnosis(key("explain.quiet.long-async-sleep"), call.lineno, values)


def short_pauses(source: Source) -> Iterator[Diagnosis]:
    """Pauses of so few milliseconds that a loop never rests: told of a program that does too much, and only then."""
    for call in source.every(ast.Call):
        per_ms = _PER_MS.get(last_name(call)) if len(call.args) == 1 else None
        number = constant(source, call.args[0], call.lineno) if per_ms else None
        if per_ms and number is not None and number / per_ms <= SHORTEST_PAUSE_MS:
            yield Diagnosis(key("explain.quiet.short-pause"), call.lineno, {"call": written(call)})


def long_pauses(source: Source, line: int) -> Iterator[Diagnosis]:
    """`time.sleep(20)` where the program stood at the end: it may have been meant as milliseconds."""
    for call in source.every(ast.Call):
        is_pause = last_name(call) == "sleep" and len(call.args) == 1 and call.lineno == line
        number = constant(source, call.args[0], line) if is_pause else None
        if number is not None and number >= LONG_PAUSE_S and not _is_all_there_is(source, call):
            values = {"call": written(call), "seconds": round(number), "milliseconds": round(number)}
            yield Diagnosis(key("explain.quiet.waits-here"), line, values)


def _is_all_there_is(source: Source, call: ast.Call) -> bool:
    """Whether a loop only pauses: the program is done, and waits for the end of all days."""
    loop = source.parents.get(source.parents.get(call, call))
    return isinstance(loop, ast.While) and len(loop.body) == 1


def longest_pause(source: Source) -> Diagnosis | None:
    """Return the longest pause in a loop, from half a second on."""
    found = []
    for call in source.every(ast.Call):
        per_ms = _PER_MS.get(last_name(call)) if len(call.args) == 1 else None
        number = constant(source, call.args[0], call.lineno) if per_ms else None
        if per_ms and number is not None and number / per_ms >= LATE_MS and _is_repeated(source, call):
            found.append((number / per_ms, call))
    if not found:
        return None
    lasts_ms, call = max(found, key=lambda one: one[0])
    return Diagnosis(
        key("explain.quiet.longest-pause"), call.lineno, {"call": written(call), "seconds": lasts_ms / 1000}
    )


def _is_repeated(source: Source, node: ast.AST) -> bool:
    """Whether a node stands in a loop, or in a function, which may be called in one."""
    above = source.parents.get(node)
    while above is not None:
        if isinstance(above, ast.For | ast.While | ast.AsyncFor | ast.FunctionDef | ast.AsyncFunctionDef):
            return True
        above = source.parents.get(above)
    return False


def _short_ticks(source: Source) -> Iterator[Diagnosis]:
    """`ticks_diff(now, last) >= 5` waits for five milliseconds, and half a millisecond is never one."""
    for node in source.every(ast.Compare):
        left, right = node.left, node.comparators[0]
        is_elapsed = _is_ticks(source, left, node.lineno) and "ticks_us" not in source.text
        number = folded(source, right) if is_elapsed else None
        if number is None or number <= 0:
            continue
        if number in _HOURS or (number < SHORT_MS and not _is_debounce(source, node)):
            values = {"test": written(node), "number": written(right), "right": round(number * 1000)}
            yield Diagnosis(key("explain.quiet.short-ticks"), node.lineno, values)


def _is_ticks(source: Source, node: ast.expr, line: int) -> bool:
    """Whether an expression is a `ticks_diff`, or a name that holds one."""
    bound = source.last_before(node.id, line) if isinstance(node, ast.Name) else None
    value = bound.value if bound is not None else node
    return isinstance(value, ast.Call) and last_name(value) == "ticks_diff"


def _is_debounce(source: Source, node: ast.Compare) -> bool:
    """Whole numbers of milliseconds from five on may be meant: contacts bounce for so long."""
    number = constant(source, node.comparators[0], node.lineno)
    return number is not None and number > 10 and number == int(number)


def _long_elapsed(source: Source) -> Iterator[Diagnosis]:
    """`time.time() - start >= 5000` waits for 83 minutes: `time.time` counts in seconds.

    It may be meant where a trial lasts longer: then nobody says it (`quiet_mistakes`).
    """
    for node in source.every(ast.Compare):
        left, right = node.left, node.comparators[0]
        is_elapsed = isinstance(left, ast.BinOp) and isinstance(left.op, ast.Sub) and isinstance(left.left, ast.Call)
        number = constant(source, right, node.lineno)
        is_long = number is not None and LONG_ELAPSED_S <= number <= MOST_ELAPSED_S
        if not is_elapsed or number is None or not is_long or not isinstance(left, ast.BinOp):
            continue
        if dotted(getattr(left.left, "func", None)) in ("time.time", "utime.time"):
            values = {"test": written(node), "number": written(right), "right": number / 1000, "seconds": number}
            yield Diagnosis(key("explain.quiet.long-elapsed"), node.lineno, values)


def _wrong_bits(source: Source) -> Iterator[Diagnosis]:
    """`adc.read() / 65535`: read gives 0 to 4095."""
    for node in source.every(ast.BinOp):
        if isinstance(node.op, ast.FloorDiv) and _is_whole_range(source, node):
            yield Diagnosis(key("explain.quiet.floor-of-reading"), node.lineno, {"written": written(node)})
        if not isinstance(node.op, ast.Div | ast.Mult) or _is_scaled(source, node):
            continue
        for one, other in ((node.left, node.right), (node.right, node.left)):
            method = _reading(source, one)
            number = constant(source, other, node.lineno)
            if method == "read" and number in _OF_READ:
                yield _bits(node.lineno, "read", 4095, number or 0)
            elif method == "read_u16" and number in _OF_READ_U16:
                yield _bits(node.lineno, "read_u16", 65535, number or 0)
    for test in source.every(ast.Compare):
        number = constant(source, test.comparators[0], test.lineno)
        if _reading(source, test.left) == "read" and number is not None and number > 4095:
            yield _bits(test.lineno, "read", 4095, number)


def _is_scaled(source: Source, node: ast.BinOp) -> bool:
    """Whether a product is divided afterwards: `adc.read() * 1023 // 4095` goes from one range to the other."""
    above = source.parents.get(node)
    is_divided = isinstance(above, ast.BinOp) and isinstance(above.op, ast.Div | ast.FloorDiv) and above.left is node
    return isinstance(node.op, ast.Mult) and is_divided


def _is_whole_range(source: Source, node: ast.BinOp) -> bool:
    """Whether a reading is divided by all that it can be: `adc.read_u16() // 65535`."""
    most = _MOST.get(_reading(source, node.left))
    return most is not None and (constant(source, node.right, node.lineno) or 0) >= most


def _long_pulse(source: Source) -> Iterator[Diagnosis]:
    """`trigger.on()`, `time.sleep(10)`, `trigger.off()`: ten seconds for the ten microseconds of an HC-SR04."""
    if "time_pulse_us" not in source.text:
        return
    for call in source.every(ast.Call):
        is_pause = last_name(call) == "sleep" and len(call.args) == 1
        number = constant(source, call.args[0], call.lineno) if is_pause else None
        starts = source.line(call.lineno - 1).strip().endswith((".on()", "(1)"))
        is_pulse = starts and source.line(call.lineno + 1).strip().endswith((".off()", "(0)"))
        if number is not None and number >= 1 and is_pulse:
            yield Diagnosis(key("explain.quiet.long-pulse"), call.lineno, {"call": written(call), "number": number})


def _echo_missed(source: Source) -> Iterator[Diagnosis]:
    """`time_pulse_us(echo, 0, ...)` measures the silence, `time_pulse_us(echo, 1, 30)` waits for 5 mm of sound."""
    for call in source.every(ast.Call):
        if last_name(call) != "time_pulse_us" or len(call.args) < len(("pin", "level")):
            continue
        values = {"call": written(call), "pin": written(call.args[0])}
        if constant(source, call.args[1], call.lineno) == 0:
            yield Diagnosis(key("explain.quiet.low-pulse"), call.lineno, values)
        number = folded(source, call.args[2]) if len(call.args) > len(("pin", "level")) else None
        if number is not None and 0 < number < SHORT_ECHO_US:
            said = {**values, "number": round(number), "centimetres": round(number * CM_PER_US / 2, 1)}
            yield Diagnosis(key("explain.quiet.short-echo"), call.lineno, {**said, "right": round(number * 1000)})


def _reading(source: Source, node: ast.expr) -> str:
    """Return `read` or `read_u16` where an expression is a reading of an ADC, or a name that holds one."""
    bound = source.last_before(node.id, node.lineno) if isinstance(node, ast.Name) else None
    value = bound.value if bound is not None else node
    if not isinstance(value, ast.Call) or not isinstance(value.func, ast.Attribute) or value.args:
        return ""
    maker = source.last_before(dotted(value.func.value), node.lineno)
    made = maker.value if maker else None
    is_adc = isinstance(made, ast.Call) and last_name(made) == "ADC"
    return value.func.attr if is_adc and value.func.attr in ("read", "read_u16") else ""


def _bits(line: int, method: str, most: int, number: float) -> Diagnosis:
    return Diagnosis(key("explain.quiet.bits"), line, {"method": method, "most": most, "number": round(number)})


def _weak_duty(source: Source) -> Iterator[Diagnosis]:
    """`duty_u16(1023)` is 1.6 % of the range."""
    for call in source.every(ast.Call):
        if last_name(call) == "duty_u16" and call.args:
            number = constant(source, call.args[0], call.lineno)
            if number in _OF_DUTY_U16:
                yield _bits(call.lineno, "duty_u16", 65535, number or 0)


def constant(source: Source, node: ast.expr, line: int) -> float | None:
    """Return the number that an expression is, or that a name holds which is bound once."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return node.value  # type: ignore[return-value]
    if isinstance(node, ast.Name):
        bound = source.bound(node.id)
        value = bound[0].value if len(bound) == 1 and bound[0].how == "assign" else None
        return constant(source, value, line) if isinstance(value, ast.Constant) else None
    return None


def folded(source: Source, node: ast.expr, deep: int = 8) -> float | None:
    """Return the number that an expression of numbers, and of names bound once to such, comes to."""
    if isinstance(node, ast.BinOp) and deep and type(node.op) in _COMPUTES:
        left, right = folded(source, node.left, deep - 1), folded(source, node.right, deep - 1)
        return _COMPUTES[type(node.op)](left, right) if left is not None and right else None
    if isinstance(node, ast.Name) and deep:
        bound = source.bound(node.id)
        value = bound[0].value if len(bound) == 1 and bound[0].how == "assign" else None
        return folded(source, value, deep - 1) if isinstance(value, ast.expr) else None
    return constant(source, node, 0)


FINDERS: Final = (
    _long_pulse, _echo_missed, _long_sleep, _long_async_sleep, _wrong_bits, _weak_duty, _short_ticks, _long_elapsed,
)  # fmt: skip
