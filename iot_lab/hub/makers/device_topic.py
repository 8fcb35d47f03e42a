"""What a maker's file says of a topic and of a payload: plain values, shared by all makers. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

Path = tuple[str, ...]
UnitOf = Callable[[Path], str]


class NoData(NamedTuple):
    """A topic that carries no measurement: ignored, or refused where `reason` is a word of docs/protocol.md."""

    reason: str = ""


NO_DATA: Final = NoData()


class Shaped(NamedTuple):
    """The measurements of a JSON payload: a tree of numbers, switches and texts, and the unit of each path.

    Where the payload says who the device is, `device` holds what names it and `source` its root, and the topic names no
    series. `wish_of` gives the name of a series where that is not its path.
    """

    tree: Any
    unit_of: UnitOf
    device: Path | None = None
    source: Path = ()
    wish_of: Callable[[Path], Path] | None = None


def no_unit(_path: Path) -> str:
    """Return no unit, for makers who say none."""
    return ""


def as_it_is(topic: DeviceTopic, said: Any) -> Shaped:
    """Take all of a payload; a text `unit`, `units` or `unit_of_measurement` beside a single number is its unit."""
    unit = topic.unit
    if isinstance(said, dict) and sum(isinstance(value, int | float) for value in said.values()) == 1:
        unit = next((text for key in _UNIT_KEYS if isinstance(text := said.get(key), str)), unit)
    return Shaped(said, lambda _path: unit)


_UNIT_KEYS: Final = ("unit", "units", "unit_of_measurement")


@dataclass(frozen=True, slots=True)
class DeviceTopic:
    """A topic of a device: the levels under which it speaks, those that name it, those of the series.

    `unit` is that of a single number. `copy_of` names what says the same numbers elsewhere: once that was heard, this
    is passed over; `original` is that name on the topic that was heard.
    """

    source: Path
    device: Path
    series: Path = ()
    is_availability: bool = False
    shaped: Callable[[DeviceTopic, Any], Shaped | None] = as_it_is
    unit: str = ""
    series_source: Path | None = None
    """What tells this series from others, where `series` alone does not."""
    original: str = ""
    copy_of: str = ""


def without(said: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return an object of JSON without some of its keys."""
    return {key: value for key, value in said.items() if key not in keys}
