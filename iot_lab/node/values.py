"""What a driver's attribute gives, made a sample's value: a number, or several under their keys. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from iot_lab.contract.limits import LARGEST_NUMBER

if TYPE_CHECKING:
    from iot_lab.node.node_file import SensorChannel

Value = float | dict[str, float]


class ReadingUnusable(Exception):
    """The driver gave something that is no number; the text says what."""


def sample_value(channel: SensorChannel, given: Any) -> Value:
    """Return the value of a channel's series. Raises ReadingUnusable."""
    if not channel.keys:
        return _number(channel, given)
    if not isinstance(given, Sequence) or isinstance(given, str | bytes) or len(given) != len(channel.keys):
        raise ReadingUnusable(f"{channel.attribute} = {given!r:.60}")
    return {key: _number(channel, one) for key, one in zip(channel.keys, given, strict=True)}


def _number(channel: SensorChannel, given: Any) -> float:
    try:
        number = float(given) * channel.scale + channel.offset
    except (TypeError, ValueError, OverflowError) as error:
        raise ReadingUnusable(f"{channel.attribute} = {given!r:.60}") from error
    if not math.isfinite(number) or abs(number) > LARGEST_NUMBER:
        raise ReadingUnusable(f"{channel.attribute} = {given!r:.60}")
    rounded = number if channel.decimals is None else round(number, channel.decimals)
    return int(rounded) if isinstance(given, int) and rounded == int(rounded) else rounded
