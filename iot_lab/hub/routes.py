"""What a topic is about. Pure: docs/protocol.md, sections Topics and Other devices.

Ours are `lab/<room>/<board>/...`; the topics of Tasmota, ESPHome, Zigbee2MQTT and Shelly have their own shapes; of any
other topic the first level names the device and the rest the series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from iot_lab.contract.topics import PREFIX, parse, parse_program
from iot_lab.hub.subscriptions import ANY_DEVICE, ESPHOME_KINDS, is_asked_for
from iot_lab.hub.values import MessageRefused, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

RouteKind = Literal["data", "program", "status", "info", "log", "foreign", "availability", "ignored", "refused"]

_MOST_ROUTES: Final = 8_192
_LONGEST_TOPIC: Final = 512
_DEEPEST_TOPIC: Final = 8
_ORDERS: Final = frozenset({"set", "get", "command", "cmnd", "cmd", "announce", "bridge", "events", "debug"})
_AVAILABILITY: Final = frozenset({"LWT", "availability", "online", "status"})


class Route(NamedTuple):
    """Where a message belongs; `series` is empty where the payload alone names it."""

    kind: RouteKind
    board: str = ""
    series: str = ""


IGNORED: Final = Route("ignored")
REFUSED: Final = Route("refused")


class Routes:
    """Routes of the topics of one room and of the devices it hears, each worked out once."""

    def __init__(self, room: str, devices: Sequence[str] = ANY_DEVICE) -> None:
        self._room, self._devices = room, devices
        self._known: dict[bytes, Route] = {}

    def of(self, topic: bytes) -> Route:
        """Return the route of a topic as it came from the wire."""
        found = self._known.get(topic)
        if found is None:
            if len(self._known) >= _MOST_ROUTES:
                self._known.clear()
            found = self._known[topic] = route(self._room, topic, self._devices)
        return found


def route(room: str, topic: bytes, devices: Sequence[str] = ANY_DEVICE) -> Route:
    """Return the route of a topic; every topic has one."""
    try:
        text = topic.decode()
    except UnicodeDecodeError:
        return REFUSED
    if len(topic) > _LONGEST_TOPIC:
        return REFUSED
    levels = text.split("/")
    if levels[0] == PREFIX:
        return _ours(room, text)
    if levels[0] == "homeassistant" or text.startswith("$") or levels[-1] in _ORDERS or len(levels) > _DEEPEST_TOPIC:
        return IGNORED
    if not is_asked_for(devices, text):
        return IGNORED
    try:
        return _foreign([level for level in levels if level])
    except MessageRefused:
        return REFUSED


def _ours(room: str, text: str) -> Route:
    topic = parse(text)
    if topic is None:
        return _of_a_program(room, text)
    if topic.room != room or topic.part in ("do", "done"):
        return IGNORED
    return Route(topic.part, topic.board, topic.name)  # type: ignore[arg-type]


def _of_a_program(room: str, text: str) -> Route:
    own = parse_program(text)
    if own is None:
        return REFUSED
    return Route("program", own[1], own[2].replace("/", ".")) if own[0] == room else IGNORED


def _foreign(levels: list[str]) -> Route:
    match levels:
        case ["cmnd", *_] | ["zigbee2mqtt", "bridge", *_]:
            return IGNORED
        case [("tele" | "stat" | "shellies" | "zigbee2mqtt"), device, *rest]:
            return _of_device(device, [level for level in rest if level not in ("SENSOR", "STATE", "RESULT")])
        case [device, kind, name, "state"] if kind in ESPHOME_KINDS:
            return _of_device(device, [name])
        case [device, *rest]:
            return _of_device(device, rest)
    raise MessageRefused("topic")


def _of_device(device: str, rest: list[str]) -> Route:
    if len(rest) == 1 and rest[0] in _AVAILABILITY:
        return Route("availability", name_of(device))
    return Route("foreign", name_of(device), ".".join(name_of(level) for level in rest))
