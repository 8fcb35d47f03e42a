"""Calls that do not happen: brackets left out, a handler called at once, a method replaced by a value."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain import board_names
from iot_lab.explain.calls import CALLED_WITH, last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.kinds import class_named, type_of
from iot_lab.explain.nothing import returns_a_value
from iot_lab.explain.source import FunctionNode, dotted, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

_OF_TEXTS: Final = frozenset({"strip", "lstrip", "rstrip", "lower", "upper", "decode"})
# Methods that are called without anything to learn something.
READERS: Final = frozenset({
    "value", "read", "read_u16", "read_uv", "temperature", "humidity", "isconnected", "ticks_ms", "ticks_us", "time",
    "any", "scan", "check_msg", "getcwd",
}) | _OF_TEXTS  # fmt: skip
# These names belong to nothing else, so the object's type need not be known.
_ALWAYS_METHODS: Final = (
    frozenset({"isconnected", "temperature", "humidity", "read_u16", "read_uv", "ticks_ms", "ticks_us"}) | _OF_TEXTS
)
_TAKES_FUNCTIONS: Final = frozenset({
    "irq", "init", "Timer", "set_callback", "schedule", "start_new_thread", "every", "on", "map", "filter", "sorted",
    "sort", "min", "max", "callable", "isinstance", "hasattr", "create_task", "gather", "run", "id", "type", "partial",
})  # fmt: skip
_WAITED_FOR: Final = frozenset({"asyncio.sleep", "asyncio.sleep_ms", "uasyncio.sleep", "uasyncio.sleep_ms"})
_READ_OF: Final = {"Pin": "value", "ADC": "read_u16"}
_PURE: Final = frozenset(
    {"round", "int", "float", "str", "abs", "len", "sorted", "sum", "dumps", "bool", "list", "tuple"}
)


def is_method(source: Source, node: ast.Attribute) -> bool:
    """Whether `thing.name` is a method or function of the board, as far as the text proves."""
    if node.attr in _ALWAYS_METHODS and not _is_own_attribute(source, node.attr):
        return True
    owner = dotted(node.value)
    module = source.imported_modules.get(owner)
    if module is not None and all(one.how == "import" for one in source.bound(owner)):
        return node.attr in board_names.members(module) and node.attr[:1].islower() and node.attr not in _VALUES
    made = class_named(type_of(source, node.value, node.lineno))
    is_once = len({type_of(source, one.value) for one in source.bound(owner)}) == 1
    return is_once and node.attr in board_names.CLASSES.get(made, frozenset()) and node.attr[:1].islower()


_VALUES: Final = frozenset({
    "pi", "e", "inf", "nan", "tau", "maxsize", "path", "modules", "platform", "version", "argv", "stdin", "stdout",
    "stderr", "implementation", "version_info", "host", "byteorder",
})  # fmt: skip


def _is_own_attribute(source: Source, name: str) -> bool:
    """Whether the program itself stores an attribute, or defines a method, of this name."""
    stored = any(node.attr == name and isinstance(node.ctx, ast.Store) for node in source.every(ast.Attribute))
    return stored or source.function_named(name) is not None


def statements_without_call(source: Source) -> Iterator[Diagnosis]:
    """`led.on` or `main` alone on a line does nothing."""
    for node in source.every(ast.Expr):
        if isinstance(node.value, ast.Attribute) and dotted(node.value):
            yield Diagnosis(key("explain.quiet.not-called"), node.lineno, {"name": dotted(node.value)})
        elif isinstance(node.value, ast.Name) and source.function_named(node.value.id) is not None:
            yield Diagnosis(key("explain.quiet.not-called"), node.lineno, {"name": node.value.id})


def _method_replaced(source: Source) -> Iterator[Diagnosis]:
    """`led.value = 1`, `time.sleep = 1`."""
    for node in source.every(ast.Assign):
        for target in node.targets:
            if (
                isinstance(target, ast.Attribute)
                and is_method(source, target)
                and not isinstance(node.value, ast.Lambda)
            ):
                if source.function_named(dotted(node.value)) is not None:
                    continue
                values = {"called": dotted(target), "given": written(node.value)}
                yield Diagnosis(key("explain.quiet.method-replaced"), node.lineno, values)


def _handler_called(source: Source) -> Iterator[Diagnosis]:
    """`callback=blink()` hands over the None that blink returns."""
    for call in source.every(ast.Call):
        if last_name(call) not in CALLED_WITH and last_name(call) != "start_new_thread":
            continue
        given = [one.value for one in call.keywords if one.arg in ("handler", "callback")]
        given += call.args[:1] if last_name(call) in ("set_callback", "irq", "schedule", "start_new_thread") else []
        given += call.args[1:2] if dotted(call.func) in ("lab.every", "lab.on") else []
        for one in given:
            own = source.function_named(dotted(one.func)) if isinstance(one, ast.Call) else None
            if isinstance(one, ast.Call) and own is not None and not returns_a_value(own):
                yield Diagnosis(key("explain.callback.called"), one.lineno, {"function": dotted(one.func)})


def read_without_brackets(source: Source) -> Iterator[Diagnosis]:
    """`button.value == 0`, `while not wlan.isconnected:`, `str(sensor.temperature)`."""
    for node in source.every(ast.Attribute):
        if not isinstance(node.ctx, ast.Load) or node.attr not in READERS or not is_method(source, node):
            continue
        if _is_used_as_value(source, node):
            yield Diagnosis(key("explain.operand.function"), node.lineno, {"name": dotted(node) or node.attr})


def kept_readers(source: Source) -> Iterator[Diagnosis]:
    """`celsius = sensor.temperature`: told where an error proves that a function was taken for its value."""
    for node in source.every(ast.Assign):
        value = node.value
        if isinstance(value, ast.Attribute) and value.attr in READERS and is_method(source, value):
            yield Diagnosis(key("explain.operand.function"), node.lineno, {"name": dotted(value) or value.attr})


def _is_used_as_value(source: Source, node: ast.Attribute) -> bool:
    above = source.parents.get(node)
    if isinstance(above, ast.Call):
        return above.func is not node and last_name(above) not in _TAKES_FUNCTIONS and _is_known(source, above)
    if isinstance(above, ast.keyword | ast.Attribute | ast.Tuple | ast.List | ast.Return | ast.Lambda | ast.Expr):
        return False
    if isinstance(above, ast.Assign):
        names = [one.id for one in above.targets if isinstance(one, ast.Name)]
        return bool(names) and not any(_is_called_somewhere(source, name) for name in names)
    if isinstance(above, ast.Dict):
        return node in above.values and not _is_table_of_functions(above)
    return isinstance(
        above, ast.Compare | ast.BinOp | ast.UnaryOp | ast.BoolOp | ast.If | ast.While | ast.FormattedValue
    )


def _is_known(source: Source, call: ast.Call) -> bool:
    """Whether the function called is Python's or the board's, which would call nothing back."""
    name = last_name(call)
    return (
        name in board_names.BUILTINS
        or name in ("publish", "append", "dumps", "write")
        or (isinstance(call.func, ast.Attribute) and is_method(source, call.func))
    )


def _is_called_somewhere(source: Source, name: str) -> bool:
    """Whether a name is called, or handed over to something that may call it."""
    for node in source.every(ast.Name):
        above = source.parents.get(node)
        if node.id != name or not isinstance(node.ctx, ast.Load) or not isinstance(above, ast.Call | ast.keyword):
            continue
        if not isinstance(above, ast.Call) or above.func is node or not _is_known(source, above):
            return True
    return False


def _is_table_of_functions(node: ast.Dict) -> bool:
    return all(isinstance(one, ast.Attribute | ast.Name | ast.Lambda) for one in node.values) and len(node.values) > 2


def _object_compared(source: Source) -> Iterator[Diagnosis]:
    """`if button == 0:` asks whether the pin itself is a number, which is never true: its value was meant."""
    for node in source.every(ast.Compare):
        other = node.comparators[0]
        is_number = isinstance(other, ast.Constant) and type(other.value) in (int, float, bool)
        if not is_number or not isinstance(node.ops[0], ast.Eq | ast.NotEq) or not isinstance(node.left, ast.Name):
            continue
        made = {type_of(source, one.value) for one in source.bound(node.left.id)}
        kind = class_named(next(iter(made))) if len(made) == 1 else ""
        if kind in _READ_OF:
            name = node.left.id
            values = {"name": name, "type": kind, "read": f"{name}.{_READ_OF[kind]}()"}
            yield Diagnosis(key("explain.operand.object"), node.lineno, values)


def _comparison_alone(source: Source) -> Iterator[Diagnosis]:
    """`x == 5` alone on a line compares, and forgets the answer."""
    for node in source.every(ast.Expr):
        value = node.value
        if isinstance(value, ast.Compare) and isinstance(value.ops[0], ast.Eq):
            left, right = written(value.left), written(value.comparators[0])
            yield Diagnosis(key("explain.quiet.comparison"), node.lineno, {"left": left, "right": right})
        elif isinstance(value, ast.UnaryOp) and isinstance(value.operand, ast.UnaryOp):
            name = written(value.operand.operand)
            sign = "-" if isinstance(value.op, ast.USub) else "+"
            values = {"written": sign * 2 + name, "name": name, "sign": sign}
            yield Diagnosis(key("explain.syntax.increment"), node.lineno, values)


def _result_dropped(source: Source) -> Iterator[Diagnosis]:
    """`round(x)` or `json.dumps(x)` alone on a line changes nothing; nor does an `async def` called without await."""
    for node in source.every(ast.Expr):
        call = node.value
        if isinstance(call, ast.Subscript):
            yield Diagnosis(key("explain.quiet.result-dropped"), node.lineno, {"call": written(call)})
        if not isinstance(call, ast.Call):
            continue
        name = last_name(call)
        own = source.function_named(name) if isinstance(call.func, ast.Name) else None
        if isinstance(own, ast.AsyncFunctionDef):
            is_inside = isinstance(source.function_of(node), ast.AsyncFunctionDef)
            word = key("explain.quiet.not-awaited") if is_inside else key("explain.quiet.not-run")
            yield Diagnosis(word, node.lineno, {"function": name})
        elif dotted(call.func) in _WAITED_FOR:
            yield Diagnosis(key("explain.quiet.sleep-not-awaited"), node.lineno, {"call": written(call)})
        elif own is not None and _is_generator(own):
            yield Diagnosis(key("explain.quiet.generator"), node.lineno, {"function": name})
        elif own is None and name in _PURE and call.args and not isinstance(source.parents.get(node), ast.Try):
            yield Diagnosis(key("explain.quiet.result-dropped"), node.lineno, {"call": written(call)})


def _is_generator(function: FunctionNode) -> bool:
    return any(isinstance(node, ast.Yield | ast.YieldFrom) for node in walk(function))


def _load_of_a_name(source: Source) -> Iterator[Diagnosis]:
    """`json.load("points.json")`: load reads an open file, not a name."""
    for call in source.every(ast.Call):
        member = source.imported_members.get(dotted(call.func), ("", ""))
        is_load = dotted(call.func) in ("json.load", "ujson.load") or member in (("json", "load"), ("ujson", "load"))
        if is_load and len(call.args) == 1 and type_of(source, call.args[0], call.lineno) == "str":
            values = {"call": written(call), "given": written(call.args[0])}
            yield Diagnosis(key("explain.quiet.load-of-a-name"), call.lineno, values)


FINDERS: Final = (
    _load_of_a_name, statements_without_call, _handler_called, _method_replaced, read_without_brackets,
    _object_compared, _comparison_alone, _result_dropped,
)  # fmt: skip
