"""Computations that cannot be meant: a clamp turned round, a division before its difference, rows that are one row."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.quiet.units import constant
from iot_lab.explain.source import FunctionNode, dotted, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source


def _clamp_turned_round(source: Source) -> Iterator[Diagnosis]:
    """`min(0, max(100, x))` is 0 whatever x is, and so is `max(100, min(0, x))` 100."""
    for outer in source.every(ast.Call):
        for first, second in (("min", "max"), ("max", "min")):
            for number, inner in _number_and_other(source, outer, first):
                for other, thing in _number_and_other(source, inner, second):
                    least, most = min(number, other), max(number, other)
                    if number != other and (number == least) is (first == "min"):
                        right = f"max({least:g}, min({most:g}, {written(thing)}))"
                        values = {"call": written(outer), "value": number, "right": right}
                        yield Diagnosis(key("explain.quiet.clamp"), outer.lineno, values)


def _number_and_other(source: Source, node: ast.expr, function: str) -> list[tuple[float, ast.expr]]:
    """Return the number and the other thing of which `min(number, other)` takes one, in either order."""
    if not isinstance(node, ast.Call) or dotted(node.func) != function or len(node.args) != 2:
        return []
    pairs = (node.args, node.args[::-1])
    return [(number, other) for one, other in pairs if (number := _bound(source, one, node.lineno)) is not None]


def _bound(source: Source, node: ast.expr, line: int) -> float | None:
    """Return a constant, or what each call of the function around gives for its parameter of this name."""
    own = source.function_of(node)
    names = [one.arg for one in own.args.args] if own is not None else []
    if own is None or not isinstance(node, ast.Name) or node.id not in names:
        return constant(source, node, line)
    place = names.index(node.id)
    calls = [one for one in source.every(ast.Call) if dotted(one.func) == own.name]
    given = [constant(source, one.args[place], line) if len(one.args) > place else None for one in calls]
    return given[0] if given and len(set(given)) == 1 else None


def _division_first(source: Source) -> Iterator[Diagnosis]:
    """`raw - dry / wet - dry`: what is taken away twice shows that both differences were to be divided."""
    for node in source.every(ast.BinOp):
        meant = _meant_quotient(node)
        if meant is not None:
            values = {"written": written(node), "right": meant}
            yield Diagnosis(key("explain.quiet.division-first"), node.lineno, values)


def _meant_quotient(node: ast.BinOp) -> str | None:
    if not isinstance(node.op, ast.Sub):
        return None
    left, right = node.left, node.right
    divided, taken_off = _as(left, ast.Div), _as(right, ast.Div)
    if taken_off is not None and (bottom := _as(taken_off.right, ast.Sub)) is not None:
        return _quotient(left, taken_off.left, bottom.left, bottom.right)  # a - b / (c - b)
    if divided is not None and (top := _as(divided.left, ast.Sub)) is not None:
        return _quotient(top.left, top.right, divided.right, right)  # (a - b) / c - b
    whole = _as(left, ast.Sub)
    inner = _as(whole.right, ast.Div) if whole is not None else None
    if whole is not None and inner is not None:
        return _quotient(whole.left, inner.left, inner.right, right)  # a - b / c - b
    return None


def _as(node: ast.expr, sign: type[ast.operator]) -> ast.BinOp | None:
    return node if isinstance(node, ast.BinOp) and isinstance(node.op, sign) else None


def _quotient(first: ast.expr, taken: ast.expr, second: ast.expr, again: ast.expr) -> str | None:
    if not dotted(taken) or written(taken) != written(again):
        return None
    return f"({written(first)} - {written(taken)}) / ({written(second)} - {written(again)})"


def _same_rows(source: Source) -> Iterator[Diagnosis]:
    """`[[0] * 3] * 3` is three times one list."""
    for node in source.every(ast.BinOp):
        row = node.left.elts[0] if isinstance(node.left, ast.List) and len(node.left.elts) == 1 else None
        is_list = isinstance(row, ast.List | ast.Dict) or (
            isinstance(row, ast.BinOp) and isinstance(row.left, ast.List)
        )
        if isinstance(node.op, ast.Mult) and row is not None and is_list and _changes_inside(source, node):
            values = {"written": written(node), "right": f"[{written(row)} for _ in range({written(node.right)})]"}
            yield Diagnosis(key("explain.quiet.same-rows"), node.lineno, values)


def _changes_inside(source: Source, node: ast.expr) -> bool:
    """Whether what is in a row is changed; where whole rows are put in their places, they may begin as one."""
    above = source.parents.get(node)
    if not isinstance(above, ast.Assign):
        return True
    rows = [one for one in source.every(ast.Subscript) if written(one.value) == written(above.targets[0])]
    around = [source.parents.get(one) for one in rows]
    return any(
        isinstance(one, ast.Attribute) or (isinstance(one, ast.Subscript) and isinstance(one.ctx, ast.Store))
        for one in around
    )


def _result_not_used(source: Source) -> Iterator[Diagnosis]:
    """`left - 1` alone on a line; as the last line of a function it was to be returned."""
    for node in source.every(ast.Expr):
        if not isinstance(node.value, ast.BinOp) or isinstance(node.value.left, ast.Constant):
            continue
        above = source.parents.get(node)
        if isinstance(above, FunctionNode) and above.body[-1] is node:
            values = {"call": written(node.value), "function": above.name}
            yield Diagnosis(key("explain.quiet.return-lost"), node.lineno, values)
        else:
            yield Diagnosis(key("explain.quiet.result-dropped"), node.lineno, {"call": written(node.value)})


def _forgets_the_newest(source: Source) -> Iterator[Diagnosis]:
    """`values.append(x)`, then `values.pop()` where there are too many: what has just come is taken out again."""
    for test in source.every(ast.If):
        call = test.body[0].value if len(test.body) == 1 and isinstance(test.body[0], ast.Expr) else None
        name = dotted(call.func)[: -len(".pop")] if isinstance(call, ast.Call) and last_name(call) == "pop" else ""
        if not isinstance(call, ast.Call) or not name or call.args or f"len({name})" not in written(test.test):
            continue
        added = [one for one in source.every(ast.Call) if dotted(one.func) == f"{name}.append"]
        if any(source.function_of(one) is source.function_of(call) and one.lineno < call.lineno for one in added):
            yield Diagnosis(key("explain.quiet.forgets-newest"), call.lineno, {"name": name})


def replaced_in_a_sum(source: Source) -> Iterator[Diagnosis]:
    """`w1 = label * x` beside `w2 += label * y`, in a loop: one of two sums that grow alike is begun anew each time."""
    for node in source.every(ast.Assign):
        target, product = node.targets[0], node.value
        is_product = isinstance(product, ast.BinOp) and isinstance(product.op, ast.Mult)
        if not is_product or not isinstance(product, ast.BinOp) or _is_in(target, product):
            continue
        beside = [one for one in _siblings(source, node) if isinstance(one, ast.AugAssign)]
        other = next((one for one in beside if _has_factor(one, written(product.left))), None)
        if other is not None and _is_begun_outside(source, target, node):
            values = {"target": written(target), "sum": written(other.target), "right": written(product)}
            yield Diagnosis(key("explain.quiet.replaced-in-sum"), node.lineno, values)


def _is_in(target: ast.expr, product: ast.expr) -> bool:
    return written(target) in {written(one) for one in walk(product)}


def _siblings(source: Source, node: ast.stmt) -> list[ast.stmt]:
    above = source.parents.get(node)
    return next((body for name in ("body", "orelse") if node in (body := getattr(above, name, None) or [])), [])


def _has_factor(node: ast.AugAssign, factor: str) -> bool:
    value = node.value
    is_product = isinstance(value, ast.BinOp) and isinstance(value.op, ast.Mult) and written(value.left) == factor
    return isinstance(node.op, ast.Add) and (is_product or written(value) == factor)


def _is_begun_outside(source: Source, target: ast.expr, node: ast.stmt) -> bool:
    """Whether the name of the target gets a value before the loop around."""
    owner = target.value if isinstance(target, ast.Subscript) else target
    above = source.parents.get(node)
    while above is not None and not isinstance(above, ast.For | ast.While):
        above = source.parents.get(above)
    return above is not None and any(one.line < getattr(above, "lineno", 0) for one in source.bound(dotted(owner)))


def _plus_after_equals(source: Source) -> Iterator[Diagnosis]:
    """`count =+ 1` sets 1; `+=` was meant."""
    for node in source.every(ast.Assign):
        value, text = node.value, source.line(node.lineno)
        if isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.UAdd) and "=+" in text.replace(" =+", "=+"):
            target = written(node.targets[0])
            values = {"name": target, "value": written(value.operand)}
            yield Diagnosis(key("explain.quiet.plus-after-equals"), node.lineno, values)


FINDERS: Final = (
    _plus_after_equals, replaced_in_a_sum, _clamp_turned_round, _division_first, _same_rows, _result_not_used,
    _forgets_the_newest,
)  # fmt: skip
