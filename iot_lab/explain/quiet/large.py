"""One operation that no board finishes: a power of thousands of digits, a range of millions, a list beyond the memory.

There is no loop to look at: the line itself works on, silent, or asks for more memory than there is. Numbers are
followed by their logarithms, so that nothing large is computed here.
"""

from __future__ import annotations

import ast
from math import inf, log10
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

# A board computes ten thousand digits in a minute or so, passes a million numbers in a second, keeps some ten thousand.
MOST_DIGITS, LONG_RANGE, LONG_LIST = 10_000, 10_000_000, 100_000
A_SECOND: Final = 1_000_000
MOST_TOLD_S: Final = 1_000_000
_DEEPEST: Final = 12
_PASS: Final = frozenset({"sum", "max", "min", "all", "any"})
_KEEP: Final = frozenset({"list", "tuple", "set", "sorted", "bytes", "bytearray"})


def _huge_power(source: Source) -> Iterator[Diagnosis]:
    """`9**9**9`, `pow(7, 10**6)`, `1 << 10**6`; the outermost is told."""
    told: set[ast.AST] = set()
    for node in [*source.every(ast.BinOp), *source.every(ast.Call)]:
        is_power = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow | ast.LShift)
        if not is_power and not (isinstance(node, ast.Call) and dotted(node.func) == "pow" and len(node.args) == 2):
            continue
        digits = _logarithm(source, node)
        if digits is not None and digits > MOST_DIGITS and source.parents.get(node) not in told:
            yield Diagnosis(key("explain.quiet.huge-power"), node.lineno, {"written": written(node)})
        told.add(node)


def _huge_range(source: Source) -> Iterator[Diagnosis]:
    """`sum(range(10**9))` passes every number; `list(range(10**6))` keeps them."""
    for call in source.every(ast.Call):
        name = dotted(call.func)
        count = _passed(source, call.args[0]) if call.args and name in _PASS | _KEEP else None
        if count is not None and name in _PASS and count >= LONG_RANGE:
            seconds = round(min(count / A_SECOND, MOST_TOLD_S))
            yield Diagnosis(
                key("explain.quiet.huge-range"), call.lineno, {"written": written(call), "seconds": seconds}
            )
        elif count is not None and name in _KEEP and count >= LONG_LIST:
            yield Diagnosis(key("explain.quiet.huge-list"), call.lineno, {"written": written(call)})
    for made in source.every(ast.ListComp):
        count = _passed(source, made.generators[0].iter)
        if count is not None and count >= LONG_LIST and not made.generators[0].ifs:
            yield Diagnosis(key("explain.quiet.huge-list"), made.lineno, {"written": written(made)})


def _passed(source: Source, node: ast.expr) -> float | None:
    """Return how many numbers a `range` has, alone or in a generator."""
    if isinstance(node, ast.GeneratorExp):
        node = node.generators[0].iter
    if not isinstance(node, ast.Call) or dotted(node.func) != "range" or not 1 <= len(node.args) <= 2:
        return None
    last = _logarithm(source, node.args[-1])
    return None if last is None else 10 ** min(last, 300)


def _logarithm(source: Source, node: ast.AST, deep: int = _DEEPEST) -> float | None:
    """Return the decimal logarithm of a whole number from 1 on that an expression comes to, None for anything else."""
    if isinstance(node, ast.Constant):
        return log10(node.value) if type(node.value) is int and 0 < node.value < 10**300 else None
    if isinstance(node, ast.Name) and deep:
        bound = source.bound(node.id)
        value = bound[0].value if len(bound) == 1 and bound[0].how == "assign" else None
        return _logarithm(source, value, deep - 1) if value is not None else None
    if isinstance(node, ast.Call) and dotted(node.func) == "pow" and len(node.args) == 2 and deep:
        return _raised(_logarithm(source, node.args[0], deep - 1), _logarithm(source, node.args[1], deep - 1))
    if not isinstance(node, ast.BinOp) or not deep:
        return None
    left, right = _logarithm(source, node.left, deep - 1), _logarithm(source, node.right, deep - 1)
    if left is None or right is None:
        return None
    if isinstance(node.op, ast.Pow):
        return _raised(left, right)
    if isinstance(node.op, ast.LShift):
        return _raised(log10(2), right)
    return left + right if isinstance(node.op, ast.Mult) else max(left, right) if isinstance(node.op, ast.Add) else None


def _raised(base: float | None, exponent: float | None) -> float | None:
    if base is None or exponent is None:
        return None
    return base * 10**exponent if exponent < 300 else inf if base else 0.0


FINDERS: Final = (_huge_power, _huge_range)
