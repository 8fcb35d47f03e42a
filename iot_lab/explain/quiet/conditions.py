"""Conditions that are always true or never, and code that is never reached."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import handlers_in
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.kinds import type_of
from iot_lab.explain.source import dotted, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import FunctionNode, Source

_WITH_BODIES: Final = (
    ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.If, ast.For, ast.While, ast.With, ast.Try,
    ast.ExceptHandler,
)  # fmt: skip
_LEAVES: Final = (ast.Return, ast.Break, ast.Continue, ast.Raise)


def _always_true(source: Source) -> Iterator[Diagnosis]:
    """`if x == 1 or 2:` is true whatever x is."""
    for node in source.every(ast.BoolOp):
        if not isinstance(node.op, ast.Or) or not isinstance(node.values[0], ast.Compare):
            continue
        if not isinstance(source.parents.get(node), ast.If | ast.While | ast.BoolOp | ast.UnaryOp | ast.IfExp):
            continue
        for other in node.values[1:]:
            if isinstance(other, ast.Constant) and other.value:
                first = node.values[0]
                values = {"left": written(first.left), "other": written(other), "first": written(first)}
                yield Diagnosis(key("explain.quiet.or-value"), node.lineno, values)
                break


def _function_as_condition(source: Source) -> Iterator[Diagnosis]:
    """`if ready:` where ready is a function of the program: always true."""
    tests = [one.test for one in source.every(ast.If)] + [one.test for one in source.every(ast.While)]
    for test in tests:
        inner = test.operand if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not) else test
        is_own = isinstance(inner, ast.Name) and {one.how for one in source.bound(inner.id)} == {"function"}
        if isinstance(inner, ast.Name) and is_own:
            yield Diagnosis(key("explain.operand.function"), inner.lineno, {"name": inner.id})


def _never_reached(source: Source) -> Iterator[Diagnosis]:
    """What follows an endless loop without break, or a return, on the same level."""
    for node in source.every(*_WITH_BODIES):
        for body in (getattr(node, name, None) for name in ("body", "orelse", "finalbody")):
            if not isinstance(body, list):
                continue
            for statement, following in pairwise(body):
                if isinstance(statement, ast.While) and is_endless(statement) and _is_work(following):
                    found = {"loop": statement.lineno, "code": written(following).split("\n")[0]}
                    yield Diagnosis(key("explain.quiet.after-endless"), following.lineno, found)
                elif (own := _endless_called(source, statement)) is not None and not _awaits_a_task(following):
                    found = {"function": own.name, "code": written(following).split("\n")[0], "call": statement.lineno}
                    yield Diagnosis(key("explain.quiet.after-endless-call"), following.lineno, found)
                elif isinstance(statement, _LEAVES) and _is_work(following):
                    values = {"before": statement.lineno, "word": type(statement).__name__.lower()}
                    yield Diagnosis(key("explain.quiet.after-return"), following.lineno, values)


def _endless_called(source: Source, statement: ast.stmt) -> FunctionNode | None:
    """Return the function of the program that a statement calls or awaits, where it never comes back."""
    value = statement.value if isinstance(statement, ast.Expr) else None
    call = value.value if isinstance(value, ast.Await) else value
    own = source.function_named(dotted(call.func)) if isinstance(call, ast.Call) else None
    is_waited_for = isinstance(value, ast.Await)
    if own is None or isinstance(own, ast.AsyncFunctionDef) is not is_waited_for or "cancel" in source.text:
        return None
    leaves = any(isinstance(one, ast.Return | ast.Raise | ast.Yield) for one in walk(own))
    has_no_end = any(isinstance(one, ast.While) and is_endless(one) for one in own.body)
    return own if has_no_end and not leaves else None


def _awaits_a_task(statement: ast.stmt) -> bool:
    """Whether a statement waits for a task that was started before, or does nothing: it need not be reached."""
    value = statement.value if isinstance(statement, ast.Expr) else None
    return not _is_work(statement) or (isinstance(value, ast.Await) and isinstance(value.value, ast.Name))


def _is_work(statement: ast.stmt) -> bool:
    """Whether a statement would do something; a `yield` behind a return makes a generator, and is meant."""
    if isinstance(statement, ast.Pass | ast.FunctionDef | ast.ClassDef | ast.Return | ast.Break | ast.Continue):
        return False
    return not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Yield | ast.Constant))


def is_endless(loop: ast.While) -> bool:
    """Whether nothing in the loop can leave it: a test that is always true, no break of its own."""
    is_true = isinstance(loop.test, ast.Constant) and bool(loop.test.value)
    return is_true and not _has_own_break(loop.body)


def _has_own_break(body: list[ast.stmt]) -> bool:
    for statement in body:
        if isinstance(statement, ast.Break):
            return True
        if isinstance(statement, ast.For | ast.While):
            if _has_own_break(statement.orelse):
                return True
            continue
        for name in ("body", "orelse", "finalbody"):
            if _has_own_break(getattr(statement, name, None) or []):
                return True
        if any(_has_own_break(one.body) for one in getattr(statement, "handlers", ())):
            return True
        if any(_has_own_break(one.body) for one in getattr(statement, "cases", ())):
            return True
    return False


def _bytes_for_text(source: Source) -> Iterator[Diagnosis]:
    """In a callback of MQTT, topic and message are bytes: never equal to a text."""
    for name, by, _ in handlers_in(source):
        own = source.function_named(name) if by == "set_callback" else None
        if own is None:
            continue
        taken = {one.arg for one in own.args.args}
        stored = {one.id for one in walk(own) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
        for node in walk(own):
            left = node.left if isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq) else None
            if isinstance(node, ast.Compare) and isinstance(left, ast.Name) and left.id in taken - stored:
                other = node.comparators[0]
                is_constant = isinstance(other, ast.Constant) and isinstance(other.value, str | int)
                if is_constant or type_of(source, other, node.lineno) == "str":
                    values = {"name": left.id, "text": written(other)}
                    yield Diagnosis(key("explain.quiet.bytes-for-text"), node.lineno, values)


def _empty_range(source: Source) -> Iterator[Diagnosis]:
    """`range(5, 1)` has nothing."""
    for loop in source.every(ast.For):
        call = loop.iter
        if not isinstance(call, ast.Call) or written(call.func) != "range" or not call.args:
            continue
        numbers = [_number(one) for one in call.args]
        if None in numbers:
            continue
        steps = [one for one in numbers if one is not None]
        if not range(*steps[:2], *(steps[2:3] if steps[2:3] != [0] else [])):
            yield Diagnosis(key("explain.quiet.empty-range"), loop.lineno, {"call": written(call)})


def _number(node: ast.expr) -> int | None:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _number(node.operand)
        return None if inner is None else -inner
    return node.value if isinstance(node, ast.Constant) and type(node.value) is int else None


FINDERS: Final = (_never_reached, _function_as_condition, _always_true, _bytes_for_text, _empty_range)
