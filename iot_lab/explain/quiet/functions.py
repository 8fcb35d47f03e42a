"""Functions that are never called, give nothing back, leave their loop at once, or change a variable of their own."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.nearest import differs_by_case, nearest
from iot_lab.explain.nothing import returns_a_value
from iot_lab.explain.source import FunctionNode, dotted, globals_of, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

_ACTS: Final = frozenset({
    "value", "on", "off", "toggle", "publish", "connect", "measure", "sleep", "sleep_ms", "write", "duty", "duty_u16",
    "append", "print", "init", "irq",
})  # fmt: skip


def answers(source: Source, asked: frozenset[str]) -> Iterator[Diagnosis]:
    """Yield what is wrong with the functions that the host calls: one under another name, one that gives nothing."""
    for name in sorted(asked):
        own = source.function_named(name)
        if own is None and not source.bound(name):
            yield from _under_another_name(source, name)
        if own is not None and not returns_a_value(own):
            yield Diagnosis(key("explain.quiet.no-return"), own.lineno, {"function": name})


def _under_another_name(source: Source, name: str) -> Iterator[Diagnosis]:
    """A function whose name is near was meant."""
    own = [node.name for node in source.functions]
    meant = differs_by_case(name, own) or nearest(name, own)
    function = source.function_named(meant) if meant else None
    if function is not None:
        yield Diagnosis(key("explain.quiet.asked-name"), function.lineno, {"name": name, "function": function.name})


def _never_called(source: Source) -> Iterator[Diagnosis]:
    used = {node.id for node in source.every(ast.Name) if isinstance(node.ctx, ast.Load)}
    used |= {node.attr for node in source.every(ast.Attribute)}
    used |= {node.value for node in source.every(ast.Constant) if isinstance(node.value, str)}
    for node in source.tree.body if source.tree else ():
        if not isinstance(node, FunctionNode) or node.decorator_list:
            continue
        inside = {one.id for one in walk(node) if isinstance(one, ast.Name)}
        elsewhere = used if node.name not in inside else _used_outside(source, node)
        if node.name not in elsewhere and _acts(node):
            yield Diagnosis(key("explain.quiet.never-called"), node.lineno, {"function": node.name})


def _used_outside(source: Source, function: FunctionNode) -> set[str]:
    inside = {id(node) for node in walk(function)}
    return {node.id for node in source.every(ast.Name) if id(node) not in inside and isinstance(node.ctx, ast.Load)}


def _acts(function: FunctionNode) -> bool:
    calls = (node for node in walk(function) if isinstance(node, ast.Call))
    return any((one.func.attr if isinstance(one.func, ast.Attribute) else dotted(one.func)) in _ACTS for one in calls)


def _result_of_nothing(source: Source) -> Iterator[Diagnosis]:
    """`x = measure()` where measure has no return, and x is used."""
    for node in source.every(ast.Assign):
        call, target = node.value, node.targets[0]
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or not isinstance(target, ast.Name):
            continue
        own = source.function_named(call.func.id)
        if own is None or isinstance(own, ast.AsyncFunctionDef) or source.class_of(own) or returns_a_value(own):
            continue
        is_used = any(one.id == target.id and isinstance(one.ctx, ast.Load) for one in source.every(ast.Name))
        if is_used and not any(isinstance(one, ast.Raise) for one in own.body):
            yield Diagnosis(key("explain.none.own-function"), own.lineno, {"function": own.name, "used": node.lineno})


def _global_missing(source: Source) -> Iterator[Diagnosis]:
    """A function stores a name of the program's, never reads its own copy, and does not say `global`."""
    outside = {one.name for one in source.bindings if one.function is None and one.how == "assign"}
    read_outside = _read_outside_functions(source)
    for function in source.functions:
        declared = globals_of(function) | {one.arg for one in walk(function.args) if isinstance(one, ast.arg)}
        stored = [one for one in walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
        read = _read_for_a_purpose(function)
        for one in stored:
            if one.id in outside - declared - read and one.id in read_outside and not _is_augmented(source, one):
                values = {"name": one.id, "function": function.name, "used": one.lineno}
                yield Diagnosis(key("explain.name.global"), function.lineno, values)
                break


def _read_for_a_purpose(function: FunctionNode) -> set[str]:
    """Return the names that a function reads otherwise than to print them."""
    prints = [one for one in walk(function) if isinstance(one, ast.Call) and dotted(one.func) == "print"]
    printed = {id(node) for one in prints for node in walk(one)}
    names = (one for one in walk(function) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))
    return {one.id for one in names if id(one) not in printed}


def _is_augmented(source: Source, node: ast.Name) -> bool:
    """Whether a name is one of a loop, of a `with`, or of several that are taken apart together."""
    return isinstance(source.parents.get(node), ast.For | ast.comprehension | ast.With | ast.Tuple | ast.List)


def _read_outside_functions(source: Source) -> set[str]:
    """Return the names read at the program's own level, or in functions that do not store them."""
    return {
        node.id
        for node in source.every(ast.Name)
        if isinstance(node.ctx, ast.Load) and not _is_local(source, node.id, source.function_of(node))
    }


def _is_local(source: Source, name: str, function: FunctionNode | None) -> bool:
    return function is not None and any(one.function is function for one in source.bound(name))


def _return_in_loop(source: Source) -> Iterator[Diagnosis]:
    """A loop whose turns all end with `return` has one turn."""
    for endless in source.every(ast.While):
        is_endless = isinstance(endless.test, ast.Constant) and bool(endless.test.value)
        is_over = isinstance(endless.body[-1], ast.Return) and len(endless.body) > 1 and not _skips(endless)
        if (
            is_endless
            and is_over
            and not any(isinstance(one, ast.While) for one in walk(endless) if one is not endless)
        ):
            yield Diagnosis(key("explain.quiet.return-in-loop"), endless.body[-1].lineno, {"loop": endless.lineno})
    for loop in source.every(ast.For):
        last = loop.body[-1]
        if any(isinstance(one, ast.While) for one in walk(loop)):
            continue  # What waits inside may be why there is no second turn.
        is_told = isinstance(last, ast.Return) and (not _skips(loop) or _tells_a_total(source, loop, last))
        if is_told and len(loop.body) > 1:
            yield Diagnosis(key("explain.quiet.return-in-loop"), last.lineno, {"loop": loop.lineno})
        elif isinstance(last, ast.Break) and not _skips(loop):
            yield Diagnosis(key("explain.quiet.break-in-loop"), last.lineno, {"loop": loop.lineno})
        elif isinstance(last, ast.If) and (told := _told_after_adding(source, loop, last)) is not None:
            yield Diagnosis(key("explain.quiet.return-in-loop"), told.lineno, {"loop": loop.lineno})


def _tells_a_total(source: Source, loop: ast.For, told: ast.Return) -> bool:
    """Whether a loop that may pass over some turns ends its first other one by telling what it has just added to."""
    read = {one.id for one in walk(told) if isinstance(one, ast.Name)}
    added = {name for statement in loop.body if (name := _added_to(statement))}
    has_try = any(isinstance(node, ast.Try) for node in walk(loop))
    return not has_try and any(name in read and _is_total(source, name, loop) for name in added)


def _told_after_adding(source: Source, loop: ast.For, last: ast.If) -> ast.Return | None:
    """Return a `return` that tells a total to which the same block has just added, in a loop with nothing after it."""
    told = last.body[-1]
    if last.orelse or len(last.body) < 2 or not isinstance(told, ast.Return) or not _ends_its_function(source, loop):
        return None
    added = {name for statement in last.body[:-1] if (name := _added_to(statement))}
    read = {one.id for one in walk(told) if isinstance(one, ast.Name)}
    bound_inside = {one.id for one in walk(loop) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    is_total = any(name in read and (name not in bound_inside or _is_total(source, name, loop)) for name in added)
    return told if is_total else None


def _added_to(statement: ast.stmt) -> str:
    """Return the name to which a statement adds: `total += x`, `values.append(x)`, `totals.add(x)`."""
    if isinstance(statement, ast.AugAssign):
        return dotted(statement.target)
    call = statement.value if isinstance(statement, ast.Expr) else None
    return dotted(call.func.value) if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) else ""


def _is_total(source: Source, name: str, loop: ast.For) -> bool:
    return any(one.name == name and one.line < loop.lineno for one in source.bound(name))


def _ends_its_function(source: Source, loop: ast.For) -> bool:
    """Whether nothing follows the loop in its function."""
    node: ast.AST = loop
    above = source.parents.get(node)
    while isinstance(above, ast.With | ast.Try | ast.If):
        if above.body[-1] is not node:
            return False
        node, above = above, source.parents.get(above)
    return isinstance(above, FunctionNode) and above.body[-1] is node


def _skips(loop: ast.For | ast.While) -> bool:
    return any(isinstance(node, ast.Continue | ast.Try) for node in walk(loop))


def _defined_twice(source: Source) -> Iterator[Diagnosis]:
    """Two functions of one name on the same level: the first is lost."""
    for owner in (source.tree, *source.every(ast.ClassDef)):
        seen: dict[str, int] = {}
        for node in owner.body if owner else ():
            if isinstance(node, FunctionNode) and not node.decorator_list:
                if node.name in seen and not _is_used_between(source, node.name, seen[node.name], node.lineno):
                    values = {"function": node.name, "first": seen[node.name]}
                    yield Diagnosis(key("explain.quiet.defined-twice"), node.lineno, values)
                seen[node.name] = node.lineno


def _is_used_between(source: Source, name: str, first: int, last: int) -> bool:
    return any(node.id == name and first < node.lineno < last for node in source.every(ast.Name))


def _main_guard(source: Source) -> Iterator[Diagnosis]:
    """`if __name__ == "main":` is never true."""
    for node in source.every(ast.Compare):
        other = node.comparators[0]
        if dotted(node.left) == "__name__" and isinstance(other, ast.Constant) and other.value != "__main__":
            yield Diagnosis(key("explain.quiet.main-guard"), node.lineno, {"written": written(other)})


FINDERS: Final = (_never_called, _main_guard, _result_of_nothing, _global_missing, _return_in_loop, _defined_twice)
