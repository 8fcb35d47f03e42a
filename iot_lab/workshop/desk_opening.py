"""Open the flash desk on a data folder: inside a running kit, or alone with just what boards need."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.boards.find import list_board_ports
from iot_lab.boards.firmware_cache import FirmwareCache
from iot_lab.boards.journal import Journal
from iot_lab.boards.kit import load_kit
from iot_lab.boards.room_settings import RoomSettings
from iot_lab.boards.station import Station
from iot_lab.broker import Broker
from iot_lab.hub import Hub
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.room import Register
from iot_lab.store import TelemetryStore
from iot_lab.workshop.addresses import LOOPBACK, room_addresses
from iot_lab.workshop.data_folder import DataFolder
from iot_lab.workshop.desk import FlashDesk
from iot_lab.workshop.known_networks import KnownNetworks
from iot_lab.workshop.self_test import SelfTest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from iot_lab.boards.find import PortLister
    from iot_lab.workshop.settings import Settings

HUB: Final = "hub"
FIRMWARE_FOLDER: Final = "firmware"


@dataclass(frozen=True, slots=True)
class BrokerOfBoards:
    """Where boards find the broker: an address that may change with the Wi-Fi, and a port."""

    find_host: Callable[[], str]
    port: int
    is_alone: bool = False

    @classmethod
    def ours(cls, listens_on: str, port: int) -> BrokerOfBoards:
        """Return where our own broker is found when it listens on this address of the settings."""
        return cls(lambda: room_addresses(listens_on)[0], port, is_alone=listens_on == LOOPBACK)


def open_desk(
    folder: Path,
    register: Register,
    broker: BrokerOfBoards,
    store: TelemetryStore,
    language: str,
    list_ports: PortLister = list_board_ports,
) -> FlashDesk:
    """Return the desk of an open data folder. Raises what the readers of its files raise."""
    wifi = KnownNetworks.open(folder)
    station = Station(
        register=register,
        journal=Journal.open(folder),
        cache=FirmwareCache(folder / FIRMWARE_FOLDER),
        kit=load_kit(),
        settings=RoomSettings(register.room, broker.find_host(), broker.port, wifi.networks, language),
        list_ports=list_ports,
        self_test=SelfTest(store.boards),
    )
    return FlashDesk(station, wifi, broker.find_host, broker.is_alone)


class LoneDesk:
    """The desk of a data folder that no kit holds; broker and hub start only once boards have a Wi-Fi to be heard on.

    A context manager that gives the desk. Raises what the data folder, the register and the store raise.
    """

    def __init__(self, settings: Settings, list_ports: PortLister = list_board_ports) -> None:
        self._settings = settings
        self._list_ports = list_ports
        self._opened = ExitStack()
        self._has_broker = False

    def __enter__(self) -> FlashDesk:
        with ExitStack() as opened:
            desk = self._open(opened)
            self._opened = opened.pop_all()
        return desk

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def _open(self, opened: ExitStack) -> FlashDesk:
        settings = self._settings
        folder = DataFolder(settings.data)
        opened.callback(folder.close)
        register = Register.open(folder.path, settings.room)
        store = TelemetryStore.open(folder.database_url, register.room)
        opened.callback(store.close)
        broker = BrokerOfBoards.ours(settings.host, settings.mqtt_port)
        desk = open_desk(folder.path, register, broker, store, settings.language, self._list_ports)
        desk.before_writing = lambda: self._open_broker(desk, folder, register, store)
        opened.callback(desk.close)
        return desk

    def _open_broker(self, desk: FlashDesk, folder: DataFolder, register: Register, store: TelemetryStore) -> None:
        """Open the room for the boards, once; raises what the broker raises where its port is taken."""
        if self._has_broker or not desk.station.settings.networks:
            return
        broker = Broker(register, host=self._settings.host, port=self._settings.mqtt_port, state=folder.broker_state)
        broker.start()
        self._opened.callback(broker.stop)
        register.watch(broker.forget)
        own = BrokerAddress(LOOPBACK, broker.port, HUB, register.add(HUB, "hub").secret)
        hub = Hub(store, own.url, room=register.room)
        hub.start()
        self._opened.callback(hub.stop)
        self._has_broker = True
