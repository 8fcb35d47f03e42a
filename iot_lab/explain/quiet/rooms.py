"""What a program spells out of its room, although each room has its own: an address, a network, a topic.

The run has shown that nobody is there (`Facts` of the grading); here the text is looked through for where it stands.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from iot_lab.explain.source import Source


def spelt_out_address(source: Source, address: str) -> Diagnosis | None:
    """Return where the address stands at which no broker answered."""
    line = _line_of(source, address)
    return Diagnosis(key("explain.room.address"), line, {"address": address}) if line else None


def spelt_out_network(source: Source, name: str) -> Diagnosis | None:
    """Return where the name stands of a Wi-Fi that is not there."""
    line = _line_of(source, name)
    return Diagnosis(key("explain.room.network"), line, {"name": name}) if line else None


def password_for_name(source: Source) -> Diagnosis | None:
    """Return where the Wi-Fi is asked for, in a program that was seen to ask for its password as for a name."""
    calls = (call for call in source.every(ast.Call) if last_name(call) == "connect" and len(call.args) > 1)
    call = next(calls, None)
    return Diagnosis(key("explain.room.password-for-name"), call.lineno, {"call": written(call)}) if call else None


def spelt_out_topic(source: Source, topic: str, meant: str) -> Diagnosis | None:
    """Return where a topic stands that is not the board's: `meant` is the name of the one that was looked for."""
    line = _line_of(source, topic)
    return Diagnosis(key("explain.room.topic"), line, {"topic": topic, "meant": meant}) if line else None


def other_name(source: Source, name: str, meant: str) -> Diagnosis | None:
    """Return where `room.topic` is given another name than the one that was looked for."""
    for call in source.every(ast.Call):
        given = call.args[0] if dotted(call.func) == "room.topic" and call.args else None
        if isinstance(given, ast.Constant) and given.value == name:
            return Diagnosis(key("explain.room.topic-name"), call.lineno, {"name": name, "meant": meant})
    return None


def never_published(source: Source, meant: str) -> Diagnosis | None:
    """Return that nothing is ever published, where a topic was looked for."""
    if source.tree is None or any(node.attr == "publish" for node in source.every(ast.Attribute)):
        return None
    return Diagnosis(key("explain.room.never-published"), None, {"meant": meant})


def _line_of(source: Source, text: str) -> int | None:
    """Return the line of a text that is written in the program, as bytes too."""
    texts = (text, text.encode())
    found = (node for node in source.every(ast.Constant) if node.value in texts)
    return next((node.lineno for node in found), None)
