"""rtl_433: `rtl_433/<host>/events`, one JSON object for each radio message; `devices/...` says the same field by field.

A device is a transmitter: `model`, `subtype`, `channel` and `id` name it, as in the program's own topic
`devices[/type][/model][/subtype][/channel][/id]`. A field's name ends with its unit (`temperature_C`). Both outputs are
on at first, events before their fields: once a host's events were heard, its fields are passed over. Its documentation:
INTEGRATION.md, DATA_FORMAT.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from iot_lab.hub.makers.device_topic import NO_DATA, DeviceTopic, NoData, Path, Shaped

if TYPE_CHECKING:
    from collections.abc import Sequence

_BASE: Final = "rtl_433"
_NOT_IN_A_TOPIC: Final = re.compile(r"[^-.A-Za-z0-9]")
_NAMES: Final = ("type", "model", "subtype", "channel", "id")
_NO_FIELD: Final = frozenset(
    (*_NAMES, "time", "mic", "mod", "freq", "freq1", "freq2", "protocol", "description", "flags")
)
_UNITS: Final = {
    "C": "°C",
    "F": "°F",
    "hPa": "hPa",
    "kPa": "kPa",
    "PSI": "psi",
    "km_h": "km/h",
    "m_s": "m/s",
    "mi_h": "mph",
    "mm": "mm",
    "in": "in",
    "mm_h": "mm/h",
    "in_h": "in/h",
    "deg": "°",
    "lux": "lx",
    "W": "W",
    "kW": "kW",
    "kWh": "kWh",
    "Wh": "Wh",
    "V": "V",
    "mV": "mV",
    "A": "A",
    "pct": "%",
    "ppm": "ppm",
    "ppb": "ppb",
    "dB": "dB",
    "km": "km",
    "cm": "cm",
    "m3": "m³",
    "Hz": "Hz",
    "ug_m3": "µg/m³",
    "inHg": "inHg",
}
_WHOLE: Final = {"humidity": "%", "moisture": "%", "rssi": "dB", "snr": "dB", "noise": "dB"}


def topic_of(levels: Sequence[str]) -> DeviceTopic | NoData | None:
    """Return what a topic of rtl_433 is about, None where it is another's."""
    if levels[0] != _BASE or len(levels) < 2:
        return None
    host = tuple(levels[:2])
    if levels[-1] in {"states", "LWT", "availability"}:
        return NO_DATA
    if len(levels) > 4 and levels[2] == "devices":
        return _field(host, tuple(levels[3:-1]), levels[-1])
    return DeviceTopic(host, (levels[1],), shaped=_event, original="/".join(host))


def _field(host: Path, device: Path, field: str) -> DeviceTopic | NoData:
    if field in _NO_FIELD:
        return NO_DATA
    name, unit = _named(field)
    return DeviceTopic((*host, *device), device, (name,), unit=unit, series_source=(field,), copy_of="/".join(host))


def _event(topic: DeviceTopic, said: Any) -> Shaped | None:
    if not isinstance(said, dict) or not isinstance(said.get("model"), str):
        return None
    device = tuple(_sanitised(said[key]) for key in _NAMES if isinstance(said.get(key), str | int))
    fields = {key: value for key, value in said.items() if key not in _NO_FIELD}
    source = (*topic.source, *device)
    return Shaped(fields, lambda path: _named(path[0])[1], device, source, lambda path: (_named(path[0])[0], *path[1:]))


def _sanitised(value: str | int) -> str:
    return "".join(
        letter if (letter.isascii() and letter.isalnum()) or letter in "-." else "_" for letter in str(value)
    )


def _named(field: str) -> tuple[str, str]:
    """Return a field without the unit at its end, and the unit."""
    for ending in sorted(_UNITS, key=len, reverse=True):
        if field.endswith(f"_{ending}"):
            return field.removesuffix(f"_{ending}"), _UNITS[ending]
    return field, _WHOLE.get(field, "")
