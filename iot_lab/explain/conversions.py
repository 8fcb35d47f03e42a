"""Values where another kind is needed: a text for a number, a number for a text, an index, a length."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.kinds import FUNCTIONS, kind, type_of
from iot_lab.explain.nothing import why_none
from iot_lab.explain.rules import rule
from iot_lab.explain.source import dotted, walk, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase

_TEXT_METHODS: Final = frozenset(
    {"publish", "write", "send", "sendall", "sendto", "writeto", "subscribe", "set_last_will"}
)


def _not_subscriptable(case: ErrorCase, type_name: str) -> Diagnosis:
    for node in case.source.at(case.line, ast.Subscript):
        thing, held = written(node.value), type_of(case.source, node.value, case.line)
        if held == "NeoPixel" and isinstance(node.ctx, ast.Store):
            return case.found(key("explain.value.colour"), thing=f"{thing}[{written(node.slice)}]")
        if held not in ("", type_name) and type_name not in FUNCTIONS:
            continue
        if type_name in FUNCTIONS or type_name == "type":
            return case.found(key("explain.index.of-function"), function=thing, inside=written(node.slice))
        if type_name == "NoneType" and (made := why_none(case, node.value, "[...]")):
            return made
        return case.found(key("explain.index.not-possible"), thing=thing, type=kind(type_name))
    return case.worded(key("explain.index.worded"), type=kind(type_name))


def _no_item_assignment(case: ErrorCase, type_name: str) -> Diagnosis:
    for node in case.source.at(case.line, ast.Subscript):
        return case.found(key("explain.index.fixed"), thing=written(node.value), type=kind(type_name))
    return case.worded(key("explain.index.fixed-worded"), type=kind(type_name))


def _no_length(case: ErrorCase, type_name: str) -> Diagnosis:
    for call in case.source.at(case.line, ast.Call) if type_name == "NoneType" else ():
        if dotted(call.func) == "len" and call.args and (made := why_none(case, call.args[0], "")):
            return made
    return case.found(key("explain.operand.no-length"), type=kind(type_name))


def _is_quotient(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)


def _index_type(case: ErrorCase, type_name: str) -> Diagnosis:
    for node in case.source.at(case.line, ast.Subscript):
        thing, index = written(node.value), written(node.slice)
        bound = case.source.last_before(dotted(node.slice), case.line) if dotted(node.slice) else None
        made = bound.value if bound is not None and bound.value is not None else node.slice
        if type_name == "float" and any(_is_quotient(one) for one in walk(made)):
            right = written(made).replace(" / ", " // ")
            return case.found(
                key("explain.index.divided"), bound.line if bound else None, thing=thing, index=index, right=right
            )
        word = key("explain.index.by-text") if type_name == "str" else key("explain.index.not-whole")
        return case.found(word, thing=thing, index=index, type=kind(type_name))
    return case.worded(key("explain.index.not-whole-worded"), type=kind(type_name))


def _convert(case: ErrorCase, given: str, wanted: str) -> Diagnosis:
    if given == "NoneType":
        for call in case.source.at(case.line, ast.Call):
            for one in call.args:
                if made := why_none(case, one, ""):
                    return made
        return case.found(key("explain.operand.convert"), given=kind(given), wanted=kind(wanted))
    if given == "float" and wanted == "int":
        return _whole_wanted(case)
    for call in case.source.at(case.line, ast.Call):
        function = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
        fitting = [one for one in call.args if type_of(case.source, one, case.line) == given]
        unsure = [
            one for one in call.args if not isinstance(one, ast.Call) and not type_of(case.source, one, case.line)
        ]
        if function not in ("print", "") and len(fitting or unsure) == 1:
            one = (fitting or unsure)[0]
            if function == "Pin" and given == "str" and one is not call.args[0]:
                mode = str(one.value) if isinstance(one, ast.Constant) else "OUT"
                return case.found(key("explain.pin.mode"), given=written(one), mode=mode.upper())
            return case.found(
                key("explain.argument.not-number"), function=function, given=written(one), type=kind(given)
            )
    return case.found(key("explain.operand.convert"), given=kind(given), wanted=kind(wanted))


def _milliseconds(call: ast.Call) -> list[tuple[str, ast.expr]]:
    """Return what a call takes in milliseconds, with its name: `sleep_ms(...)`, `period=...`."""
    function = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
    found = [("period", one.value) for one in call.keywords if one.arg == "period"]
    return [*found, *((function, one) for one in call.args if function == "sleep_ms")]


def _whole_wanted(case: ErrorCase, *_: str) -> Diagnosis:
    for call in case.source.at(case.line, ast.Call):
        for named, one in _milliseconds(call):
            if not isinstance(one, ast.BinOp | ast.Call):
                return case.found(key("explain.argument.whole-milliseconds"), function=named, given=written(one))
        for one in call.args:
            inexact = isinstance(one, ast.BinOp) and isinstance(one.op, ast.Div)
            if inexact or type_of(case.source, one, case.line) == "float":
                function = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
                return case.found(key("explain.argument.not-whole"), function=function, given=written(one))
    return case.found(key("explain.operand.not-whole"))


def text_wanted(case: ErrorCase, given: str = "") -> Diagnosis:
    """Return the diagnosis of a number where a text must stand: `client.publish("t", 21.5)`, `", ".join([1, 2])`."""
    for call in case.source.at(case.line, ast.Call):
        name = call.func.attr if isinstance(call.func, ast.Attribute) else dotted(call.func)
        if name in _TEXT_METHODS and call.args:
            last = next(
                (one for one in reversed(call.args) if type_of(case.source, one, case.line) != "str"), call.args[-1]
            )
            if type_of(case.source, last, case.line) == "dict":
                return case.found(key("explain.argument.dict-for-text"), function=name, given=written(last))
            return case.found(key("explain.argument.not-text"), function=name, given=written(last))
        if name == "join":
            return case.found(key("explain.argument.join"))
        if name == "loads" and call.args:
            return case.found(key("explain.argument.loads"), given=written(call.args[0]))
    if given:
        return case.found(key("explain.operand.text-wanted"), given=kind(given))
    return case.found(key("explain.operand.some-text-wanted"))


def _bytes_wanted(case: ErrorCase, given: str = "str") -> Diagnosis:
    return text_wanted(case, given) if given != "str" else case.found(key("explain.operand.bytes-wanted"))


_ISNT: Final = r"(?:isn't|is not)"
RULES: Final = (
    *rule(
        "TypeError",
        r"^(?:\w+\(\) argument \d+|\w+ first arg|'in <string>') (?:must be str|requires string)\D*(?:not) (\w+)$",
        text_wanted,
    ),
    *rule("TypeError", r"^can only join an iterable", lambda case: case.found(key("explain.argument.join"))),
    *rule(
        "TypeError",
        r"^Object of type (\w+) is not JSON serializable",
        lambda case, given: case.found(key("explain.argument.json-kind"), type=kind(given)),
    ),
    *rule(
        "TypeError",
        r"^%(.) format: a real number is required, not str",
        lambda case, code: case.found(key("explain.format.text"), code=code),
    ),
    *rule("TypeError", rf"^'([^']+)'(?: object)? {_ISNT} (?:subscriptable|reversible)", _not_subscriptable),
    *rule(
        "TypeError", r"^'([^']+)' object (?:doesn't|does not) support item (?:assignment|deletion)", _no_item_assignment
    ),
    *rule("TypeError", r"^object of type '([^']+)' has no len", _no_length),
    *rule("TypeError", r"^(?:\w+ )?(?:indices|index) must be integers(?: or slices)?, not '?(\w+)'?", _index_type),
    *rule("TypeError", r"^can't convert '?(\w+)'? to (\w+)$", _convert),
    *rule(
        "TypeError",
        r"^(?:int|float)\(\) argument must be .*not '(\w+)'",
        lambda case, given: _convert(case, given, "int"),
    ),
    *rule("TypeError", r"^must be real number, not (\w+)", lambda case, given: _convert(case, given, "float")),
    *rule("TypeError", r"^type (\w+) doesn't define __round__", lambda case, given: _convert(case, given, "float")),
    *rule("TypeError", r"^'float' object cannot be interpreted as an integer", _whole_wanted),
    *rule(
        "TypeError",
        r"^'(\w+)' object cannot be interpreted as an integer",
        lambda case, given: _convert(case, given, "int"),
    ),
    *rule("TypeError", r"^can't convert '([^']+)' object to str implicitly", text_wanted),
    *rule("TypeError", r"^sequence item \d+: expected str instance, (\w+) found", text_wanted),
    *rule("TypeError", r"^join expects a list of str", text_wanted),
    *rule("TypeError", r"^the JSON object must be str, bytes or bytearray, not (\w+)", text_wanted),
    *rule(
        "TypeError",
        r"^(?:must be str|expected str|expected string or bytes-like object),? ?(?:not|got)? ?'?(\w*)'?",
        text_wanted,
    ),
    *rule("TypeError", r"^object with buffer protocol required", text_wanted),
    *rule("TypeError", r"^a bytes-like object is required, not '(\w+)'", _bytes_wanted),
    *rule(
        "TypeError",
        r"^string argument without an encoding",
        lambda case: case.found(key("explain.operand.bytes-encoding")),
    ),
)
