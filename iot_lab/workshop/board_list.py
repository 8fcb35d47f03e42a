"""The room's list of boards: what register, journal and store know of each, and the changes a trainer makes to it.

One per open data folder; a command beside a running kit calls the methods marked `@offered` through its API. Boards
themselves are told by `board_updates`.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from iot_lab.boards.journal import BoardEntry
from iot_lab.contract.topics import is_name
from iot_lab.errors import LabError
from iot_lab.room.register import NameRefused
from iot_lab.workshop.board_orders import BoardUnknown
from iot_lab.workshop.connections import SharedName
from iot_lab.workshop.offered import offered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from iot_lab.boards.journal import Journal
    from iot_lab.room import Register
    from iot_lab.store import BoardRecord, TelemetryStore

STATES: Final = ("named", "writing", "ready", "failed")


class NameTaken(LabError):
    """Another board, device or account of the room has this name. Details: name."""

    code = "name-taken"


class BoardSimulated(LabError):
    """A simulated board is made anew at each start: it cannot be renamed or retired. Details: board."""

    code = "board-simulated"


@dataclass(frozen=True, slots=True)
class ListedBoard:
    """One board: `state` of its last writing (empty where it was never written here), `seen_ms` since 1970."""

    name: str
    mac: str
    chip: str
    state: str
    error: str
    is_simulated: bool
    is_online: bool
    seen_ms: int
    program: str


@dataclass(frozen=True, slots=True)
class BoardAccount:
    """A board's name and secret in a room; `broker` is the address that boards on the Wi-Fi use, `host:port`."""

    room: str
    name: str
    secret: str = field(repr=False)
    broker: str


class BoardList:
    """The boards of an open data folder. `is_open` where a hub hears them, so that "online" means now."""

    def __init__(
        self,
        register: Register,
        journal: Journal,
        store: TelemetryStore,
        prefer_wifi: Callable[[str, str | None], None],
        find_broker: Callable[[], str],
        *,
        is_open: bool = False,
        rename_also: Sequence[Callable[[str, str], None]] = (),
        find_shared: Callable[[], list[SharedName]] = list,
    ) -> None:
        self._register, self._journal, self._store = register, journal, store
        self._prefer_wifi, self._find_broker = prefer_wifi, find_broker
        self.is_open = is_open
        self.rename_data = store.rename_board
        """How what a board measured gets its new name: where a hub writes, only the hub may."""
        self._rename_also, self._find_shared = rename_also, find_shared

    @offered(ListedBoard)
    def rows(self) -> list[ListedBoard]:
        """Return all boards that have an account or were written by this computer, by name."""
        heard = {record.name: record for record in self._store.boards() if record.kind == "board"}
        entries = {entry.name: entry for entry in self._journal.entries()}
        kinds = {account.name: account.kind for account in self._register.accounts("board", "simulated")}
        return [
            self._row(name, entries.get(name), heard.get(name), is_simulated=kinds.get(name) == "simulated")
            for name in sorted({*entries, *kinds})
        ]

    @offered(SharedName)
    def shared(self) -> list[SharedName]:
        """Return the names that two devices use now: they throw each other out of the room."""
        return self._find_shared()

    @offered(BoardAccount)
    def account(self, name: str) -> BoardAccount:
        """Return a board's account, made where there is none. Raises NameRefused."""
        account = self._register.add(name, "board")
        return BoardAccount(self._register.room, account.name, account.secret, self._find_broker())

    @offered()
    def rename(self, name: str, new: str) -> None:
        """Give a board another name, in the register and the journal; the old account stays until `drop`.

        The board keeps its secret. Raises BoardUnknown, BoardSimulated, NameRefused, NameTaken.
        """
        self._check_ours(name)
        if not is_name(new):
            raise NameRefused(name=new[:40])
        is_second_name = self._is_second_name(name, new)
        if new in self._taken() and not is_second_name:
            raise NameTaken(name=new)
        if not is_second_name:
            self._register.add(name, "board")
            self._register.give_second_name(name, new)
        entry = self._journal.named(name)
        if entry:
            self._journal.change(entry.mac, name=new)

    @offered()
    def carry(self, name: str, new: str) -> None:
        """Let what a board measured, and what else names it, stand under the second name given by `rename`."""
        if self._is_second_name(name, new):
            self.rename_data(name, new)
            for rename in self._rename_also:
                rename(name, new)

    @offered()
    def drop(self, name: str) -> None:
        """Remove the account of a name that no board of the journal has."""
        if self._journal.named(name) is None and self._is_kind(name, "board"):
            self._register.remove(name)

    @offered()
    def retire(self, name: str) -> None:
        """Remove a board's account and its entry; what it measured stays. Raises BoardUnknown, BoardSimulated."""
        self._check_ours(name)
        self._register.remove(name)
        entry = self._journal.named(name)
        if entry:
            self._journal.forget(entry.mac)

    @offered()
    def note(self, mac: str, state: str) -> None:
        """Write in the journal how far a board's writing is; nothing happens for a board that is not in it."""
        if self._journal.entry(mac) and state in STATES:
            self._journal.change(mac, state=state)

    @offered()
    def renew(self, mac: str) -> None:
        """Give a board a new secret, which the next `iot-lab flash` tells it."""
        entry = self._journal.entry(mac)
        if entry and self._is_kind(entry.name, "board"):
            self._register.renew(entry.name)

    @offered()
    def prefer_wifi(self, ssid: str, password: str | None) -> None:
        """Tell boards this network first from now on; None for a password that is known. Raises WifiRefused."""
        self._prefer_wifi(ssid, password)

    def _row(
        self, name: str, entry: BoardEntry | None, record: BoardRecord | None, *, is_simulated: bool
    ) -> ListedBoard:
        entry = entry or BoardEntry(mac="", name=name, state="named")
        info: dict[str, Any] = record.info if record else {}
        program = info.get("program")
        return ListedBoard(
            name=name,
            mac=entry.mac or _text(info.get("mac")),
            chip=entry.chip or _text(info.get("chip")),
            state=entry.state if entry.mac else "",
            error=entry.error if entry.state == "failed" else "",
            is_simulated=is_simulated,
            is_online=self.is_open and record is not None and record.state == "online",
            seen_ms=max(entry.seen_s * 1000, (record.seen_ms or 0) if record else 0),
            program=_text(program.get("state")) if isinstance(program, dict) else "",
        )

    def _check_ours(self, name: str) -> None:
        known = {row.name: row for row in self.rows()}
        if name not in known:
            raise BoardUnknown(board=name[:40], known=", ".join(known) or "-")
        if known[name].is_simulated:
            raise BoardSimulated(board=name)

    def _taken(self) -> set[str]:
        """Return the names in use; a name that a board of ours had may be used again."""
        devices = {record.name for record in self._store.boards() if record.kind == "device"}
        entries = {entry.name for entry in self._journal.entries()}
        return devices | entries | {account.name for account in self._register.accounts()}

    def _is_second_name(self, name: str, new: str) -> bool:
        """Say whether both are already one board's names: a renaming that goes on, or back."""
        found = {account.name: account.secret for account in self._register.accounts("board")}
        return name in found and secrets.compare_digest(found[name], found.get(new, ""))

    def _is_kind(self, name: str, kind: str) -> bool:
        return any(account.name == name and account.kind == kind for account in self._register.accounts())


def _text(value: object) -> str:
    return value[:64] if isinstance(value, str) else ""
