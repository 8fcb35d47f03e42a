"""The topics and payloads of other makers' devices, as their makers mean them: one file a maker, one interface.

The theory. A maker's file answers two questions. `topic_of(levels)`: is this topic mine, and which device and which
series does it speak of (or is it an order, a discovery, a copy, which is no data)? `shaped(topic, said)`: what of the
JSON is a measurement? Whatever nobody claims is anybody's (`plain.py`). Then all are read alike (`device_values.py`).

`source` is the root under which a device speaks: two devices never share one, so they never share a name
(`hub/naming.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.hub.makers import esphome, homie, plain, rtl_433, shelly, sparkplug, tasmota, zigbee2mqtt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.hub.makers.device_topic import DeviceTopic, NoData

_TOPICS_OF: Final[tuple[Callable[[Sequence[str]], DeviceTopic | NoData | None], ...]] = (
    *(tasmota.topic_of, zigbee2mqtt.topic_of, shelly.topic_of, rtl_433.topic_of),
    *(esphome.topic_of, homie.topic_of, sparkplug.topic_of),
)


def device_topic_of(levels: Sequence[str], level: int | None = None) -> DeviceTopic | NoData:
    """Return what a topic is about; `level` (from 1) is the one that names the device where a trainer said so."""
    if level is not None:
        return plain.topic_of(levels, level)
    for topic_of in _TOPICS_OF:
        found = topic_of(levels)
        if found is not None:
            return found
    return plain.topic_of(levels)
