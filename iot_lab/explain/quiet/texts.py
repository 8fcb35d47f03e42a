"""Texts that say something else than meant: braces without f, a variable's name in quotes, digits as a text."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.kinds import type_of
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

_PLACE: Final = re.compile(r"\{([A-Za-z_]\w*)(?:\(\)|\.\w+(?:\(\))?)?(?::[^{}]*)?\}")


def _f_missing(source: Source) -> Iterator[Diagnosis]:
    """A text with `{temperature}` and no f before it shows the braces."""
    for node in source.every(ast.Constant):
        if not isinstance(node.value, str) or isinstance(source.parents.get(node), ast.JoinedStr | ast.FormattedValue):
            continue
        names = [name for name in _PLACE.findall(node.value) if source.bound(name)]
        if names and not _is_formatted(source, node):
            yield Diagnosis(key("explain.quiet.f-missing"), node.lineno, {"name": names[0]})


def _is_formatted(source: Source, node: ast.AST) -> bool:
    """Whether the text, or a name that holds it, is given to `.format` or `.replace`, or stands alone as a comment."""
    above = source.parents.get(node)
    if isinstance(above, ast.Expr):
        return True
    while isinstance(above, ast.BinOp | ast.JoinedStr):
        above = source.parents.get(above)
    return isinstance(above, ast.Attribute | ast.Assign | ast.keyword) or ".format(" in source.text


def _quoted_name(source: Source) -> Iterator[Diagnosis]:
    """`client.publish("room", "temperature")` sends the word, where a variable has that name."""
    for call in source.every(ast.Call):
        if last_name(call) != "publish" or len(call.args) < 2:
            continue
        given = call.args[1]
        if isinstance(given, ast.Constant) and isinstance(given.value, str | bytes):
            name = given.value.decode("latin-1") if isinstance(given.value, bytes) else given.value
            if name.isidentifier() and any(one.how in ("assign", "parameter") for one in source.bound(name)):
                yield Diagnosis(key("explain.quiet.quoted-name"), call.lineno, {"name": name, "text": written(given)})


def _text_compared(source: Source) -> Iterator[Diagnosis]:
    """`input()` gives a text, never equal to a number."""
    for node in source.every(ast.Compare):
        if not isinstance(node.ops[0], ast.Eq | ast.NotEq) or not isinstance(node.left, ast.Name):
            continue
        other = node.comparators[0]
        is_number = isinstance(other, ast.Constant) and type(other.value) in (int, float)
        bound = source.bound(node.left.id)
        if is_number and bound and all(type_of(source, one.value) == "str" for one in bound):
            values = {"text": node.left.id, "sign": "==", "number": written(other)}
            yield Diagnosis(key("explain.quiet.text-compared"), node.lineno, values)


def _greatest_text(source: Source) -> Iterator[Diagnosis]:
    """`max(LABELS)` is the last text of the alphabet, and so is `max(votes)` of a dictionary: its greatest key."""
    for call in source.every(ast.Call):
        name = dotted(call.func)
        if name not in ("max", "min") or len(call.args) != 1 or call.keywords:
            continue
        given = written(call.args[0])
        if _is_counted(source, call.args[0]):
            values = {"call": written(call), "right": f"{name}({given}, key={given}.get)"}
            yield Diagnosis(key("explain.quiet.greatest-key"), call.lineno, values)
        elif _texts_of(source, call.args[0]):
            yield Diagnosis(key("explain.quiet.greatest-text"), call.lineno, {"call": written(call), "given": given})


def _is_counted(source: Source, node: ast.expr) -> bool:
    """Whether a name holds a dictionary whose keys are texts."""
    bound = source.bound(node.id) if isinstance(node, ast.Name) else []
    made = bound[0].value if len(bound) == 1 else None
    if isinstance(made, ast.Dict):
        return bool(made.keys) and all(
            isinstance(one, ast.Constant) and isinstance(one.value, str) for one in made.keys
        )
    return isinstance(made, ast.DictComp) and _texts_of(source, made.generators[0].iter)


def _texts_of(source: Source, node: ast.expr) -> bool:
    """Whether an expression is a list or tuple of texts, or a name that holds one."""
    if isinstance(node, ast.Name):
        bound = source.bound(node.id)
        made = bound[0].value if len(bound) == 1 else None
        return isinstance(made, ast.List | ast.Tuple) and _texts_of(source, made)
    is_list = isinstance(node, ast.List | ast.Tuple) and bool(node.elts)
    return is_list and all(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in node.elts)  # type: ignore[attr-defined]


FINDERS: Final = (_greatest_text, _f_missing, _quoted_name, _text_compared)
