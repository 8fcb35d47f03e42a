"""Exceptions that the program's own handlers caught: a slip hidden by `except Exception:` is told as what it is.

A handler that names its error (`except OSError:`) does what it is for. One that takes everything also takes names that
do not exist and values of the wrong kind; those are never meant. Values that do not fit (a key, a text that is no
number) may be: they are told only where the handler takes everything and the same line failed again and again. A `try`
around a single simple statement is there for that statement: what it raises of this kind is meant.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final, NamedTuple

from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.explainer import explain
from iot_lab.explain.source import FunctionNode, dotted
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.explain.rules import ErrorText
    from iot_lab.explain.source import Source

_NEVER_MEANT: Final = frozenset(
    {"NameError", "UnboundLocalError", "AttributeError", "ImportError", "TypeError", "SyntaxError"}
)
_SELDOM_MEANT: Final = frozenset(
    {"KeyError", "IndexError", "ZeroDivisionError", "ValueError", "RuntimeError", "MemoryError"}
)
_EVERYTHING: Final = frozenset({"", "Exception", "BaseException"})
OFTEN: Final = 3


class Swallowed(NamedTuple):
    """What a handler caught: the line of its `except`, the error, and how often at least."""

    handler_line: int
    error: ErrorText
    times: int


def swallowed(source: Source, caught: Iterable[Swallowed]) -> Diagnosis | None:
    """Return the caught exception that explains most, None where all of them may be meant."""
    ranked = sorted(
        ((_rank(source, one), place, one) for place, one in enumerate(caught)), key=lambda ranked: ranked[:2]
    )
    if not ranked or ranked[0][0] > 1:
        return None
    one = ranked[0][2]
    found = explain(one.error, source)
    if not found.is_specific and one.error.type not in _NEVER_MEANT:
        return None
    values = {"said": found, "handler": one.handler_line, "count": one.times}
    return Diagnosis(key("explain.caught.hidden"), found.line or one.error.line, values)


def loop_left(source: Source, caught: Iterable[Swallowed]) -> Diagnosis | None:
    """Return the `try` around a whole endless loop that an error ended for good: what was caught proves it."""
    for one in caught:
        for node in source.every(ast.Try):
            handler = next((each for each in node.handlers if each.lineno == one.handler_line), None)
            loop = next((each for each in node.body if isinstance(each, ast.While)), None)
            if handler is None or loop is None or one.error.type == "KeyboardInterrupt" or _comes_back(source, node):
                continue
            if isinstance(loop.test, ast.Constant) and loop.test.value:
                values = {
                    "loop": loop.lineno,
                    "handler": one.handler_line,
                    "line": one.error.line or 0,
                }
                return Diagnosis(key("explain.caught.loop-left"), node.lineno, values)
    return None


def _comes_back(source: Source, node: ast.Try) -> bool:
    """Whether something goes on after the handler: a loop around, a call in it, something behind it."""
    above = source.parents.get(node)
    while above is not None:
        if isinstance(above, ast.For | ast.While | FunctionNode):
            return True
        above = source.parents.get(above)
    calls = (one for each in node.handlers for one in ast.walk(each) if isinstance(one, ast.Call))
    body = source.tree.body if source.tree else []
    goes_on = any(isinstance(one, ast.While | ast.For) and one.lineno > node.lineno for one in body)
    return goes_on or any(dotted(one.func) != "print" for one in calls)


def _rank(source: Source, one: Swallowed) -> int:
    """Return 0 for what is never meant, 1 for what seldom is, 2 for what a handler is for."""
    names = _names_of(source, one.handler_line)
    if one.error.type in names or not names & _EVERYTHING:
        return 2
    if one.error.type in _NEVER_MEANT:
        return 0
    is_told = one.error.type in _SELDOM_MEANT and one.times >= OFTEN and not _is_narrow(source, one.handler_line)
    return 1 if is_told else 2


def _is_narrow(source: Source, line: int) -> bool:
    """Whether the `try` of the handler at a line holds one simple statement."""
    tries = (node for node in source.every(ast.Try) if any(one.lineno == line for one in node.handlers))
    body = next((node.body for node in tries), [])
    return len(body) == 1 and isinstance(body[0], ast.Assign | ast.AugAssign | ast.Expr | ast.Return)


def _names_of(source: Source, line: int) -> set[str]:
    """Return the exceptions that the handler at a line names, an empty name where it names none."""
    for handler in source.every(ast.ExceptHandler):
        if handler.lineno == line:
            named = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
            return {dotted(one) for one in named}
    return {""}
