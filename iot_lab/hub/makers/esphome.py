"""ESPHome: `<prefix>/<component>/<object>/state`, `<prefix>/status`; discovery and logs are no data.

Some components have more below the object (`climate/heating/target_temperature/state`); the prefix may have several
levels. Its documentation: MQTT Client Component, MQTT Component Base.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.hub.makers.device_topic import NO_DATA, DeviceTopic, NoData
from iot_lab.hub.subscriptions import ESPHOME_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

_ABOUT_ITSELF: Final = frozenset({"discover", "ping"})


def topic_of(levels: Sequence[str]) -> DeviceTopic | NoData | None:
    """Return what a topic of ESPHome is about, None where it is another's."""
    if levels[0] == "esphome" and len(levels) > 1 and levels[1] in _ABOUT_ITSELF:
        return NO_DATA
    if len(levels) == 2 and levels[1] == "debug":
        return NO_DATA
    if levels[-1] != "state":
        return None
    for place in (len(levels) - 3, len(levels) - 4):
        if place > 0 and levels[place] in ESPHOME_KINDS:
            device, said = tuple(levels[:place]), tuple(levels[place:-1])
            return DeviceTopic(device, device, said[1:], series_source=said)
    return None
