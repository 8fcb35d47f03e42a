"""How a command reaches the room's list of boards: through the running kit, or by opening the data folder itself."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from iot_lab.boards.journal import Journal
from iot_lab.cli.language import TextOption
from iot_lab.cli.room_client import RoomClient
from iot_lab.room import Register
from iot_lab.store import TelemetryStore
from iot_lab.texts import key
from iot_lab.workshop import running
from iot_lab.workshop.addresses import room_addresses
from iot_lab.workshop.data_folder import DataFolder, DataFolderBusy, default_data_folder
from iot_lab.workshop.known_networks import KnownNetworks
from iot_lab.workshop.roster import Roster, Row
from iot_lab.workshop.settings import WEB_PORT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from iot_lab.texts import Texts
    from iot_lab.workshop.roster import RosterWork


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """A room's list of boards; `address` is where learners find the pages."""

    folder: Path
    name: str
    address: str
    roster: RosterWork


class RemoteRoster:
    """The roster of a running kit."""

    def __init__(self, client: RoomClient) -> None:
        self._client = client

    def rows(self) -> list[Row]:
        """Return all boards, by name."""
        return [Row(**row) for row in self.answer()["boards"]]

    def answer(self) -> dict[str, Any]:
        """Return the kit's whole answer."""
        return self._client.get("/api/roster")

    def rename(self, name: str, new: str) -> None:
        """Give a board another name; the old one stays valid until `drop`."""
        self._client.post("/api/roster/rename", {"name": name, "new": new})

    def drop(self, name: str) -> None:
        """Take a name of a board that has another one."""
        self._client.post("/api/roster/drop", {"name": name})

    def retire(self, name: str) -> None:
        """Forget a board."""
        self._client.post("/api/roster/retire", {"name": name})

    def note(self, mac: str, state: str) -> None:
        """Write in the journal how far a known board's writing is."""
        self._client.post("/api/roster/note", {"mac": mac, "state": state})

    def renew(self, mac: str) -> None:
        """Give a known board another secret."""
        self._client.post("/api/roster/renew", {"mac": mac})

    def prefer_wifi(self, ssid: str, password: str | None) -> None:
        """Tell boards this network first."""
        known = {} if password is None else {"password": password}
        self._client.post("/api/flash/wifi", {"ssid": ssid, **known})


@contextmanager
def open_room(data: Path | None, t: Texts) -> Iterator[OpenRoom]:
    """Give the list of boards of a data folder, whoever holds it. Raises DataFolderBusy where nobody answers."""
    path = data_folder(data)
    with ExitStack() as opened:
        try:
            folder = DataFolder(path)
        except DataFolderBusy:
            kit = running.find(path)
            if kit is None:
                raise
            remote = RemoteRoster(RoomClient(kit, t.language))
            said = remote.answer()
            yield OpenRoom(path, said["room"], said["address"], remote)
            return
        opened.callback(folder.close)
        # A kit that was killed left its announcement, and would be waited for.
        running.withdraw(path)
        register = Register.open(path)
        store = TelemetryStore.open(folder.database_url, register.room)
        opened.callback(store.close)
        wifi = KnownNetworks.open(path)
        roster = Roster(register, Journal.open(path), store, wifi.prefer, is_open=False)
        yield OpenRoom(path, register.room, f"http://{room_addresses('0.0.0.0')[0]}:{WEB_PORT}", roster)


def data_folder(data: Path | None) -> Path:
    """Return the data folder that was asked for, or the person's own."""
    return (data or default_data_folder()).expanduser().resolve()


def data_option(command: Any) -> Any:
    """Add `--data DIR` to a command."""
    from pathlib import Path

    return click.option(
        "--data", cls=TextOption, type=click.Path(path_type=Path), metavar="DIR", help=key("cli.up.data")
    )(command)


def yes_option(command: Any) -> Any:
    """Add `--yes` to a command that asks before it acts."""
    return click.option("--yes", "is_agreed", cls=TextOption, is_flag=True, help=key("cli.boards.yes"))(command)


def agrees(question: str, *, is_agreed: bool) -> bool:
    """Ask a person unless they agreed in advance; only a clear yes is one, and an end of input is a no."""
    if is_agreed:
        return True
    try:
        answer = click.prompt(question, default="", show_default=False, prompt_suffix=" ")
    except click.Abort:
        return False
    return str(answer).strip().lower() in {"y", "yes", "o", "oui"}
