"""Tasmota: `tele/<topic>/SENSOR`, `STATE`, `LWT`, `stat/<topic>/POWER`, `RESULT`, `STATUS8`; its discovery is no data.

FullTopic is `%prefix%/%topic%/` at first, `%topic%/%prefix%/` where people like it so; the topic may have several
levels. Tasmota's documentation: MQTT, Status, Commands (SetOption19, TelePeriod).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from iot_lab.hub.makers.device_topic import NO_DATA, DeviceTopic, NoData, Path, Shaped, without

if TYPE_CHECKING:
    from collections.abc import Sequence

_PREFIXES: Final = frozenset({"tele", "stat", "cmnd"})
_COMMAND: Final = re.compile(r"[A-Z][A-Z0-9_]*")
_NO_DATA: Final = re.compile(r"INFO\d*|LOGGING|HASS_STATE|BUTTON\d*|STATUS([0-79]|12)?")
_STATE_KEYS: Final = re.compile(r"(POWER\d*|Dimmer\d*|CT|White|Channel|Shutter\d*|HSBColor|FanSpeed)", re.IGNORECASE)
_INSIDE: Final = {"STATUS8": "StatusSNS", "STATUS10": "StatusSNS", "STATUS11": "StatusSTS"}
_UNITS: Final = {
    "humidity": "%",
    "moisture": "%",
    "illuminance": "lx",
    "voltage": "V",
    "current": "A",
    "frequency": "Hz",
    "apparentpower": "VA",
    "reactivepower": "var",
    "total": "kWh",
    "today": "kWh",
    "yesterday": "kWh",
    "carbondioxide": "ppm",
    "eco2": "ppm",
    "tvoc": "ppb",
    "pm1": "µg/m³",
    "pm2.5": "µg/m³",
    "pm10": "µg/m³",
    "distance": "cm",
    "weight": "kg",
    "signal": "dBm",
    "rssi": "%",
    "uptimesec": "s",
}


def topic_of(levels: Sequence[str]) -> DeviceTopic | NoData | None:
    """Return what a topic of Tasmota is about, None where it is another's."""
    if levels[0] == "cmnd" or levels[:2] == ["tasmota", "discovery"]:
        return NO_DATA
    if levels[0] in _PREFIXES and len(levels) > 1:
        return _told(levels[0], list(levels[1:]))
    for place in range(1, len(levels) - 1):
        if levels[place] in _PREFIXES and _COMMAND.fullmatch(levels[-1]):
            return _told(levels[place], [*levels[:place], *levels[place + 1 :]])
    return None


def _told(prefix: str, levels: list[str]) -> DeviceTopic | NoData:
    word = levels[-1]
    if len(levels) == 1 or not _COMMAND.fullmatch(word):
        return DeviceTopic(("tasmota", levels[0]), (levels[0],), tuple(levels[1:]), shaped=_measured)
    device = tuple(levels[:-1])
    source = "tasmota", *device
    if word == "LWT":
        return DeviceTopic(source, device, (word,), is_availability=True)
    if prefix == "cmnd" or _NO_DATA.fullmatch(word) or (prefix, word) == ("tele", "RESULT"):
        return NO_DATA
    if word == "RESULT":
        return DeviceTopic(source, device, shaped=_answered)
    if word in _INSIDE:
        return DeviceTopic(source, device, shaped=lambda topic, said: _inside(topic, said, _INSIDE[word]))
    series = () if word in {"SENSOR", "STATE"} else (word,)
    return DeviceTopic(source, device, series, shaped=_measured)


def _measured(_topic: DeviceTopic, said: Any) -> Shaped | None:
    if not isinstance(said, dict):
        return Shaped(said, lambda _path: "")
    temperature = f"°{said['TempUnit']}" if said.get("TempUnit") in ("C", "F") else ""
    pressure = said["PressureUnit"] if said.get("PressureUnit") in ("hPa", "mmHg", "inHg") else "hPa"

    def unit_of(path: Path) -> str:
        word = next((part.lower() for part in reversed(path) if not part.isdigit()), "")
        if word in {"temperature", "dewpoint", "heatindex"}:
            return temperature
        if word in {"pressure", "seapressure"}:
            return pressure
        return "W" if path[0] == "ENERGY" and word == "power" else _UNITS.get(word, "")

    return Shaped(without(said, "Time", "TempUnit", "PressureUnit", "SpeedUnit"), unit_of)


def _answered(topic: DeviceTopic, said: Any) -> Shaped | None:
    """Of the answer to a command only what the device now does; the rest is settings."""
    if not isinstance(said, dict):
        return None
    return _measured(topic, {key: value for key, value in said.items() if _STATE_KEYS.fullmatch(key)})


def _inside(topic: DeviceTopic, said: Any, key: str) -> Shaped | None:
    return _measured(topic, said.get(key, {})) if isinstance(said, dict) else None
