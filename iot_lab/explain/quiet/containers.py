"""Lists and dictionaries: a result that is None, one dictionary kept again and again, a default that remembers."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.operands import comma_in
from iot_lab.explain.source import FunctionNode, dotted, globals_of, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

# What makes a list of lines of an open file; its whole text may well be cut.
_MAKES_LINES: Final = (" for ", "list(", "lines(", "split(")
_THOUSANDS: Final = re.compile(r"[1-9]\d{1,2}\.000")
_GIVE_NOTHING: Final = frozenset({"append", "extend", "insert", "sort", "reverse", "clear", "update", "remove"})


def _assigned_nothing(source: Source) -> Iterator[Diagnosis]:
    """`values = values.append(x)` makes values None."""
    for node in source.every(ast.Assign):
        call = node.value
        if (
            not isinstance(call, ast.Call)
            or not isinstance(call.func, ast.Attribute)
            or call.func.attr not in _GIVE_NOTHING
        ):
            continue
        target = written(node.targets[0])
        if target == written(call.func.value):
            yield Diagnosis(key("explain.quiet.lost-list"), node.lineno, {"name": target, "call": written(call)})


def _same_dictionary(source: Source) -> Iterator[Diagnosis]:
    """One dictionary made before the loop, changed in it and appended at each turn: all elements are one."""
    loops: list[ast.For | ast.While] = [*source.every(ast.For), *source.every(ast.While)]
    for loop in loops:
        inside = [node for node in walk(loop) if not isinstance(node, FunctionNode)]
        rebound = {node.id for node in inside if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        changed = {
            written(node.value)
            for node in inside
            if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        }
        for call in inside:
            if not isinstance(call, ast.Call) or last_name(call) != "append" or len(call.args) != 1:
                continue
            name = dotted(call.args[0])
            if name in changed - rebound and _is_made_outside(source, name, loop):
                made = source.bound(name)[-1].line
                yield Diagnosis(key("explain.quiet.same-dictionary"), call.lineno, {"name": name, "made": made})


def _is_made_outside(source: Source, name: str, loop: ast.For | ast.While) -> bool:
    made = [one for one in source.bound(name) if isinstance(one.value, ast.Dict | ast.List)]
    first, last = loop.lineno, loop.end_lineno or loop.lineno
    return bool(made) and not any(first <= one.line <= last for one in source.bound(name))


def _mutable_default(source: Source) -> Iterator[Diagnosis]:
    """`def add(x, values=[])` keeps one list for all calls."""
    for function in source.functions:
        names = (
            [one.arg for one in function.args.args][-len(function.args.defaults) :] if function.args.defaults else []
        )
        for name, default in zip(names, function.args.defaults, strict=False):
            if (
                isinstance(default, ast.List | ast.Dict)
                and not getattr(default, "elts", None)
                and _is_filled(function, name)
            ):
                values = {"name": name, "function": function.name, "default": written(default)}
                yield Diagnosis(key("explain.quiet.mutable-default"), function.lineno, values)


def _is_filled(function: FunctionNode, name: str) -> bool:
    for node in walk(function):
        called = dotted(node.func) if isinstance(node, ast.Call) else ""
        if called in {f"{name}.{method}" for method in ("append", "insert", "extend", "update")}:
            return True
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and dotted(node.value) == name:
            return True
    return False


def _comma_value(source: Source) -> Iterator[Diagnosis]:
    """`period = 0,5` keeps two numbers."""
    for node in source.every(ast.Assign):
        comma = comma_in(node.value)
        target = node.targets[0]
        if comma and isinstance(target, ast.Name) and comma[0] in source.line(node.lineno).replace(" ", ""):
            is_taken_apart = any(
                isinstance(one, ast.Subscript) and dotted(one.value) == target.id for one in source.every(ast.Subscript)
            )
            is_unpacked = any(
                isinstance(one.targets[0], ast.Tuple) and dotted(one.value) == target.id
                for one in source.every(ast.Assign)
            )
            is_gone_through = any(dotted(one.iter) == target.id for one in source.every(ast.For))
            if not (is_taken_apart or is_unpacked or is_gone_through) and comma[0].startswith("0,"):
                values = {"name": target.id, "written": comma[0], "right": comma[1]}
                yield Diagnosis(key("explain.comma.value"), node.lineno, values)


def _keys_without_quotes(source: Source) -> Iterator[Diagnosis]:
    """`{count: count, mean: mean}` has the values of variables as keys, not their names."""
    for node in source.every(ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        same = [one.id for one, value in pairs if isinstance(one, ast.Name) and one.id == dotted(value)]
        if same:
            yield Diagnosis(key("explain.quiet.key-without-quotes"), node.lineno, {"name": same[0]})


def _list_made_anew(source: Source) -> Iterator[Diagnosis]:
    """A list that a function makes empty at each call, and to which it adds once: it never holds more than one."""
    for function in source.functions:
        for statement in function.body:
            name = dotted(statement.targets[0]) if isinstance(statement, ast.Assign) else ""
            if not name.isidentifier() or not isinstance(statement, ast.Assign) or not _is_empty_list(statement.value):
                continue
            uses = [one for one in walk(function) if isinstance(one, ast.Name) and one.id == name]
            adds = [one for one in uses if _is_added_to(source, one)]
            is_shared = (
                name in globals_of(function)
                or any(source.function_of(one) is not function for one in uses)
                or sum(isinstance(one.ctx, ast.Store) for one in uses) > 1
            )
            if len(adds) == 1 and not is_shared and not _is_in_a_loop(source, adds[0], function):
                others = [one for one in uses if one is not adds[0] and isinstance(one.ctx, ast.Load)]
                if any(_is_summed_up(source, one) for one in others):
                    values = {"name": name, "function": function.name}
                    yield Diagnosis(key("explain.quiet.list-made-anew"), statement.lineno, values)


def _is_empty_list(node: ast.AST) -> bool:
    return isinstance(node, ast.List) and not node.elts


def _is_added_to(source: Source, node: ast.Name) -> bool:
    method = source.parents.get(node)
    call = source.parents.get(method) if isinstance(method, ast.Attribute) else None
    return isinstance(call, ast.Call) and isinstance(method, ast.Attribute) and method.attr in ("append", "insert")


def _is_in_a_loop(source: Source, node: ast.AST, function: FunctionNode) -> bool:
    above = source.parents.get(node)
    while above is not None and above is not function:
        if isinstance(above, ast.For | ast.While | ast.comprehension):
            return True
        above = source.parents.get(above)
    return False


def _is_summed_up(source: Source, node: ast.Name) -> bool:
    """Whether a list is sorted, counted or summed: of one element that would be pointless."""
    above = source.parents.get(node)
    if isinstance(above, ast.Attribute):
        return above.attr == "sort"
    return isinstance(above, ast.Call) and last_name(above) in ("sorted", "sum", "len", "min", "max")


def _first_lines_only(source: Source) -> Iterator[Diagnosis]:
    """`grow(rows[:10])` where `rows` is read once from a file: what was left out in a test stays left out."""
    slices = [node for node in source.every(ast.Subscript) if isinstance(node.slice, ast.Slice)]
    for node in slices:
        cut = node.slice
        number = cut.upper.value if isinstance(cut, ast.Slice) and isinstance(cut.upper, ast.Constant) else None
        is_first = type(number) is int and number > 1 and isinstance(cut, ast.Slice) and not cut.lower and not cut.step
        others = [one.slice for one in slices if written(one.value) == written(node.value)]
        if not is_first or any(isinstance(one, ast.Slice) and one.lower is not None for one in others):
            continue
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        if name and _is_gone_through(source, node) and _is_read_from_a_file(source, name):
            values = {"written": written(node), "number": str(number), "name": name}
            yield Diagnosis(key("explain.quiet.first-lines-only"), node.lineno, values)


def _is_gone_through(source: Source, node: ast.expr) -> bool:
    """Whether a list is what a loop goes through, or what a function gets that does not only show it."""
    above = source.parents.get(node)
    is_given = isinstance(above, ast.Call) and dotted(above.func) not in ("print", "len", "repr", "str")
    return is_given or (isinstance(above, ast.For | ast.comprehension) and above.iter is node)


def _is_read_from_a_file(source: Source, name: str) -> bool:
    """Whether a name of the program holds the lines of a file, and nothing else: made of `open(...)`, or of itself."""
    bound = source.bound(name)
    values = [written(one.value) for one in bound if one.how == "assign" and one.function is None]
    if len(values) != len(bound) or not values:
        return False
    if values == ["[]"]:
        fills = [call for call in source.every(ast.Call) if dotted(call.func) == f"{name}.append"]
        return any(_is_for_each_line(source, call) for call in fills)
    is_opened = ["open(" in one and any(word in one for word in _MAKES_LINES) for one in values]
    return any(is_opened) and all(opened or name in one for opened, one in zip(is_opened, values, strict=True))


def _is_for_each_line(source: Source, node: ast.AST) -> bool:
    """Whether a node stands in a loop over an open file, and in no function."""
    above = source.parents.get(node)
    while above is not None and not isinstance(above, FunctionNode):
        lines = written(above.iter) if isinstance(above, ast.For) else ""
        if "open(" in lines or any(one.how == "with" or "open(" in written(one.value) for one in source.bound(lines)):
            return True
        above = source.parents.get(above)
    return False


def _thousands(source: Source) -> Iterator[Diagnosis]:
    """`20.000` is twenty."""
    for node in source.every(ast.Constant):
        if type(node.value) is not float or node.end_col_offset is None or node.lineno != node.end_lineno:
            continue
        raw = source.line(node.lineno).encode()[node.col_offset : node.end_col_offset].decode("utf-8", "replace")
        if _THOUSANDS.fullmatch(raw):
            values = {"written": raw, "value": int(node.value), "right": raw.replace(".", "")}
            yield Diagnosis(key("explain.quiet.thousands"), node.lineno, values)


def _sorted_for_its_length(source: Source) -> Iterator[Diagnosis]:
    """`values = sorted(last)` of which only `len(values)` is used, while `last[...]` is read: the sorting is lost."""
    for node in source.every(ast.Assign):
        call, target = node.value, node.targets[0]
        is_sorted = isinstance(call, ast.Call) and dotted(call.func) == "sorted" and len(call.args) == 1
        if not is_sorted or not isinstance(call, ast.Call) or not isinstance(target, ast.Name):
            continue
        given, function = dotted(call.args[0]), source.function_of(node)
        uses = [one for one in source.every(ast.Name) if one.id == target.id and isinstance(one.ctx, ast.Load)]
        read = (one for one in source.every(ast.Subscript) if dotted(one.value) == given)
        later = [one for one in read if source.function_of(one) is function and one.lineno >= node.lineno]
        if given and uses and later and all(_is_measured(source, one) for one in uses):
            values = {"name": target.id, "given": given, "read": written(later[0])}
            yield Diagnosis(key("explain.quiet.sorted-unused"), later[0].lineno, values)


def _is_measured(source: Source, node: ast.Name) -> bool:
    above = source.parents.get(node)
    return isinstance(above, ast.Call) and dotted(above.func) == "len"


def growing_lists(source: Source) -> Iterator[tuple[str, int]]:
    """Yield the lists of the program to which a function or an endless loop adds, and which nothing ever shortens."""
    for binding in source.bindings:
        name = binding.name
        if (
            binding.function is not None
            or binding.value is None
            or not _is_empty_list(binding.value)
            or len(source.bound(name)) > 1
        ):
            continue
        adds = [one for one in source.every(ast.Name) if one.id == name and _is_added_to(source, one)]
        again = [one for one in adds if source.function_of(one) is not None or _is_in_endless_loop(source, one)]
        if again and not any(_shortens(source, one) for one in source.every(ast.Name) if one.id == name):
            yield name, again[0].lineno


def _is_in_endless_loop(source: Source, node: ast.AST) -> bool:
    above = source.parents.get(node)
    while above is not None:
        if isinstance(above, ast.While):
            return True
        above = source.parents.get(above)
    return False


def _shortens(source: Source, node: ast.Name) -> bool:
    """Whether a mention of a list may take something out of it, or looks at a part alone: a method, `del`, a slice."""
    above = source.parents.get(node)
    if isinstance(above, ast.Attribute):
        return above.attr in ("pop", "remove", "clear")
    if isinstance(above, ast.Subscript):
        return isinstance(above.slice, ast.Slice) or not isinstance(above.ctx, ast.Load)
    return isinstance(above, ast.Delete)


FINDERS: Final = (
    _sorted_for_its_length, _assigned_nothing, _same_dictionary, _mutable_default, _comma_value,
    _keys_without_quotes, _list_made_anew, _thousands, _first_lines_only,
)  # fmt: skip
