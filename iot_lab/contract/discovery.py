"""What a board tells Home Assistant of a series (MQTT discovery, retained), and where it may tell it. Pure."""

from __future__ import annotations

import json
from typing import Final

from iot_lab.contract.topics import OFFLINE, ONLINE, board_root

PREFIX: Final = "homeassistant/"


def discovery(room: str, board: str, series: str, key: str | None, unit: str) -> tuple[str, str]:
    """Return topic and payload for a series, or for one `key` of a series of several values."""
    root, path = board_root(room, board), series if key is None else f"{series}-{key}"
    told = {
        "name": path,
        "unique_id": f"{board}-{path}",
        "device": {"identifiers": [board], "name": board},
        "state_topic": f"{root}data/{series}",
        "availability_topic": f"{root}status",
        "payload_available": ONLINE,
        "payload_not_available": OFFLINE,
        "value_template": "{{ value_json.v" + ("" if key is None else f"['{key}']") + " }}",
    }
    named = told | ({"unit_of_measurement": unit} if unit else {})
    return f"{PREFIX}sensor/{board}/{path}/config", json.dumps(named, ensure_ascii=False)


def is_own(board: str, topic: str) -> bool:
    """Say whether a topic is one where this board may announce itself: its own node, of any component."""
    levels = topic.split("/")
    return topic.startswith(PREFIX) and len(levels) == 5 and levels[2] == board and levels[4] == "config"
