"""What a board tells Home Assistant of a series (MQTT discovery, retained), and where it may tell it. Pure."""

from __future__ import annotations

import json
from typing import Final

from iot_lab.contract.topics import OFFLINE, ONLINE, board_root

PREFIX: Final = "homeassistant/"
_CLASSES: Final = {
    **dict.fromkeys(("°C", "°F"), "temperature"),
    **dict.fromkeys(("hPa", "Pa", "kPa", "mbar"), "pressure"),
    **dict.fromkeys(("mm", "cm", "m", "km"), "distance"),
    **dict.fromkeys(("V", "mV"), "voltage"),
    **dict.fromkeys(("A", "mA"), "current"),
    **dict.fromkeys(("g", "kg"), "weight"),
    **dict.fromkeys(("m/s", "km/h"), "speed"),
    "lx": "illuminance",
    "W": "power",
    "Hz": "frequency",
    "dBm": "signal_strength",
}
"""Units of Home Assistant's device classes (its documentation: Sensor, Device class)."""


def discovery(room: str, board: str, series: str, key: str | None, unit: str) -> tuple[str, str]:
    """Return topic and payload for a series, or for one `key` of a series of several values.

    Room and board are both in what names it, so that two rooms stand apart; no name of ours holds their `_`.
    """
    root, path, node = board_root(room, board), series if key is None else f"{series}_{key}", node_of(room, board)
    told = {
        "name": path,
        "unique_id": f"{node}_{path}",
        "device": {"identifiers": [node], "name": f"{board} ({room})"},
        "state_topic": f"{root}data/{series}",
        "availability_topic": f"{root}status",
        "payload_available": ONLINE,
        "payload_not_available": OFFLINE,
        "value_template": "{{ value_json.v" + ("" if key is None else f"['{key}']") + " }}",
        "state_class": "measurement",
    }
    kind = device_class(path, unit)
    told |= ({"unit_of_measurement": unit} if unit else {}) | ({"device_class": kind} if kind else {})
    return f"{PREFIX}sensor/{node}/{path}/config", json.dumps(told, ensure_ascii=False)


def node_of(room: str, board: str) -> str:
    """Return what Home Assistant calls a board of a room."""
    return f"{room}_{board}"


def device_class(path: str, unit: str) -> str:
    """Return Home Assistant's device class of a series, empty where its unit says none."""
    if unit == "%":
        return "humidity" if path.startswith("humid") else "battery" if path.startswith("batter") else ""
    return _CLASSES.get(unit, "")


def is_own(room: str, board: str, topic: str) -> bool:
    """Say whether a topic is one where this board may announce itself: its own node, of any component.

    Boards flashed before November 2026 announce themselves without their room.
    """
    levels = topic.split("/")
    is_node = len(levels) == 5 and levels[2] in {node_of(room, board), board}
    return topic.startswith(PREFIX) and is_node and levels[4] == "config"
