"""The composition root: a room with its pages, opened and closed together by `iot-lab up`."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from iot_lab.boards.find import list_board_ports
from iot_lab.web import PagesServer, create_app
from iot_lab.workshop import running
from iot_lab.workshop.addresses import room_addresses
from iot_lab.workshop.room import Room

if TYPE_CHECKING:
    from iot_lab.boards.find import PortLister
    from iot_lab.workshop.settings import Settings


class ServedRoom:
    """One room on one computer. `start` opens everything or nothing; `stop` closes all of it, within two seconds."""

    room: Room

    def __init__(self, settings: Settings, list_ports: PortLister = list_board_ports) -> None:
        self.settings = settings
        self._list_ports = list_ports
        self.local_url = self.trainer_url = ""
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
        room = self.room = opened.enter_context(Room(self.settings, self._list_ports))
        broker = room.start()
        server = PagesServer(create_app(room), self.settings.host, self.settings.port)
        server.start()
        opened.callback(server.stop)
        room.addresses = [f"http://{host}:{server.port}/" for host in room_addresses(self.settings.host)]
        self.local_url = f"http://{room.own_host}:{server.port}/"
        key = room.register.trainer_key
        self.trainer_url = f"{self.local_url}join?key={key}"
        running.announce(room.folder.path, self.local_url, key, room.name, broker.url, room.addresses[0])
        opened.callback(running.withdraw, room.folder.path)
        room.simulated.start()
        opened.callback(room.simulated.stop)
