"""What the flash station tells every board of a room, and the `config.json` it makes of that for one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from iot_lab.contract.config import config_json

if TYPE_CHECKING:
    from iot_lab.boards.chips import ChipModel
    from iot_lab.contract.config import BoardIdentity, WifiNetwork


@dataclass(frozen=True, slots=True)
class RoomSettings:
    """What all boards of a room share: where the broker is and how to reach it. Port 1-65535."""

    room: str
    broker_host: str
    broker_port: int = 1883
    networks: tuple[WifiNetwork, ...] = ()
    language: str = "fr"


def board_config(identity: BoardIdentity, settings: RoomSettings, kit: str, chip: ChipModel) -> bytes:
    """Return a board's `config.json`; `kit` names the files' version."""
    facts: dict[str, Any] = {"language": settings.language, "kit": kit, "chip": chip.name, "button": chip.button}
    if chip.led is not None:
        facts["led"] = chip.led
    broker = settings.broker_host, settings.broker_port
    return config_json(identity, broker, settings.networks, **facts)
