"""What is called and cannot be: a method that a line replaced, a name reused, a module, a list, a missing sign."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain import board_names
from iot_lab.explain.calls import CALLED_WITH, last_name
from iot_lab.explain.kinds import kind
from iot_lab.explain.nearest import nearest
from iot_lab.explain.nothing import why_none
from iot_lab.explain.rules import first_of, rule
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase


def _not_callable(case: ErrorCase, type_name: str) -> Diagnosis:
    looks = (_handler_called, _nothing_called, _method_assigned, _name_reused, _module_called, _index_for_call, _number)
    return first_of(looks, case, type_name) or _not_callable_worded(case, type_name)


def _handler_called(case: ErrorCase, type_name: str) -> Diagnosis | None:
    """`callback=blink()`: the function is called at once, and its None is called later."""
    if type_name != "NoneType":
        return None
    for call in case.source.every(ast.Call):
        if last_name(call) not in CALLED_WITH:
            continue
        given = [one.value for one in call.keywords if one.arg in ("handler", "callback")] + call.args[:1]
        for one in given:
            if isinstance(one, ast.Call) and (name := dotted(one.func)) and case.source.function_named(name):
                return case.found(key("explain.callback.called"), one.lineno, function=name)
    return None


def _nothing_called(case: ErrorCase, type_name: str) -> Diagnosis | None:
    if type_name != "NoneType":
        return None
    for call in case.source.at(case.line, ast.Call):
        if isinstance(call.func, ast.Call):
            return case.found(key("explain.call.twice"), call=written(call.func))
        made = why_none(case, call.func, "()")
        if made:
            return made
    return None


def _method_assigned(case: ErrorCase, _type_name: str) -> Diagnosis | None:
    """`led.value = 1` above, `led.value(0)` here."""
    for call in case.source.at(case.line, ast.Call):
        called = dotted(call.func)
        if "." not in called:
            continue
        for assign in case.source.every(ast.Assign):
            if any(dotted(target) == called for target in assign.targets):
                return case.found(
                    key("explain.call.method-assigned"), assign.lineno, called=called, given=written(assign.value),
                    used=case.line or 0,
                )  # fmt: skip
    return None


def _name_reused(case: ErrorCase, _type_name: str) -> Diagnosis | None:
    """`print = 5`, `sleep = 2`, `range = 10`: the function's name now holds something else."""
    for call in case.source.at(case.line, ast.Call):
        name = dotted(call.func)
        bound = case.source.bound(name)
        assigned = [one for one in bound if one.how in ("assign", "loop", "with", "parameter")]
        was = [one for one in bound if one.how in ("import", "function", "class")]
        if assigned and (was or name in board_names.BUILTINS or board_names.module_of(name)):
            return case.found(key("explain.reused.function"), assigned[-1].line, name=name, used=case.line or 0)
    return None


def _module_called(case: ErrorCase, type_name: str) -> Diagnosis | None:
    if type_name != "module":
        return None
    for call in case.source.at(case.line, ast.Call):
        name = dotted(call.func)
        module = case.source.imported_modules.get(name)
        if module is None:
            continue
        member = nearest(name, board_names.members(module)) or {
            "time": "sleep", "dht": "DHT22", "neopixel": "NeoPixel", "machine": "Pin", "json": "dumps",
            "network": "WLAN", "random": "randint", "onewire": "OneWire", "ds18x20": "DS18X20",
        }.get(module)  # fmt: skip
        if member is not None:
            return case.found(key("explain.call.module"), name=name, member=member)
    return None


def _index_for_call(case: ErrorCase, type_name: str) -> Diagnosis | None:
    if type_name not in ("list", "dict", "tuple", "str", "bytes", "bytearray", "NeoPixel"):
        return None
    for call in case.source.at(case.line, ast.Call):
        name = written(call.func)
        if name and call.args and not isinstance(call.func, ast.Call) and dotted(call.func):
            inside = written(call.args[0])
            return case.found(key("explain.call.for-index"), thing=name, type=kind(type_name), index=inside)
    return None


def _number(case: ErrorCase, type_name: str) -> Diagnosis | None:
    """`2(x + 1)`: a sign is missing."""
    for call in case.source.at(case.line, ast.Call):
        if isinstance(call.func, ast.Constant) and type_name in ("int", "float"):
            return case.found(key("explain.call.times"), call=written(call), number=written(call.func))
    return None


def _not_callable_worded(case: ErrorCase, type_name: str) -> Diagnosis:
    calls = [one for one in case.source.at(case.line, ast.Call) if dotted(one.func)]
    unknown = [one for one in calls if dotted(one.func) not in board_names.BUILTINS] or calls
    if len(unknown) == 1:
        name = dotted(unknown[0].func)
        return case.found(key("explain.call.not-callable"), name=name, type=kind(type_name))
    return case.worded(key("explain.call.worded"), type=kind(type_name))


RULES: Final = rule("TypeError", r"^(?:object )?'([^']+)'(?: object)? (?:isn't|is not) callable", _not_callable)
