"""What a program uses that its board's MicroPython is too old for (the oldest that the kit runs on is 1.23). Pure.

The simulated board follows one version, the newest; a program right there may stop on an older one, in words that blame
the program. The table says since when the port has each thing (tags of micropython/micropython: first release whose
sources hold it). What a program defines under the same name itself is left alone.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.program_text import parse

if TYPE_CHECKING:
    from collections.abc import Callable

Version = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NewerWord:
    """One thing that older versions lack: how it is written, since when, and how to do without it."""

    written: str
    since: Version
    instead: str
    is_used: Callable[[ast.Call], bool]


@dataclass(frozen=True, slots=True)
class TooNew:
    """A line that the board's version does not know."""

    line: int
    written: str
    since: str
    instead: str


def _method(name: str) -> Callable[[ast.Call], bool]:
    return lambda call: isinstance(call.func, ast.Attribute) and call.func.attr == name and not call.args


def _is_affix_tuple(call: ast.Call) -> bool:
    is_affix = isinstance(call.func, ast.Attribute) and call.func.attr in ("startswith", "endswith")
    return is_affix and bool(call.args) and isinstance(call.args[0], ast.Tuple)


def _is_connect_timeout(call: ast.Call) -> bool:
    is_connect = isinstance(call.func, ast.Attribute) and call.func.attr == "connect"
    return is_connect and any(one.arg == "timeout" for one in call.keywords)


def _is_plain_adc(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name == "ADC" and not any(one.arg in ("atten", None) for one in call.keywords)


def _named(name: str) -> Callable[[ast.Call], bool]:
    def is_used(call: ast.Call) -> bool:
        return (call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")) == name

    return is_used


WORDS: Final = (
    NewerWord("Pin.toggle()", (1, 25), "pin.value(not pin.value())", _method("toggle")),
    NewerWord('startswith(("a", "b"))', (1, 25), 'text.startswith("a") or text.startswith("b")', _is_affix_tuple),
    NewerWord("connect(timeout=...)", (1, 25), "client.connect()", _is_connect_timeout),
    NewerWord("ADC(pin)", (1, 26), "ADC(pin, atten=ADC.ATTN_11DB)", _is_plain_adc),
    NewerWord("Counter(...)", (1, 26), "pin.irq(...)", _named("Counter")),
    NewerWord("Encoder(...)", (1, 26), "pin.irq(...)", _named("Encoder")),
)


def too_new(program: str, version: object) -> list[TooNew]:
    """Return what a board of that version (`micropython` of its `info`) lacks, the first line of each."""
    found = re.match(r"v?(\d{1,3})\.(\d{1,3})", version) if isinstance(version, str) else None
    if found is None:
        return []
    has = (int(found[1]), int(found[2]))
    try:
        tree = parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
    own = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    calls = sorted((node for node in ast.walk(tree) if isinstance(node, ast.Call)), key=lambda call: call.lineno)
    return [
        TooNew(call.lineno, word.written, ".".join(map(str, word.since)), word.instead)
        for word in WORDS
        if has < word.since and word.written.partition("(")[0].rpartition(".")[2] not in own
        for call in next(([call] for call in calls if word.is_used(call)), [])
    ]
