"""What the hub asks a broker for: its own room, and devices that are not ours. Pure.

On our own broker everything belongs to the room, so the hub hears every topic. On a broker that others share, it asks
for its own room and for named prefixes: what it does not ask for is neither sent to it, nor stored, nor counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.contract.topics import PREFIX
from iot_lab.mqtt.filters import matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ESPHOME_KINDS: Final = (
    *("sensor", "binary_sensor", "switch", "number", "light", "fan", "climate", "cover", "lock", "valve", "select"),
    *("text_sensor", "event", "water_heater"),
)
ANY_DEVICE: Final = ("#",)
KNOWN_DEVICES: Final = (
    "tele/#",  # Tasmota
    "stat/#",
    "shellies/#",
    "zigbee2mqtt/#",
    *(f"+/{kind}/+/state" for kind in ESPHOME_KINDS),
    "+/status",
    "+/status/+",  # Shelly since its second generation
    "+/online",
    "rtl_433/#",
    "homie/#",
    "spBv1.0/#",
)
"""The makers of docs/protocol.md, Other devices: what a hub on a shared broker hears unless it is told otherwise."""


def devices_under(prefixes: Iterable[str]) -> tuple[str, ...]:
    """Return the filters of the devices under some prefixes (`garden`, `site/hall/#`)."""
    plain = [prefix.replace("#", "").replace("+", "").strip("/") for prefix in prefixes]
    return tuple(f"{prefix}/#" if prefix else "#" for prefix in plain)


def filters_of(room: str, devices: Sequence[str]) -> tuple[str, ...]:
    """Return what the hub of a room subscribes to; one filter alone where that covers the room too.

    Brokers may send a message once for each filter that covers it.
    """
    return ANY_DEVICE if "#" in devices else (f"{PREFIX}/{room}/#", *devices)


def is_asked_for(devices: Sequence[str], topic: str) -> bool:
    """Say whether a device's topic is among `devices`: a session may still hold filters of an earlier start."""
    return any(matches(one, topic) for one in devices)
