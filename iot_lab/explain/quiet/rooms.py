"""What a program spells out of its room, although each room has its own: an address, a network, a topic.

The run has shown that nobody is there (`Facts` of the grading); here the text is looked through for where it stands.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Final

from iot_lab.explain.calls import last_name
from iot_lab.explain.diagnosis import Diagnosis, Phrase
from iot_lab.explain.source import dotted, written
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.explain.source import Source

_FACTS: Final = {
    "ssid": key("explain.room.is-ssid"), "wifi_password": key("explain.room.is-wifi-password"),
    "broker": key("explain.room.is-broker"), "port": key("explain.room.is-port"), "user": key("explain.room.is-user"),
    "password": key("explain.room.is-password"), "client_id": key("explain.room.is-client-id"),
}  # fmt: skip
# A client may call itself as it likes: its first place proves nothing.
_OF_CLIENT: Final = ("", "broker", "port", "user", "password")
_OF_WIFI: Final = ("ssid", "wifi_password")
_BY_NAME: Final = {
    "server": "broker", "port": "port", "user": "user", "password": "password", "ssid": "ssid", "key": "wifi_password",
}  # fmt: skip


def facts_mixed(source: Source) -> Iterator[Diagnosis]:
    """`wlan.connect(room.ssid, room.password)`: one fact of the room in the place of another."""
    for call in source.every(ast.Call):
        is_client = last_name(call) == "MQTTClient"
        places = _OF_CLIENT if is_client else _OF_WIFI if last_name(call) == "connect" else ()
        named = [(_BY_NAME.get(one.arg or "", ""), one.value) for one in call.keywords] if places else []
        pairs = [(meant, _fact(source, node)) for meant, node in (*zip(places, call.args, strict=False), *named)]
        facts = [given for _, given in pairs]
        if not is_client and not set(facts) & set(_OF_WIFI):
            continue
        if not is_client and facts == ["wifi_password", "ssid"]:
            yield Diagnosis(key("explain.room.password-for-name"), call.lineno, {"call": written(call)})
            continue
        if is_client and facts[:2] == ["broker", "client_id"]:
            values = {"first": written(call.args[0]), "second": written(call.args[1])}
            yield Diagnosis(key("explain.network.swapped"), call.lineno, values)
            continue
        wrong = [(meant, given) for meant, given in pairs if meant and given and meant != given]
        if wrong:
            meant, given = wrong[0]
            said: dict[str, object] = {"given": f"room.{given}", "what": Phrase(_FACTS[given])}
            said |= {"meant": f"room.{meant}", "wanted": Phrase(_FACTS[meant]), "function": last_name(call)}
            yield Diagnosis(key("explain.room.other-fact"), call.lineno, said)


def _fact(source: Source, node: ast.expr, deep: int = 3) -> str:
    """Return which fact of the room an expression is: `room.user`, a name that holds it, or what each call gives."""
    if isinstance(node, ast.Attribute):
        return node.attr if dotted(node.value) == "room" and node.attr in _FACTS else ""
    bound = source.bound(node.id) if isinstance(node, ast.Name) and deep else []
    if len(bound) != 1 or not isinstance(node, ast.Name):
        return ""
    if isinstance(bound[0].value, ast.Attribute | ast.Name):
        return _fact(source, bound[0].value, deep - 1)
    own = bound[0].function
    names = [one.arg for one in own.args.args] if own is not None and bound[0].how == "parameter" else []
    if own is None or node.id not in names or names[:1] == ["self"]:
        return ""
    calls = [one for one in source.every(ast.Call) if dotted(one.func) == own.name and not one.keywords]
    place = names.index(node.id)
    given = {_fact(source, one.args[place], deep - 1) if len(one.args) > place else "" for one in calls}
    return given.pop() if len(given) == 1 else ""


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


FINDERS: Final = (facts_mixed,)
