"""Variables that keep what they began with: a state never noted, a flag never lowered, a counter never set back."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.source import FunctionNode, globals_of, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Binding, Source

Loop = ast.For | ast.While


def _state_not_kept(source: Source) -> Iterator[Diagnosis]:
    """`if now != before:` in a loop, where nothing ever gives `before` another value."""
    for test in source.every(ast.Compare):
        if len(test.ops) != 1 or not isinstance(test.ops[0], ast.NotEq) or not _is_asked_again(source, test):
            continue
        sides = (test.left, test.comparators[0])
        for one, other in (sides, sides[::-1]):
            start = _only_value(source, one)
            if start is not None and _changes(source, other, test):
                values = {"name": start.name, "value": written(start.value), "new": written(other), "used": test.lineno}
                yield Diagnosis(key("explain.quiet.state-not-kept"), start.line, values)


def _still_none(source: Source) -> Iterator[Diagnosis]:
    """`if last is None or abs(new - last) > 1:` in a loop, where `last` is None for ever."""
    for test in source.every(ast.Compare):
        is_asked = isinstance(test.ops[0], ast.Is) and written(test.comparators[0]) == "None"
        start = _only_value(source, test.left) if is_asked and _is_asked_again(source, test) else None
        if start is not None and written(start.value) == "None":
            values = {"name": start.name, "value": "None", "used": test.lineno}
            yield Diagnosis(key("explain.quiet.still-none"), start.line, values)


def _only_value(source: Source, node: ast.expr) -> Binding | None:
    """Return the only place where a variable gets a value, a constant; names in capitals are meant to stay."""
    bound = source.bound(node.id) if isinstance(node, ast.Name) and not node.id.isupper() else []
    start = bound[0] if len(bound) == 1 and bound[0].how == "assign" else None
    return start if start is not None and isinstance(start.value, ast.Constant) else None


def _changes(source: Source, node: ast.expr, test: ast.Compare) -> bool:
    """Whether an expression may differ from turn to turn: a call, or a name that the loop around gives a value."""
    if isinstance(node, ast.Call):
        return True
    loop = loop_around(source, test)
    inside = walk(loop) if loop is not None else []
    stored = {one.id for one in inside if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}
    return isinstance(node, ast.Name) and node.id in stored


def _is_asked_again(source: Source, test: ast.AST) -> bool:
    return loop_around(source, test) is not None


def loop_around(source: Source, node: ast.AST) -> Loop | None:
    above = source.parents.get(node)
    while above is not None and not isinstance(above, FunctionNode):
        if isinstance(above, ast.For | ast.While):
            return above
        above = source.parents.get(above)
    return None


def _never_lowered(source: Source) -> Iterator[Diagnosis]:
    """A function raises a flag, a loop looks at it, and nothing but the start of the program lowers it."""
    for function in source.functions:
        for name in sorted(globals_of(function)):
            given = [written(one.value) for one in source.bound(name)]
            is_raised = any(written(one.value) == "True" for one in _assigned(source, name, function))
            lowered = [one for one in _assigned(source, name) if written(one.value) == "False"]
            if not is_raised or set(given) != {"True", "False"} or any(_is_late(source, one) for one in lowered):
                continue
            asked = next((one for one in source.every(ast.If) if _asks(one, name) and loop_around(source, one)), None)
            if asked is not None and not any(isinstance(one, ast.Break | ast.Return) for one in walk(asked)):
                values = {"name": name, "function": function.name}
                yield Diagnosis(key("explain.quiet.never-lowered"), asked.lineno, values)


def _is_late(source: Source, node: ast.AST) -> bool:
    """Whether a line may come after the start of the program: in a loop or in a function."""
    return loop_around(source, node) is not None or source.function_of(node) is not None


def _always_one(source: Source) -> Iterator[Diagnosis]:
    """A flag that is given `False` twice and `True` never, and is looked at."""
    for name in sorted({one.name for one in source.bindings}):
        bound = source.bound(name)
        if len(bound) < 2 or any(one.how != "assign" for one in bound):
            continue
        given = {written(one.value) for one in bound}
        if given not in ({"True"}, {"False"}):
            continue
        asked = next((one for one in source.every(ast.If) if name in _names(one.test)), None)
        if asked is not None:
            value, other = ("True", "False") if given == {"True"} else ("False", "True")
            values = {"name": name, "value": value, "other": other}
            yield Diagnosis(key("explain.quiet.always-one"), asked.lineno, values)


def never_set_back(source: Source) -> Iterator[Diagnosis]:
    """`mistakes` is counted in an inner loop and asked for at each turn of the outer one, but never set back to 0."""
    loops: list[Loop] = [*source.every(ast.For), *source.every(ast.While)]
    for outer in loops:
        inner = [node for one in outer.body if isinstance(one, ast.For | ast.While) for node in walk(one)]
        counted = {_counted(one) for one in inner}
        stored = {written(one.targets[0]) for one in walk(outer) if isinstance(one, ast.Assign)}
        for asked in outer.body:
            names = _zero_tested(asked.test) if isinstance(asked, ast.If) else set()
            for name in sorted((names & counted) - stored - {""}):
                values = {"name": name, "loop": outer.lineno}
                yield Diagnosis(key("explain.quiet.never-set-back"), asked.lineno, values)


def _counted(node: ast.AST) -> str:
    return node.target.id if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name) else ""


def _zero_tested(test: ast.expr) -> set[str]:
    """Return the name that a test compares with 0: `mistakes == 0`, `not mistakes`."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return _names(test.operand)
    is_zero = isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Eq) and written(test.comparators[0]) == "0"
    return _names(test.left) if isinstance(test, ast.Compare) and is_zero else set()


def _names(test: ast.expr) -> set[str]:
    return {one.id for one in walk(test) if isinstance(one, ast.Name)}


def _asks(node: ast.If, name: str) -> bool:
    parts = node.test.values if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.And) else [node.test]
    return any(isinstance(one, ast.Name) and one.id == name for one in parts)


def _assigned(source: Source, name: str, function: FunctionNode | None = None) -> list[ast.Assign]:
    """Return where a name is given a value by `=`, in one function or anywhere."""
    nodes = source.every(ast.Assign) if function is None else (x for x in walk(function) if isinstance(x, ast.Assign))
    return [one for one in nodes if any(written(target) == name for target in one.targets)]


FINDERS: Final = (_state_not_kept, _still_none, _never_lowered, _always_one, never_set_back)
