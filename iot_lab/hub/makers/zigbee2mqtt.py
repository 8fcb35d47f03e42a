"""Zigbee2MQTT: `zigbee2mqtt/<friendly name>` with JSON; a friendly name may have several levels.

With `output: attribute` the last level is an attribute and the payload is plain. `bridge/` is about the bridge. The
makers' page: MQTT Topics and Messages; what each device sends: Supported devices, Exposes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from iot_lab.hub.makers.device_topic import NO_DATA, DeviceTopic, NoData, Path, Shaped, without

if TYPE_CHECKING:
    from collections.abc import Sequence

BASE: Final = "zigbee2mqtt"
_ORDERS: Final = frozenset({"set", "get"})
_UNITS: Final = {
    **dict.fromkeys(("temperature", "device_temperature", "local_temperature", "occupied_heating_setpoint"), "°C"),
    **dict.fromkeys(("humidity", "battery", "soil_moisture", "position"), "%"),
    "pressure": "hPa",
    "illuminance": "lx",
    "illuminance_lux": "lx",
    "power": "W",
    "energy": "kWh",
    "current": "A",
    "co2": "ppm",
    "voc": "ppb",
    "pm25": "µg/m³",
    "pm10": "µg/m³",
    "formaldehyd": "mg/m³",
    "linkquality": "lqi",
}


def topic_of(levels: Sequence[str]) -> DeviceTopic | NoData | None:
    """Return what a topic of Zigbee2MQTT is about, None where it is another's."""
    if levels[0] != BASE or len(levels) < 2:
        return None
    rest = tuple(levels[1:])
    if "bridge" in rest[:2] or rest[-1] in _ORDERS or (len(rest) > 2 and rest[-2] in _ORDERS):
        return NO_DATA
    if rest[-1] == "availability" and len(rest) > 1:
        return DeviceTopic((BASE, *rest[:-1]), rest[:-1], rest[-1:], is_availability=True)
    device, series = (rest[:-1], rest[-1:]) if len(rest) > 1 else (rest, ())
    return DeviceTopic((BASE, *device), device, series, shaped=_shaped, unit=_UNITS.get(rest[-1], ""))


def _shaped(topic: DeviceTopic, said: Any) -> Shaped | None:
    if not isinstance(said, dict):
        return Shaped(said, lambda _path: topic.unit)
    kept = without(said, "update", "update_available", "last_seen", "device", "elapsed")
    name = (*topic.device, *topic.series)
    return Shaped(kept, _unit_of, name, (BASE, *name))


def _unit_of(path: Path) -> str:
    return _UNITS.get(path[-1], "") if path else ""
