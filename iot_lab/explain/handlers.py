"""A handler that was written for an error and does not take the one that came: `except ValueError:` at an outage.

What was raised and at which line is known from the run, what each `except` takes from the text; both together prove
that the handler let the error through. Errors of the board (network, sensors, files) are told whatever the `try` holds;
values that do not fit only where the `try` is small: in a large one they may be slips, which nobody should catch.
"""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING, Final

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.source import FunctionNode, dotted
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.rules import ErrorText
    from iot_lab.explain.source import Source

_OF_THE_BOARD: Final = frozenset({"OSError", "MQTTException", "Exception"})
_OF_VALUES: Final = frozenset({"ValueError", "KeyError", "IndexError", "ZeroDivisionError", "TypeError"})
_OF_MODULES: Final[dict[str, type[BaseException]]] = {"MQTTException": Exception, "CancelledError": BaseException}
_SMALL_TRY, _DEEPEST_CALL = 3, 3


def not_caught(error: ErrorText, source: Source) -> Diagnosis | None:
    """Return the `except` around an error that names other errors only; None where one might have taken it."""
    if error.line is None or source.is_long or error.type not in _OF_THE_BOARD | _OF_VALUES:
        return None
    for node in _tries_around(source, error.line):
        is_meant = error.type in _OF_THE_BOARD or len(node.body) <= _SMALL_TRY
        named = [_taken_by(source, one) for one in node.handlers]
        if not node.handlers or not is_meant or any(names is None for names in named):
            continue
        taken = [name for names in named for name in names or ()]
        if not taken or any(_takes(name, error.type) for name in taken):
            return None
        handler = node.handlers[0]
        values = {"names": ", ".join(taken), "raised": error.type, "handler": handler.lineno}
        return Diagnosis(key("explain.caught.other-type"), error.line, values)
    return None


def _tries_around(source: Source, line: int, deep: int = _DEEPEST_CALL) -> Iterator[ast.Try]:
    """Yield each `try` whose body holds a line, inner ones first; then those around the only call of its function."""
    here = source.function_at(line)
    inside = [node for node in source.every(ast.Try) if _holds(node.body, line)]
    yield from sorted(
        (node for node in inside if source.function_of(node) is here), key=lambda one: one.lineno, reverse=True
    )
    calls = _calls_of(source, here) if here is not None and deep else []
    if len(calls) == 1:
        yield from _tries_around(source, calls[0].lineno, deep - 1)


def _calls_of(source: Source, function: FunctionNode) -> list[ast.Call]:
    """Return the calls of a function; none where it is also handed over to somebody else."""
    used = [one for one in source.every(ast.Name, ast.Attribute) if dotted(one).rpartition(".")[2] == function.name]
    calls = [above for one in used if isinstance(above := source.parents.get(one), ast.Call) and above.func is one]
    return calls if len(calls) == len(used) else []


def _holds(body: list[ast.stmt], line: int) -> bool:
    return body[0].lineno <= line <= (body[-1].end_lineno or body[-1].lineno)


def _taken_by(source: Source, handler: ast.ExceptHandler) -> list[str] | None:
    """Return what a handler names; empty for a bare one, None for a name that nobody knows."""
    if handler.type is None:
        return ["BaseException"]
    named: ast.AST = handler.type
    if isinstance(named, ast.Name) and _class_of(named.id) is None:
        bound = source.bound(named.id)
        named = bound[0].value if len(bound) == 1 and bound[0].value is not None else named
    each = named.elts if isinstance(named, ast.Tuple) else [named]
    names = [dotted(one).rpartition(".")[2] for one in each]
    return names if all(_class_of(one) is not None for one in names) else None


def _class_of(name: str) -> type[BaseException] | None:
    known = _OF_MODULES.get(name) or getattr(builtins, name, None)
    return known if isinstance(known, type) and issubclass(known, BaseException) else None


def _takes(name: str, raised: str) -> bool:
    if name == raised:
        return True
    taking, made = _class_of(name), _class_of(raised)
    is_own = name in _OF_MODULES
    return taking is None or made is None or (not is_own and issubclass(made, taking))
