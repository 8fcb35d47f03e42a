"""The numbers in what other devices say: a number, a switch, numbers as text, JSON of any shape, SenML. Pure.

One bad field costs that field: NaN, which MicroPython and C write also as `nan`, is left out and the others are kept.
Text and pictures are none of our business: they give nothing, and are not refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.limits import UNIT_CHARACTERS
from iot_lab.foreign_text import ForeignRefused, clean, decode_json
from iot_lab.hub.naming import series_of, source_of
from iot_lab.hub.senml import is_senml, resolved
from iot_lab.hub.values import MessageRefused, board_time, checked
from iot_lab.hub.written_numbers import LONGEST, WrittenNumber, number_in_json_text, written_number
from iot_lab.store import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.hub.limits import HubLimits
    from iot_lab.hub.makers.device_topic import DeviceTopic, Path

_BARE_CONSTANT: Final = re.compile(
    r'"(?:[^"\\]|\\.)*+(?:"|$)|(?<![\w.])-?(?:nan|inf|infinity)\b', re.IGNORECASE | re.DOTALL
)
_LONGEST_AGO_S: Final = 2**28


@dataclass(frozen=True, slots=True)
class DeviceValue:
    """One number: what tells its series from others, the name it would like, its unit."""

    source: str
    wish: str
    unit: str
    reading: Reading


@dataclass(slots=True)
class DeviceValues:
    """The numbers of one message and whose they are; `left_out` counts those that are no numbers."""

    device: Path
    source: Path
    values: list[DeviceValue] = field(default_factory=list)
    left_out: int = 0


def read(topic: DeviceTopic, payload: bytes, arrival_ms: int, limits: HubLimits) -> DeviceValues:
    """Return the numbers of a message. Raises MessageRefused."""
    if len(payload) > limits.data_bytes:
        raise MessageRefused("size")
    said = DeviceValues(topic.device, topic.source)
    found = written_number(payload.decode(errors="replace")) if len(payload) <= 4 * LONGEST else None
    if found is not None:
        said.values.append(_value(topic, topic.series, topic.series, found, topic.unit, arrival_ms))
        return said
    tree = _json(payload)
    quoted = written_number(tree) if isinstance(tree, str) else None
    if quoted is not None:
        said.values.append(_value(topic, topic.series, topic.series, quoted, topic.unit, arrival_ms))
    elif is_senml(tree):
        _read_senml(topic, tree, said, arrival_ms)
    elif isinstance(tree, dict | list):
        _read_tree(topic, tree, said, arrival_ms, limits)
    if len(said.values) > limits.values_per_message:
        raise MessageRefused("payload")
    return said


def _read_tree(topic: DeviceTopic, tree: Any, said: DeviceValues, arrival_ms: int, limits: HubLimits) -> None:
    shaped = topic.shaped(topic, tree)
    if shaped is None:
        return
    levels = topic.series
    if shaped.device is not None:
        said.device, said.source, levels = shaped.device, shaped.source, ()
    for path, value in _leaves(shaped.tree, (), limits.depth):
        found = _number(path, value, said)
        if found is not None:
            wish = path if shaped.wish_of is None else shaped.wish_of(path)
            unit = shaped.unit_of(path) or topic.unit
            said.values.append(_value(topic, (*levels, *wish), (*levels, *path), found, unit, arrival_ms))


def _leaves(value: Any, path: Path, depth: int) -> Iterator[tuple[Path, Any]]:
    if not isinstance(value, dict | list):
        yield path, value
        return
    if depth == 0:
        raise MessageRefused("payload")
    parts = value.items() if isinstance(value, dict) else ((str(place), part) for place, part in enumerate(value))
    for key, part in parts:
        yield from _leaves(part, (*path, key), depth - 1)


def _number(path: Path, value: Any, said: DeviceValues) -> WrittenNumber | None:
    try:
        if isinstance(value, str):
            return number_in_json_text(path[-1] if path else "", value)
        return WrittenNumber(checked(value)) if isinstance(value, int | float) else None
    except MessageRefused:
        said.left_out += 1
        return None


def _read_senml(topic: DeviceTopic, tree: Any, said: DeviceValues, arrival_ms: int) -> None:
    for record in resolved(tree):
        try:
            number = checked(record.value)
            t_ms = None if record.is_relative else board_time(record.t_s * 1000, arrival_ms)
        except MessageRefused:
            said.left_out += 1
            continue
        earlier_ms = int(record.t_s * 1000) if record.is_relative and -_LONGEST_AGO_S < record.t_s <= 0 else 0
        reading = Reading(arrival_ms + earlier_ms if t_ms is None else t_ms, None, number, t_ms is None)
        wish = series_of((*topic.series, record.wish))
        said.values.append(DeviceValue(source_of((*topic.series, record.name)), wish, _unit(record.unit), reading))


def _value(
    topic: DeviceTopic, wish: Path, source: Path, found: WrittenNumber, unit: str, arrival_ms: int
) -> DeviceValue:
    if topic.series_source is not None:
        source = (*topic.series_source, *source[len(topic.series) :])
    reading = Reading(arrival_ms, None, found.number, is_stamped=True)
    return DeviceValue(source_of(source), series_of(wish), _unit(found.unit or unit), reading)


def _unit(text: str) -> str:
    return clean(text, UNIT_CHARACTERS)


def _json(payload: bytes) -> Any:
    """Return the JSON of a payload, None where it is text; NaN stays in it, to be left out alone.

    What begins like an object and is none (`{'temperature': 21}`) is refused: somebody meant it to be read.
    """
    try:
        return decode_json(payload, keeps_nan=True)
    except ForeignRefused:
        text = payload.decode(errors="replace")
    try:
        return decode_json(_BARE_CONSTANT.sub(_spelled, text), keeps_nan=True)
    except ForeignRefused as refused:
        if text.lstrip().startswith("{"):
            raise MessageRefused("payload") from refused
        return None


def _spelled(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith('"') else "NaN"
