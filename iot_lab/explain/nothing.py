"""Where a `None` comes from: most functions that act return nothing, and a variable that takes that holds nothing."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.source import FunctionNode, dotted, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase

# Methods of the board and of Python that act and return nothing.
ACTS: Final = frozenset({
    "append", "extend", "insert", "sort", "reverse", "clear", "update", "remove", "add", "discard",
    "on", "off", "toggle", "init", "deinit", "measure", "publish", "subscribe", "set_callback", "sleep", "sleep_ms",
    "sleep_us", "print", "fill", "write_cmd", "seed", "collect", "settime", "disconnect",
})  # fmt: skip


def why_none(case: ErrorCase, node: ast.AST | None, use: str) -> Diagnosis | None:
    """Return why an expression is None: what made it, and that it gives nothing back."""
    if isinstance(node, ast.Call):
        return _call_gives_nothing(case, node, case.line, written(node))
    name = dotted(node)
    if not name or "." in name:
        return None
    bound = case.source.last_before(name, case.line)
    if bound is None:
        return None
    if isinstance(bound.value, ast.Call):
        return _call_gives_nothing(case, bound.value, bound.line, name)
    if bound.how == "parameter" and bound.function is not None:
        return _given_nothing(case, bound.function, name)
    if isinstance(bound.value, ast.Constant) and bound.value.value is None:
        lost = next((one for one in case.source.bound(name) if one.function is not None and one.how == "assign"), None)
        if lost is not None and lost.function is not None and bound.function is None:
            values = {"name": name, "function": lost.function.name, "used": lost.line}
            return case.found(key("explain.name.global"), lost.function.lineno, **values)
        return case.found(key("explain.none.still"), name=name, bound=bound.line, use=name + use)
    return None


def _given_nothing(case: ErrorCase, function: FunctionNode, parameter: str) -> Diagnosis | None:
    """Return why the program gives a function None: a variable that holds what another function did not return."""
    place = [one.arg for one in function.args.args].index(parameter) if parameter in _taken(function) else None
    for call in case.source.every(ast.Call) if place is not None else ():
        if dotted(call.func) != function.name or place is None or len(call.args) <= place:
            continue
        given = call.args[place]
        bound = case.source.last_before(given.id, call.lineno) if isinstance(given, ast.Name) else None
        made = given if isinstance(given, ast.Call) else bound.value if bound else None
        told = _call_gives_nothing(case, made, call.lineno, parameter) if isinstance(made, ast.Call) else None
        if told is not None:
            return told
    return None


def _taken(function: FunctionNode) -> set[str]:
    return {one.arg for one in function.args.args}


def _call_gives_nothing(case: ErrorCase, call: ast.Call, line: int | None, name: str) -> Diagnosis | None:
    called = dotted(call.func).rpartition(".")[2] or (call.func.attr if isinstance(call.func, ast.Attribute) else "")
    own = case.source.function_named(called)
    if own is not None and isinstance(call.func, ast.Name) and not returns_a_value(own):
        return case.found(key("explain.none.own-function"), own.lineno, function=called, used=case.line or 0)
    if called in ACTS or (called == "value" and call.args):
        return case.found(key("explain.none.acts"), line, name=name, call=written(call), used=case.line or 0)
    if called == "connect":
        return case.found(key("explain.none.acts"), line, name=name, call=written(call), used=case.line or 0)
    return None


def returns_a_value(function: FunctionNode) -> bool:
    """Whether any `return` of a function gives something besides `None`, or it is a generator."""
    inside = [node for node in walk(function) if isinstance(node, FunctionNode | ast.Lambda)]
    inner = {id(node) for one in inside if one is not function for node in walk(one)}
    own = [node for node in walk(function) if id(node) not in inner]
    return any(
        (isinstance(node, ast.Return) and written(node.value) not in ("", "None"))
        or isinstance(node, ast.Yield | ast.YieldFrom)
        for node in own
    )
