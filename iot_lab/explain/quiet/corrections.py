"""Corrections of weights: what a wrong sample adds to each weight is its label, times what the weight is multiplied by.

`if label * (w1 * x + w2 * y + bias) <= 0:` says by itself what the corrections below must be: `label * x`, `label * y`
and `label`. Where the sum stands in a function, the label alone is asked for, where another correction has it.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.source import written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

# Two weights and a bias: so many corrections stand together at least.
LEAST: Final = 3


def wrong_corrections(source: Source) -> Iterator[Diagnosis]:
    """Yield the corrections that lack a factor, or have one of another weight."""
    for test in source.every(ast.If):
        label, total = _label_and_sum(test.test)
        added = [one for one in test.body if isinstance(one, ast.AugAssign) and isinstance(one.op, ast.Add)]
        factors = {one: _factors(one.value) for one in added if not isinstance(one.value, ast.Constant)}
        if not label or len(factors) < LEAST or not any(label in each for each in factors.values()):
            continue
        wanted = _wanted(total)
        known = {label}.union(*wanted.values())
        for one, seen in factors.items():
            target = written(one.target)
            right = {label} | wanted.get(target, seen)
            is_wrong = seen & known != right & known and all(map(str.isidentifier, map(_plain, seen)))
            if is_wrong and (target in wanted or len(wanted) < LEAST):
                meant = " * ".join([label, *sorted(right - {label})])
                values = {"written": written(one), "right": f"{target} += {meant}", "label": label}
                yield Diagnosis(key("explain.quiet.correction"), one.lineno, values)


def never_corrected(source: Source) -> Iterator[Diagnosis]:
    """Yield the weight of a sum that no correction changes, where the others are corrected."""
    for test in source.every(ast.If):
        label, total = _label_and_sum(test.test)
        corrected = {written(one.target) for one in test.body if isinstance(one, ast.AugAssign)}
        if not label or len(corrected) < LEAST - 1:
            continue
        changed = {written(one.target) for one in source.every(ast.AugAssign)}
        for name, factors in _wanted(total).items():
            is_weight = not factors or factors & set(_wanted(total))
            bound = source.bound(name)
            is_kept = bool(bound) and all(isinstance(one.value, ast.Constant) for one in bound)
            if is_weight and is_kept and name not in changed:
                meant = " * ".join([label, *sorted(factors)])
                yield Diagnosis(
                    key("explain.quiet.never-corrected"), test.lineno, {"name": name, "right": f"{name} += {meant}"}
                )


def label_of_zero(source: Source) -> Iterator[Diagnosis]:
    """Yield the label 0 of samples whose label is multiplied: `label * (...) <= 0` then always holds."""
    label = next((name for one in source.every(ast.If) if (name := _label_and_sum(one.test)[0])), "")
    for made in source.every(ast.IfExp) if label else ():
        if {written(made.body), written(made.orelse)} == {"0", "1"} and _is_kept(source, made, label):
            one, other = ("1", "-1") if written(made.body) == "1" else ("-1", "1")
            right = f"{one} if {written(made.test)} else {other}"
            yield Diagnosis(key("explain.quiet.label-of-zero"), made.lineno, {"code": written(made), "right": right})


def _is_kept(source: Source, made: ast.IfExp, label: str) -> bool:
    """Whether a value becomes a label: it is given that name, or appended with its sample."""
    above = source.parents.get(made)
    if isinstance(above, ast.Assign):
        return label in map(written, above.targets)
    call = source.parents.get(above) if isinstance(above, ast.List | ast.Tuple) else None
    return isinstance(call, ast.Call) and last_name(call) == "append"


def _plain(factor: str) -> str:
    """Return a variable, an attribute or an element without its signs: other things are no factor that is known."""
    return re.sub(r"[\[\].]", "_", factor)


def _label_and_sum(test: ast.expr) -> tuple[str, ast.expr | None]:
    """Return the label and the sum of `label * (...) <= 0`."""
    is_zero = isinstance(test, ast.Compare) and len(test.ops) == 1 and written(test.comparators[0]) in ("0", "0.0")
    product = test.left if is_zero and isinstance(test, ast.Compare) else None
    if not isinstance(product, ast.BinOp) or not isinstance(product.op, ast.Mult):
        return "", None
    one, other = product.left, product.right
    label, total = (one, other) if isinstance(one, ast.Name) else (other, one)
    return (label.id, total) if isinstance(label, ast.Name) else ("", None)


def _wanted(total: ast.expr | None) -> dict[str, set[str]]:
    """Return what each weight of a sum is multiplied by: nothing for a bias."""
    if isinstance(total, ast.BinOp) and isinstance(total.op, ast.Add):
        return _wanted(total.left) | _wanted(total.right)
    if isinstance(total, ast.BinOp) and isinstance(total.op, ast.Mult):
        return {written(total.left): {written(total.right)}, written(total.right): {written(total.left)}}
    return {written(total): set()} if isinstance(total, ast.Name | ast.Subscript | ast.Attribute) else {}


def _factors(node: ast.expr) -> set[str]:
    """Return what a product is made of, without its numbers."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return _factors(node.left) | _factors(node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Constant):
        return _factors(node.left)
    return set() if isinstance(node, ast.Constant) else {written(node)}


FINDERS: Final = (wrong_corrections, never_corrected, label_of_zero)
