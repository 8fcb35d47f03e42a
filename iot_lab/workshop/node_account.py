"""The account of a computer that becomes a board, and where it finds the room: from the register of a data folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iot_lab.mqtt.address import BrokerAddress
from iot_lab.node.node_file import BrokerPlace
from iot_lab.room import Register
from iot_lab.workshop import running
from iot_lab.workshop.addresses import LOOPBACK, room_addresses
from iot_lab.workshop.data_folder import DataFolder
from iot_lab.workshop.settings import MQTT_PORT

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class NodeAccount:
    """A board's name and secret in a room; `broker` is the address that boards on the Wi-Fi use, `host:port`."""

    room: str
    name: str
    secret: str = field(repr=False)
    broker: str


def open_account(folder: Path, name: str) -> NodeAccount:
    """Return the account `name` of a data folder that no kit holds, made where there is none.

    Raises DataFolderBusy and the folder's other errors, RegisterUnreadable, NameRefused.
    """
    data = DataFolder(folder)
    try:
        register = Register.open(data.path)
        account = register.add(name, "board")
        return NodeAccount(register.room, account.name, account.secret, f"{room_addresses('')[0]}:{MQTT_PORT}")
    finally:
        data.close()


def local_broker(folder: Path) -> BrokerPlace:
    """Return where the broker of the room on this computer is; where none runs, where it would be."""
    kit = running.find(folder)
    if kit is None:
        return BrokerPlace(LOOPBACK, MQTT_PORT)
    address = BrokerAddress.parse(kit.broker)
    return BrokerPlace(address.host, address.port, address.scheme == "mqtts")
