"""The composition root: a room with its pages, opened and closed together by `iot-lab up`."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from iot_lab.boards.find import list_board_ports
from iot_lab.web import PagesServer, create_app
from iot_lab.web.guide import GUIDE_THREADS, create_guide
from iot_lab.web.server import WebPortTaken
from iot_lab.workshop import running
from iot_lab.workshop.addresses import EVERYWHERE
from iot_lab.workshop.local_name import LocalName
from iot_lab.workshop.pages_address import WEB
from iot_lab.workshop.room import Room
from iot_lab.workshop.settings import WEB_PORT
from iot_lab.workshop.troubles import check_open_files

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
        check_open_files()
        room = self.room = opened.enter_context(Room(self.settings, self._list_ports))
        broker = room.start()
        server = PagesServer(create_app(room), self.settings.host, self.settings.port)
        server.start()
        opened.callback(server.stop)
        room.pages.port = server.port
        self._open_short_address(room, opened)
        self.local_url = f"http://{room.own_host}:{server.port}/"
        key = room.register.trainer_key
        self.trainer_url = f"{self.local_url}join?key={key}"
        running.announce(room.folder.path, self.local_url, key, room.name, broker.url, room.addresses[0])
        opened.callback(running.withdraw, room.folder.path)
        if self.settings.host in EVERYWHERE:
            name = LocalName(room.name, room.pages)
            name.start()
            opened.callback(name.stop)
        room.simulated.start()
        opened.callback(room.simulated.stop)

    def _open_short_address(self, room: Room, opened: ExitStack) -> None:
        """Lead browsers that ask without a port to the pages, where port 80 may be had; else the port is shown."""
        if self.settings.port != WEB_PORT:
            return
        short = PagesServer(create_guide(room), self.settings.host, WEB, threads=GUIDE_THREADS)
        try:
            short.start()
        except WebPortTaken:
            return
        opened.callback(short.stop)
        room.pages.has_short = True
