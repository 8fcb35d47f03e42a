"""The room of a data folder for one command, whoever holds it.

The lock of the data folder decides: where it is free, the command opens the room itself, at rest; where a running
`iot-lab up` holds it, the command reaches the same services through that kit's API (loopback, the trainer's key).
Commands see no difference: `Room` and `ReachedRoom` have the same list of boards and the same flash steps.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from iot_lab.cli.messages import print_error
from iot_lab.cli.room_client import OtherRoom, RoomClient
from iot_lab.workshop import running
from iot_lab.workshop.board_list import BoardList
from iot_lab.workshop.data_folder import DataFolderBusy
from iot_lab.workshop.export.asked import exported
from iot_lab.workshop.offered import remote
from iot_lab.workshop.room import Room
from iot_lab.workshop.room_accounts import RoomAccounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from iot_lab.texts import Texts
    from iot_lab.workshop.export.asked import ExportAsked
    from iot_lab.workshop.running import Running
    from iot_lab.workshop.settings import Settings

LOOK_AGAIN_S: Final = 1.0


class OpenedRoom:
    """The room that this command opened itself."""

    def __init__(self, room: Room, t: Texts) -> None:
        self._room, self._t = room, t
        self.folder, self.name = room.folder.path, room.name
        self.address = room.addresses[0]
        self.board_list = room.board_list
        self.accounts = room.accounts

    def export(self, asked: ExportAsked) -> Iterator[bytes]:
        """Give a file of samples piece by piece."""
        return exported(self._room.store, asked)

    def flash_snapshot(self, after: int | None = None) -> dict[str, Any]:
        """Return what the flash session shows; with `after`, once that number is the past, or after a while."""
        if after is not None:
            self._room.flash.wait(after, LOOK_AGAIN_S)
        return self._room.flash.snapshot(self._t)

    def flash_step(self, step: str, **body: Any) -> dict[str, Any]:
        """Take one step (look, plan, run, stop, watch, wifi) and return the snapshot that follows."""
        from iot_lab.workshop.flash_session.steps import take_step

        take_step(self._room.flash, step, body)
        return self.flash_snapshot()


class ReachedRoom:
    """The room of a running kit."""

    def __init__(self, folder: Path, kit: Running, language: str) -> None:
        self._client = RoomClient(kit, language)
        self.folder, self.name, self.address = folder, kit.room, kit.pages
        self.board_list = remote(BoardList, self._asker("board-list"))
        self.accounts = remote(RoomAccounts, self._asker("accounts"))

    def export(self, asked: ExportAsked) -> Iterator[bytes]:
        """Give a file of samples piece by piece."""
        return self._client.download(f"/api/export.{asked.kind}?{urlencode(asked.as_query())}")

    def flash_snapshot(self, after: int | None = None) -> dict[str, Any]:
        """Return what the flash session shows; with `after`, once that number is the past, or after a while."""
        return self._client.get("/api/flash" if after is None else f"/api/flash?after={after}")

    def flash_step(self, step: str, **body: Any) -> dict[str, Any]:
        """Take one step (look, plan, run, stop, watch, wifi) and return the snapshot that follows."""
        return self._client.post(f"/api/flash/{step}", body)

    def _asker(self, service: str) -> Callable[[str, dict[str, Any]], Any]:
        return lambda verb, arguments: self._client.result(f"/api/{service}/{verb}", arguments)


@contextmanager
def open_room(settings: Settings, t: Texts) -> Iterator[OpenedRoom | ReachedRoom]:
    """Give the room of `settings.data`. Raises DataFolderBusy where nobody answers, OtherRoom, what `Room` raises."""
    try:
        room = Room(settings)
    except DataFolderBusy:
        kit = running.find(settings.data)
        if kit is None:
            raise
        if settings.room not in (None, kit.room):
            raise OtherRoom(room=kit.room, asked=settings.room) from None
        yield ReachedRoom(settings.data, kit, t.language)
        return
    with room:
        for notice in room.notices:
            print_error(notice)
        yield OpenedRoom(room, t)
