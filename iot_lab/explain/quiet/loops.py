"""Loops that cannot end or look at something that never changes."""

from __future__ import annotations

import ast
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.kinds import type_of
from iot_lab.explain.source import FunctionNode, globals_of, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

_READS: Final = frozenset({"value", "temperature", "humidity", "isconnected"})


def _never_changes(source: Source) -> Iterator[Diagnosis]:
    """`while count < 5:` where nothing in the loop, nor any function, changes count."""
    for loop in source.every(ast.While):
        names = _names_of(loop.test)
        if not names or _leaves(loop):
            continue
        if not any(_is_changed(source, loop, name) for name in names):
            name = min(names)
            yield Diagnosis(key("explain.quiet.loop-variable"), loop.lineno, {"name": name, "test": written(loop.test)})


def _names_of(test: ast.expr) -> set[str]:
    """Return the variables of a test made of names, numbers and comparisons alone, nothing where it holds more."""
    allowed = (ast.Name, ast.Constant, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.BinOp, ast.cmpop, ast.boolop,
               ast.unaryop, ast.operator, ast.expr_context)  # fmt: skip
    nodes = list(walk(test))
    if not all(isinstance(node, allowed) for node in nodes):
        return set()
    return {node.id for node in nodes if isinstance(node, ast.Name)}


def _leaves(loop: ast.While) -> bool:
    return any(isinstance(node, ast.Break | ast.Return | ast.Raise | ast.Yield | ast.Await) for node in walk(loop))


def _is_changed(source: Source, loop: ast.While, name: str) -> bool:
    inside = {id(node) for node in walk(loop)}
    if any(
        id(node) in inside and node.id == name and not isinstance(node.ctx, ast.Load) for node in source.every(ast.Name)
    ):
        return True
    if any(name in globals_of(node) for node in source.functions):
        return True
    return any(name in node.names for node in source.every(ast.Nonlocal)) or _holds_something(source, name)


def _holds_something(source: Source, name: str) -> bool:
    """Whether the name may be a list or an object, which changes without being bound again."""
    known = {type_of(source, one.value) for one in source.bound(name)}
    return not known <= {"int", "float", "bool", "str", "NoneType"}


def _read_once(source: Source) -> Iterator[Diagnosis]:
    """`v = button.value()` before an endless loop that looks at v and never reads again."""
    for binding in source.bindings:
        call = binding.value
        if binding.how != "assign" or not isinstance(call, ast.Call) or last_name(call) not in _READS:
            continue
        if len(source.bound(binding.name)) != 1 or call.args or not isinstance(call.func, ast.Attribute):
            continue
        loop = _endless_loop_after(source, binding.line, binding.function)
        if loop is None or _is_inside_loop(source, call):
            continue
        inside = list(walk(loop))
        is_looked_at = any(isinstance(one, ast.Name) and one.id == binding.name for one in inside)
        owner = written(call.func.value)
        reads_again = any(isinstance(one, ast.Call) and last_name(one) == last_name(call) and not one.args
                          and written(getattr(one.func, "value", None)) == owner for one in inside)  # fmt: skip
        if is_looked_at and not reads_again:
            values = {"name": binding.name, "call": written(call), "loop": loop.lineno}
            yield Diagnosis(key("explain.quiet.read-once"), binding.line, values)


def _added_after_the_loop(source: Source) -> Iterator[Diagnosis]:
    """A loop that only gives names values, and an `append` of them behind it: the last turn alone is kept."""
    for loop in source.every(ast.For):
        statements = loop.body
        if loop.orelse or not all(isinstance(one, ast.Assign) for one in statements) or not statements:
            continue
        stored = {one.id for node in (loop.target, *statements) for one in walk(node)
                  if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}  # fmt: skip
        body = _body_around(source, loop)
        place = body.index(loop) + 1 if loop in body else len(body)
        behind = body[place] if place < len(body) else _behind(source, loop)
        call = behind.value if isinstance(behind, ast.Expr) else None
        if not isinstance(call, ast.Call) or last_name(call) != "append":
            continue
        if any(isinstance(one, ast.Name) and one.id in stored for given in call.args for one in walk(given)):
            values = {"call": written(call.func), "loop": loop.lineno}
            yield Diagnosis(key("explain.quiet.added-after-loop"), call.lineno, values)


def _body_around(source: Source, node: ast.stmt) -> list[ast.stmt]:
    above = source.parents.get(node)
    return next(
        (body for name in ("body", "orelse", "finalbody") if node in (body := getattr(above, name, None) or [])), []
    )


def _behind(source: Source, node: ast.stmt) -> ast.stmt | None:
    """Return what follows the `with` that holds a statement as its last one."""
    above = source.parents.get(node)
    if not isinstance(above, ast.With):
        return None
    body = _body_around(source, above)
    place = body.index(above) + 1 if above in body else len(body)
    return body[place] if place < len(body) else None


def _endless_loop_after(source: Source, line: int, function: FunctionNode | None) -> ast.While | None:
    return next(
        (loop for loop in source.every(ast.While) if loop.lineno > line and isinstance(loop.test, ast.Constant)
         and source.function_of(loop) is function),
        None,
    )  # fmt: skip


def _is_inside_loop(source: Source, node: ast.AST) -> bool:
    above = source.parents.get(node)
    while above is not None:
        if isinstance(above, ast.For | ast.While):
            return True
        above = source.parents.get(above)
    return False


def _never_reached(source: Source) -> Iterator[Diagnosis]:
    """`asyncio.run(first())`, then `asyncio.run(second())`, where the first never ends."""
    body = source.tree.body if source.tree else []
    for one, after in pairwise(body):
        started = _started(one)
        function = source.function_named(started) if started else None
        is_task = isinstance(function, ast.AsyncFunctionDef)
        if function is not None and is_task and _never_ends(function) and _started(after):
            values = {"function": function.name, "next": after.lineno, "code": written(after)}
            yield Diagnosis(key("explain.quiet.never-reached"), one.lineno, values)


def _started(statement: ast.stmt) -> str:
    """Return the function of the program that a line calls, or hands to `asyncio.run`."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call) and last_name(call) == "run" and call.args:
        call = call.args[0]
    return call.func.id if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""


def _never_ends(function: FunctionNode) -> bool:
    last = function.body[-1]
    is_endless = isinstance(last, ast.While) and isinstance(last.test, ast.Constant) and bool(last.test.value)
    return is_endless and not any(isinstance(one, ast.Break | ast.Return | ast.Raise) for one in walk(last))


FINDERS: Final = (_never_reached, _never_changes, _read_once, _added_after_the_loop)
