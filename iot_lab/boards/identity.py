"""What a board is told of itself: `config.json` at the root of its files (docs/flashing.md).

It holds the board's secret and the Wi-Fi's password: never logged, never shown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from iot_lab.boards.chips import Chip

FILE_NAME: Final = "config.json"
FORMAT: Final = 1
_MOST_BYTES: Final = 8192


@dataclass(frozen=True, slots=True)
class Network:
    """A Wi-Fi network; an open one has an empty password."""

    ssid: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What all boards of a room share: where the broker is and how to reach it. Port 1-65535."""

    room: str
    broker_host: str
    broker_port: int = 1883
    networks: tuple[Network, ...] = ()
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Identity:
    """One board of the room: its name, its MQTT account and the account's secret."""

    name: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Announced:
    """What a board's own `config.json` says, secrets left out."""

    room: str
    name: str
    kit: str


def config_json(identity: Identity, settings: Settings, kit: str, chip: Chip) -> bytes:
    """Return the file; the same arguments always give the same bytes. `kit` names the files' version."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "room": settings.room,
        "name": identity.name,
        "secret": identity.secret,
        "broker": {"host": settings.broker_host, "port": settings.broker_port},
        "wifi": [{"ssid": network.ssid, "password": network.password} for network in settings.networks],
        "language": settings.language,
        "kit": kit,
        "chip": chip.name,
        "button": chip.button,
    }
    if chip.led is not None:
        content["led"] = chip.led
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def read_announced(content: bytes) -> Announced | None:
    """Return what a board's file says, or None where it is not a file of ours; any bytes may come."""
    if len(content) > _MOST_BYTES:
        return None
    try:
        value: Any = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        return None
    texts = [value.get(name) for name in ("room", "name", "kit")]
    room, name, kit = (text if isinstance(text, str) and len(text) <= 64 else "" for text in texts)
    return Announced(room, name, kit) if room and name else None
