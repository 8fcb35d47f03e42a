"""`config.json`, the file that tells a board who it is, where its room is and how to get there (docs/flashing.md).

Written by the flash station, over USB, by `do/settings` and for simulated boards; read by the kit at each start. It
holds the board's secret and the Wi-Fi's password: never logged, never shown. Pure; any bytes may come from a board.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.topics import board_root, client_id, is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE_NAME: Final = "config.json"
FORMAT: Final = 1
_MOST_BYTES: Final = 8192
_MOST_CHARACTERS: Final = 64


@dataclass(frozen=True, slots=True)
class WifiNetwork:
    """A Wi-Fi network; an open one has an empty password."""

    ssid: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class BoardIdentity:
    """Who a board is: its room, its name there (its MQTT account too), the account's secret."""

    room: str
    name: str
    secret: str = field(repr=False)

    @property
    def root(self) -> str:
        """The beginning of all its topics."""
        return board_root(self.room, self.name)

    @property
    def client_id(self) -> str:
        """What it calls itself at the broker."""
        return client_id(self.room, self.name)


@dataclass(frozen=True, slots=True)
class Announced:
    """What a board's own file says, secrets left out."""

    room: str
    name: str
    kit: str


def config_json(
    identity: BoardIdentity, broker: tuple[str, int], networks: Iterable[WifiNetwork], **facts: Any
) -> bytes:
    """Return the file; the same arguments always give the same bytes.

    `facts`: `language`, `kit` (the files' version), `chip`, `button` and `led` of a real board, `simulated` of another.
    """
    wifi = [{"ssid": network.ssid, "password": network.password} for network in networks]
    place = {"host": broker[0], "port": broker[1]}
    who = {"room": identity.room, "name": identity.name, "secret": identity.secret}
    return _written({"format": FORMAT, **who, "broker": place, "wifi": wifi, **facts})


def changed(content: bytes, changes: Mapping[str, Any]) -> bytes:
    """Return a JSON file of the kit with some of its keys replaced; one that a program spoiled is begun again."""
    return _written({**read_config(content), **changes})


def read_config(content: bytes) -> dict[str, Any]:
    """Return what a file says, nothing where it is none."""
    try:
        found = json.loads(content) if len(content) <= _MOST_BYTES else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def read_announced(content: bytes) -> Announced | None:
    """Return who a board says it is, or None where its file is not one of ours."""
    said = read_config(content)
    if said.get("format") != FORMAT:
        return None
    texts = [said.get(name) for name in ("room", "name", "kit")]
    room, name, kit = (text if isinstance(text, str) and len(text) <= _MOST_CHARACTERS else "" for text in texts)
    return Announced(room, name, kit) if room and name else None


def identity_in(content: bytes, provisioned: BoardIdentity) -> BoardIdentity:
    """Return who the board is by its file, else by its provisioning; the secret is always the provisioned one."""
    said = read_config(content)
    room, name = (said.get(one) for one in ("room", "name"))
    return BoardIdentity(
        room if isinstance(room, str) and is_name(room) else provisioned.room,
        name if isinstance(name, str) and is_name(name) else provisioned.name,
        provisioned.secret,
    )


def _written(content: Mapping[str, Any]) -> bytes:
    return json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace") + b"\n"
