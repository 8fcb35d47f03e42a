"""The `config.json` of a board, as provisioning writes it on a real one. Pure: text in, text out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.topics import is_name
from iot_lab.simulator.live.kit_link import BoardIdentity

if TYPE_CHECKING:
    from iot_lab.simulator.world.scenario import Wifi

CONFIG: Final = "config.json"


def config_json(identity: BoardIdentity, broker: tuple[str, int], wifi: Wifi | None) -> bytes:
    """Return the file's content, with `simulated` true."""
    content = {
        "format": 1,
        "room": identity.room,
        "name": identity.name,
        "secret": identity.secret,
        "broker": {"host": broker[0], "port": broker[1]},
        "wifi": [{"ssid": wifi.name, "password": wifi.password}] if wifi else [],
        "simulated": True,
    }
    return json.dumps(content).encode()


def with_settings(config: bytes, settings: dict[str, Any]) -> bytes:
    """Return the file's content with some of its fields replaced; a file that a program spoiled is begun again."""
    return json.dumps({**_read(config), **settings}).encode()


def identity_in(config: bytes, provisioned: BoardIdentity) -> BoardIdentity:
    """Return who the board is by its file, else by its provisioning; the secret is always the provisioned one."""
    said = _read(config)
    room, name = (said.get(one) for one in ("room", "name"))
    return BoardIdentity(
        room if isinstance(room, str) and is_name(room) else provisioned.room,
        name if isinstance(name, str) and is_name(name) else provisioned.name,
        provisioned.secret,
    )


def _read(config: bytes) -> dict[str, Any]:
    try:
        found = json.loads(config)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
