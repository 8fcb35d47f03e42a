"""Any other device: one level of the topic names it, the first unless the trainer chose; the rest is the series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.hub.makers.device_topic import NO_DATA, DeviceTopic, NoData

if TYPE_CHECKING:
    from collections.abc import Sequence

ORDERS: Final = frozenset({"set", "get", "command", "cmnd", "cmd"})
AVAILABILITY: Final = frozenset({"LWT", "availability", "online", "status"})


def topic_of(levels: Sequence[str], level: int = 1) -> DeviceTopic | NoData:
    """Return what a topic is about; orders to devices are no data."""
    if levels[-1] in ORDERS and len(levels) > level:
        return NO_DATA
    level = min(level, len(levels))
    series = tuple(levels[level:])
    is_availability = len(series) == 1 and series[0] in AVAILABILITY
    return DeviceTopic(tuple(levels[:level]), (levels[level - 1],), series, is_availability)
