"""What a value is, in words; and what a name of the program most likely holds, as far as its text tells."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.board_names import CLASSES
from iot_lab.explain.diagnosis import Phrase
from iot_lab.explain.source import dotted
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.source import Source

FUNCTIONS: Final = frozenset(
    {"function", "bound_method", "closure", "method", "builtin_function_or_method", "generator"}
)
_WORDS: Final = {
    "int": key("explain.kind.int"),
    "float": key("explain.kind.float"),
    "str": key("explain.kind.str"),
    "bytes": key("explain.kind.bytes"),
    "bytearray": key("explain.kind.bytes"),
    "bool": key("explain.kind.bool"),
    "NoneType": key("explain.kind.none"),
    "list": key("explain.kind.list"),
    "tuple": key("explain.kind.tuple"),
    "dict": key("explain.kind.dict"),
    "set": key("explain.kind.set"),
    "module": key("explain.kind.module"),
    "type": key("explain.kind.class"),
    "range": key("explain.kind.range"),
    "Pin": key("explain.kind.pin"),
    **dict.fromkeys(FUNCTIONS, key("explain.kind.function")),
}


def kind(type_name: str) -> Phrase:
    """Return a type in words: "a text" for `str`; an object of the class where no word is known."""
    known = _WORDS.get(type_name)
    return Phrase(known) if known else Phrase(key("explain.kind.object"), {"type": type_name})


def type_of(source: Source, node: ast.AST | None, line: int | None = None, depth: int = 4) -> str:
    """Return the type that an expression has as far as the text tells, else an empty text."""
    if isinstance(node, ast.Constant):
        return type(node.value).__name__
    if isinstance(node, ast.JoinedStr):
        return "str"
    for shape, name in ((ast.List, "list"), (ast.ListComp, "list"), (ast.Dict, "dict"), (ast.DictComp, "dict"),
                        (ast.Tuple, "tuple"), (ast.Set, "set"), (ast.Compare, "bool")):  # fmt: skip
        if isinstance(node, shape):
            return name
    if isinstance(node, ast.Call):
        return _type_of_call(node)
    if isinstance(node, ast.Name) and depth:
        bound = source.last_before(node.id, line or node.lineno)
        if bound and bound.how == "function":
            return "function"
        return type_of(source, bound.value, bound.line, depth - 1) if bound and bound.how == "assign" else ""
    return ""


def _type_of_call(node: ast.Call) -> str:
    made = dotted(node.func).rpartition(".")[2]
    if dotted(node.func) == "room.topic":
        return "str"
    if made in CLASSES or made in {"int", "float", "str", "list", "dict", "tuple", "set", "bytes", "range"}:
        return made
    return {"input": "str", "dumps": "str", "len": "int", "open": "file", "ticks_ms": "int"}.get(made, "")


def class_named(type_name: str) -> str:
    """Return the board's class of an object's type, for its members."""
    return {"SoftI2C": "I2C", "DHTBase": "DHT22"}.get(type_name, type_name)
