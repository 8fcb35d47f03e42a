"""What no other file explains: errors that the program raises itself, memory, recursion, each type in plain words."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from iot_lab.explain.rules import rule
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.diagnosis import Diagnosis
    from iot_lab.explain.rules import ErrorCase

_TYPES: Final = {
    "SyntaxError": key("explain.type.syntax"),
    "IndentationError": key("explain.type.indentation"),
    "TabError": key("explain.type.indentation"),
    "NameError": key("explain.type.name"),
    "UnboundLocalError": key("explain.type.name"),
    "AttributeError": key("explain.type.attribute"),
    "ImportError": key("explain.type.import"),
    "ModuleNotFoundError": key("explain.type.import"),
    "TypeError": key("explain.type.type"),
    "ValueError": key("explain.type.value"),
    "UnicodeError": key("explain.type.unicode"),
    "UnicodeDecodeError": key("explain.type.unicode"),
    "UnicodeEncodeError": key("explain.type.unicode"),
    "JSONDecodeError": key("explain.type.value"),
    "KeyError": key("explain.type.key"),
    "IndexError": key("explain.type.index"),
    "LookupError": key("explain.type.index"),
    "ZeroDivisionError": key("explain.type.zero"),
    "ArithmeticError": key("explain.type.number"),
    "OverflowError": key("explain.type.number"),
    "OSError": key("explain.type.system"),
    "MemoryError": key("explain.type.memory"),
    "memory": key("explain.type.memory"),
    "RuntimeError": key("explain.type.runtime"),
    "RecursionError": key("explain.type.recursion"),
    "AssertionError": key("explain.type.assert"),
    "NotImplementedError": key("explain.type.not-implemented"),
    "StopIteration": key("explain.type.end"),
    "StopAsyncIteration": key("explain.type.end"),
    "EOFError": key("explain.type.end"),
    "KeyboardInterrupt": key("explain.type.interrupt"),
    "SystemExit": key("explain.type.exit"),
    "TimeoutError": key("explain.type.system"),
    "MQTTException": key("explain.type.system"),
}


def type_key(type_name: str) -> str:
    """Return the sentence for an exception's type alone: what happened, in a few words."""
    return _TYPES.get(type_name) or key("explain.type.some")


def plain(case: ErrorCase) -> Diagnosis:
    """Return the error's type in words, when nothing more is known; a class of the program's own by its name."""
    if case.error.type not in _TYPES and case.error.type in case.source.text:
        return case.worded(key("explain.type.other"), type=case.error.type)
    return case.worded(type_key(case.error.type))


def _raised_by_program(case: ErrorCase) -> Diagnosis | None:
    """A `raise` of the program's own, with the learner's words."""
    for node in case.source.at(case.line, ast.Raise):
        made = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        if dotted(made) != case.error.type and case.error.type != "Exception":
            continue
        if case.error.message:
            return case.found(key("explain.raised.saying"), type=case.error.type, said=case.error.message)
        return case.found(key("explain.raised.bare"), type=case.error.type)
    return None


def _assertion(case: ErrorCase) -> Diagnosis | None:
    for node in case.source.at(case.line, ast.Assert):
        return case.found(key("explain.raised.assert"), test=written(node.test))
    return None


def _recursion(case: ErrorCase) -> Diagnosis:
    function = case.source.function_at(case.line)
    if function is not None:
        return case.found(key("explain.other.recursion"), function=function.name)
    return case.worded(key("explain.type.recursion"))


def _memory(case: ErrorCase, *asked: str) -> Diagnosis:
    size = next((int(one) for one in asked if one), 0)
    if size >= 50_000:
        return case.found(key("explain.other.memory-at-once"), size=round(size / 1000))
    return case.found(key("explain.other.memory"))


def _raise_what(case: ErrorCase) -> Diagnosis:
    for node in case.source.at(case.line, ast.Raise):
        return case.found(key("explain.other.raise"), given=written(node.exc))
    return plain(case)


def _await_missing(case: ErrorCase) -> Diagnosis:
    return case.found(key("explain.other.coroutine"))


def _kit_advice(case: ErrorCase) -> Diagnosis | None:
    """The kit's library says in its own English what is wrong: said again in the learner's language."""
    words = (
        (r"needs a function", key("explain.lab.function")),
        (r"needs a time above", key("explain.lab.time")),
        (r"name|series|letters", key("explain.lab.name")),
        (r"number|value", key("explain.lab.value")),
    )
    call = next((one for one in case.source.at(case.line, ast.Call) if dotted(one.func).startswith("lab.")), None)
    if call is None or case.error.type not in ("TypeError", "ValueError"):
        return None
    found = next((word for pattern, word in words if re.search(pattern, case.error.message)), None)
    return case.found(found, call=dotted(call.func)) if found else None


RULES: Final = (
    *rule("", r"", _raised_by_program),
    *rule("", r"", _kit_advice),
    *rule("AssertionError", r"", _assertion),
    *rule("RuntimeError RecursionError", r"^maximum recursion depth exceeded|^pystack exhausted", _recursion),
    *rule("MemoryError", r"(?:allocating (\d+) bytes)?$", _memory),
    *rule("TypeError", r"^exceptions must derive|^can't raise", _raise_what),
    *rule("TypeError ValueError", r"coroutine", _await_missing),
)
