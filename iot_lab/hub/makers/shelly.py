"""Shelly: `shellies/<id>/relay/0/power` (first generation), `<id>/status/switch:0` (all later ones).

Announces, notifications (`events/rpc` says what `status/...` says again), RPC and orders are no data. The makers' API
reference: Gen1, MQTT; Gen2+, Mqtt component and its Status updates (`status_ntf`, "Generic status update over MQTT").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from iot_lab.hub.makers.device_topic import NO_DATA, DeviceTopic, NoData, Path, Shaped, without

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST: Final = "shellies"
_ABOUT_ITSELF: Final = frozenset({"announce", "info", "command", "set", "settings"})
_SYSTEM: Final = frozenset({"sys", "cloud", "mqtt", "ble", "ws", "eth", "matter", "modbus", "knx", "ht_ui", "plugs_ui"})
_PLAIN_COMPONENTS: Final = _SYSTEM | {"wifi"}
_NO_COMPONENT: Final = ("script", "schedule", "bthome", "service")
_FIRST_UNITS: Final = {
    "temperature": "°C",
    "temperature_f": "°F",
    "humidity": "%",
    "battery": "%",
    "lux": "lx",
    "voltage": "V",
    "power": "W",
    "current": "A",
    "total": "Wh",
    "total_returned": "Wh",
    "reactive_power": "var",
    "pos": "%",
}
_UNITS: Final = {
    "tC": "°C",
    "tF": "°F",
    "rh": "%",
    "apower": "W",
    "act_power": "W",
    "aprt_power": "VA",
    "voltage": "V",
    "current": "A",
    "freq": "Hz",
    "total": "Wh",
    "lux": "lx",
    "percent": "%",
    "V": "V",
    "rssi": "dBm",
    "brightness": "%",
    "current_pos": "%",
    "target_pos": "%",
    "total_act": "Wh",
    "total_act_ret": "Wh",
}


def topic_of(levels: Sequence[str]) -> DeviceTopic | NoData | None:
    """Return what a topic of Shelly is about, None where it is another's."""
    if len(levels) > 1 and levels[-2] == "status" and _is_component(levels[-1]):
        return _component(tuple(levels[:-2]), levels[-1]) if len(levels) > 2 else None
    is_notified = list(levels[-2:]) in (["events", "rpc"], ["events", "ble"], ["debug", "log"])
    is_order = len(levels) > 2 and levels[-2] == "command" and _is_component(levels[-1])
    if (is_notified or levels[-1] == "rpc" or is_order) and len(levels) > 1:
        return NO_DATA
    return _first(levels) if levels[0] == _FIRST else None


def _is_component(level: str) -> bool:
    return ":" in level or level in _PLAIN_COMPONENTS


def _component(device: Path, component: str) -> DeviceTopic | NoData:
    if component in _SYSTEM or component.startswith(_NO_COMPONENT):
        return NO_DATA
    name = device[1:] if device[0] == _FIRST and len(device) > 1 else device
    return DeviceTopic(device, name, (component,), shaped=_shaped)


def _shaped(topic: DeviceTopic, said: Any) -> Shaped | None:
    if not isinstance(said, dict):
        return None
    kept = {"rssi": said.get("rssi")} if topic.series == ("wifi",) else without(said, "id", "errors", "flags")
    for key, value in kept.items():
        if isinstance(value, dict):
            kept[key] = without(value, "by_minute", "minute_ts")
    return Shaped(kept, lambda path: _UNITS.get(path[-1], "") if path else "")


def _first(levels: Sequence[str]) -> DeviceTopic | NoData:
    if len(levels) < 2 or levels[-1] in _ABOUT_ITSELF:
        return NO_DATA
    device, rest = (levels[1],), tuple(levels[2:])
    source = _FIRST, *device
    if rest == ("online",):
        return DeviceTopic(source, device, rest, is_availability=True)
    if len(rest) > 1 and rest[-1] == "status":
        rest = rest[:-1]
    unit = _FIRST_UNITS.get(rest[-1], "") if rest else ""
    if rest and rest[-1] == "energy":
        unit = "Wmin" if rest[0] == "relay" else "Wh"
    return DeviceTopic(source, device, rest, unit=unit)
