"""Homie: `homie/<device>/<node>/<property>`; levels that begin with `$` describe, `$state` says whether it is there.

The convention: homieiot.github.io, versions 3 and 4 (version 5 has its version before the device).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.hub.makers.device_topic import NO_DATA, DeviceTopic, NoData

if TYPE_CHECKING:
    from collections.abc import Sequence


def topic_of(levels: Sequence[str]) -> DeviceTopic | NoData | None:
    """Return what a topic of Homie is about, None where it is another's."""
    if levels[0] != "homie" or len(levels) < 3:
        return None
    rest = list(levels[2:] if levels[1] == "5" else levels[1:])
    source = "homie", rest[0]
    if rest[1:] == ["$state"]:
        return DeviceTopic(source, (rest[0],), ("state",), is_availability=True)
    if len(rest) < 3 or any(level.startswith("$") for level in rest) or rest[-1] == "set":
        return NO_DATA
    return DeviceTopic(source, (rest[0],), tuple(rest[1:]))
