"""One kit: broker, hub, store, simulated boards and pages of one room, started and stopped together.

This is the only place where the rooms meet; each is opened after those it needs and closed before them.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from iot_lab.boards.find import list_board_ports
from iot_lab.broker import Broker
from iot_lab.contract.topics import client_id
from iot_lab.grading import Pool
from iot_lab.hub import Hub
from iot_lab.hub.subscriptions import ANY_DEVICE, KNOWN_DEVICES, devices_under
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.room import Register
from iot_lab.store import Database, TelemetryStore
from iot_lab.web import CourseExercises, Services, WebServer, create_app
from iot_lab.workshop import running
from iot_lab.workshop.addresses import LOOPBACK, room_addresses
from iot_lab.workshop.connections import Connections
from iot_lab.workshop.data_folder import DataFolder
from iot_lab.workshop.desk_opening import BrokerOfBoards, open_desk
from iot_lab.workshop.roster import Roster
from iot_lab.workshop.simulated import SimulatedBoards

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.boards.find import PortLister
    from iot_lab.workshop.desk import FlashDesk
    from iot_lab.workshop.settings import Settings

HUB: Final = "hub"
_EVERYWHERE: Final = frozenset({"", "0.0.0.0", "::"})


class Kit:
    """One room on one computer. `start` opens everything or nothing; `stop` closes all of it, within two seconds."""

    def __init__(self, settings: Settings, list_ports: PortLister = list_board_ports) -> None:
        self.settings = settings
        self._list_ports = list_ports
        self.room = ""
        self.room_urls: list[str] = []
        self.local_url = self.trainer_url = self.broker_address = ""
        self._opened = ExitStack()

    def start(self) -> None:
        """Open the room; raises the LabError of whatever could not be opened, with nothing left open."""
        with ExitStack() as opened:
            self._open(opened)
            self._opened = opened.pop_all()

    def stop(self) -> None:
        """Close the room; calling it twice does nothing more."""
        self._opened.close()

    def _open(self, opened: ExitStack) -> None:
        settings = self.settings
        folder = DataFolder(settings.data, settings.database)
        opened.callback(folder.close)
        register = Register.open(folder.path, settings.room)
        self.room = register.room
        database = Database.open(folder.database_url)
        opened.callback(database.close)
        store = TelemetryStore(database, register.room)
        connections = Connections()
        address = self._open_broker(opened, folder, register, connections)
        hub = Hub(store, address.url, room=register.room, devices=self._devices())
        hub.start()
        opened.callback(hub.stop)
        pool = Pool(exercises=settings.exercises)
        opened.callback(pool.stop)
        boards = SimulatedBoards(register, address, settings.simulate)
        desk = self._open_desk(opened, folder, register, store, address)
        roster = Roster(register, desk.station.journal, store, desk.prefer_wifi, is_open=True)
        self._open_pages(opened, folder, register, store, hub, pool, connections, boards, desk, roster)
        running.announce(folder.path, self.local_url, register.trainer_key, register.room, address.url)
        opened.callback(running.withdraw, folder.path)
        boards.start()
        opened.callback(boards.stop)

    def _open_broker(
        self, opened: ExitStack, folder: DataFolder, register: Register, connections: Connections
    ) -> BrokerAddress:
        """Start our broker, unless the trainer gave another one's address."""
        settings = self.settings
        if settings.broker_url is not None:
            address = BrokerAddress.parse(settings.broker_url)
            self.broker_address = f"{address.host}:{address.port}"
            return address
        broker = Broker(
            register, host=settings.host, port=settings.mqtt_port, state=folder.broker_state, events=connections
        )
        broker.start()
        opened.callback(broker.stop)
        register.watch(broker.forget)
        broker.end_other_sessions(HUB, client_id(register.room, HUB))
        self.broker_address = f"{room_addresses(settings.host)[0]}:{broker.port}"
        return BrokerAddress(self._own_host, broker.port, HUB, register.add(HUB, "hub").secret)

    def _devices(self) -> Sequence[str]:
        """Return which devices the hub hears: all on our own broker, those of some prefixes on a shared one."""
        if self.settings.broker_url is None:
            return ANY_DEVICE
        return devices_under(self.settings.devices) if self.settings.devices else KNOWN_DEVICES

    def _open_desk(
        self, opened: ExitStack, folder: DataFolder, register: Register, store: TelemetryStore, broker: BrokerAddress
    ) -> FlashDesk:
        """Open the flash desk; boards are told the broker's address on the Wi-Fi, not the one of this computer."""
        is_ours = self.settings.broker_url is None
        there = BrokerOfBoards(lambda: broker.host, broker.port)
        found = BrokerOfBoards.ours(self.settings.host, broker.port) if is_ours else there
        desk = open_desk(folder.path, register, found, store, self.settings.language, self._list_ports)
        opened.callback(desk.close)
        return desk

    def _open_pages(
        self,
        opened: ExitStack,
        folder: DataFolder,
        register: Register,
        store: TelemetryStore,
        hub: Hub,
        pool: Pool,
        connections: Connections,
        boards: SimulatedBoards,
        desk: FlashDesk,
        roster: Roster,
    ) -> None:
        settings = self.settings
        services = Services(
            room=register.room,
            store=store,
            frames=hub.frames,
            hub_state=hub.state,
            submit=lambda exercise, program, language, client: pool.submit(exercise, program, language, client=client),
            exercises=CourseExercises(settings.exercises),
            trainer_key=register.trainer_key,
            addresses=self.room_urls,
            broker_address=self.broker_address,
            broker_events=connections.recent,
            data_folder=str(folder.path),
            add_board=lambda name: register.add(name, "board"),
            worlds=boards,
            desk=desk,
            roster=roster,
        )
        server = WebServer(create_app(services), settings.host, settings.port)
        server.start()
        opened.callback(server.stop)
        self.room_urls += [f"http://{host}:{server.port}/" for host in room_addresses(settings.host)]
        self.local_url = f"http://{self._own_host}:{server.port}/"
        self.trainer_url = f"{self.local_url}join?key={register.trainer_key}"

    @property
    def _own_host(self) -> str:
        """Where this computer reaches its own servers."""
        return LOOPBACK if self.settings.host in _EVERYWHERE else self.settings.host
