"""What a topic is about. Pure: docs/protocol.md, sections Topics and Other devices.

Ours are `lab/<room>/<board>/...`; those of other devices are read by `makers/`. A trainer may have said which level of
the topics under a root names the device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from iot_lab.contract.topics import PREFIX, parse, parse_program
from iot_lab.hub.makers import device_topic_of
from iot_lab.hub.makers.device_topic import DeviceTopic, NoData
from iot_lab.hub.naming import name_of, series_of
from iot_lab.hub.subscriptions import ANY_DEVICE, is_asked_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.hub.places import RootLevels

RouteKind = Literal["data", "program", "status", "info", "log", "foreign", "availability", "ignored", "refused"]
_MOST_ROUTES: Final = 8_192
_LONGEST_TOPIC: Final = 512
_DEEPEST_TOPIC: Final = 12


class Route(NamedTuple):
    """Where a message belongs; `series` is empty where the payload alone names it.

    Of another device, `board` and `series` are what it would like to be called (`naming.py` decides), `told` is what
    its maker means; `reason` says why a refused one is.
    """

    kind: RouteKind
    board: str = ""
    series: str = ""
    told: DeviceTopic | None = None
    reason: str = ""


IGNORED: Final = Route("ignored")
REFUSED: Final = Route("refused", reason="topic")


class Routes:
    """Routes of the topics of one room and of the devices it hears, each worked out once."""

    def __init__(
        self, room: str, devices: Sequence[str] = ANY_DEVICE, root_levels: Callable[[], RootLevels] = tuple
    ) -> None:
        """`root_levels` gives the levels that the trainer chose; another tuple where they change."""
        self._room, self._devices, self._root_levels = room, devices, root_levels
        self._levels: RootLevels = ()
        self._known: dict[bytes, Route] = {}

    def of(self, topic: bytes) -> Route:
        """Return the route of a topic as it came from the wire."""
        levels = self._root_levels()
        if levels is not self._levels:
            self._levels = levels
            self._known.clear()
        found = self._known.get(topic)
        if found is None:
            if len(self._known) >= _MOST_ROUTES:
                self._known.clear()
            found = self._known[topic] = route(self._room, topic, self._devices, levels)
        return found


def route(room: str, topic: bytes, devices: Sequence[str] = ANY_DEVICE, root_levels: RootLevels = ()) -> Route:
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
    if levels[0] == "homeassistant" or text.startswith("$") or not is_asked_for(devices, text):
        return IGNORED
    named = [level for level in levels if level]
    if not named or len(named) > _DEEPEST_TOPIC:
        return REFUSED
    return _foreign(named, _level_of(text, root_levels))


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
    if own[0] != room:
        return IGNORED
    levels = tuple(own[2].split("/"))
    told = DeviceTopic((own[1],), (own[1],), levels)
    return Route("program", own[1], ".".join(levels), told)


def _level_of(text: str, root_levels: RootLevels) -> int | None:
    """Return the level that the trainer chose for the longest root that a topic is under, None where there is none."""
    found = [(len(root), level) for root, level in root_levels if text == root or text.startswith(f"{root}/")]
    return max(found)[1] if found else None


def _foreign(levels: Sequence[str], level: int | None) -> Route:
    told = device_topic_of(levels, level)
    if isinstance(told, NoData):
        return Route("refused", reason=told.reason) if told.reason else IGNORED
    kind: RouteKind = "availability" if told.is_availability else "foreign"
    return Route(kind, device_name(told.device), series_of(told.series) if told.series else "", told)


def device_name(parts: Sequence[str]) -> str:
    """Return the name that a device would like, of what names it."""
    return name_of("-".join(parts))
