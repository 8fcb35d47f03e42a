"""Sparkplug: `spBv1.0/<group>/<type>/<node>[/<device>]` with binary payloads (protobuf), which the hub does not read.

It says so: a trainer who sees nothing of such a device finds the reason on the page. Births and deaths say whether the
device is there. The Eclipse Sparkplug specification, 4 (topics) and 6 (payloads).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.hub.makers.device_topic import NO_DATA, NoData

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMESPACES: Final = frozenset({"spAv1.0", "spBv1.0"})
_MEASURED: Final = frozenset({"NBIRTH", "DBIRTH", "NDATA", "DDATA"})


def topic_of(levels: Sequence[str]) -> NoData | None:
    """Return why a topic of Sparkplug is no data, None where it is another's."""
    if levels[0] not in _NAMESPACES:
        return None
    return NoData("sparkplug") if len(levels) > 3 and levels[2] in _MEASURED else NO_DATA
