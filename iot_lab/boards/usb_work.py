"""Work on one plugged board without flashing it: change one of its files, read its flash, blank regions, restart it.

The line is tried at two speeds, as `probe` does. A board whose files change must be written whole by the next
`iot-lab flash` if the cable is pulled in the middle, so `begins` is called just before the first byte.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, TypeVar

from iot_lab.boards import filesystem, partitions
from iot_lab.boards.errors import BoardError, BoardUnplugged, BoardWithoutKit, LineNoisy
from iot_lab.boards.find import Port
from iot_lab.boards.probe import PROBE_SPEEDS_BAUD, TABLE_OFFSET, Found, probe
from iot_lab.boards.session import BootloaderSession, LineBroken, LineLost
from iot_lab.contract import config

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from iot_lab.boards.cable import Cable
    from iot_lab.boards.find import PortLister
    from iot_lab.contract.config import Announced

STATE_FILE: Final = "state.json"  # firmware/lib/kit/files.py
_Done = TypeVar("_Done")


class HeldBoard:
    """A board in its bootloader, and where its flash keeps its files."""

    def __init__(self, port: str, session: BootloaderSession) -> None:
        self.port = port
        self.mac = session.silicon.mac
        self.flash_bytes = session.flash_bytes
        self.has_restarted = False
        self._session = session
        self._rows = _rows(session)
        self.region = partitions.file_system_region(self._rows, session.flash_bytes) if self._rows else None

    def announced(self) -> Announced | None:
        """Return what the board's own `config.json` says, None where it has none."""
        content = self._read_file(config.FILE_NAME)
        return config.read_announced(content) if content is not None else None

    def change_json(self, path: str, changes: dict[str, Any], begins: Callable[[], None] = lambda: None) -> bool:
        """Change some keys of a JSON file of the kit, other files stay; say whether anything was written.

        Raises BoardWithoutKit where the board has no kit's files.
        """
        if self.region is None or self.announced() is None:
            raise BoardWithoutKit(port=self.port)
        before = self._read_file(path)
        after = config.changed(before or b"", changes)
        if after == before:
            return False
        offset, size = self.region
        parts = filesystem.with_file(lambda start, length: self.read(offset + start, length), offset, size, path, after)
        if parts is None:
            raise BoardWithoutKit(port=self.port)
        begins()
        for part in parts:
            self._session.write(part, lambda _done, _total: None)
        return True

    def read(self, offset: int, size: int) -> bytes:
        """Return bytes of the flash."""
        return self._session.read(offset, size)

    def wipe(self) -> None:
        """Blank the files (programs, Wi-Fi, the board's secret) and what programs kept in NVS."""
        if self.region is None:
            return
        self._session.erase(*self.region)
        for row in self._rows:
            if (row.kind, row.subtype) == (partitions.DATA, partitions.NVS) and row.end <= self.flash_bytes:
                self._session.erase(row.offset, row.size)

    def restart(self) -> Cable:
        """Restart the board into its program; return the cable to listen to it."""
        self.has_restarted = True
        return self._session.restart()

    def _read_file(self, path: str) -> bytes | None:
        if self.region is None:
            return None
        offset, size = self.region
        return filesystem.read_file(lambda start, length: self.read(offset + start, length), size, path)


def on_board(
    port: str,
    list_ports: PortLister,
    work: Callable[[HeldBoard], _Done],
    speeds_baud: tuple[int, ...] = PROBE_SPEEDS_BAUD,
) -> _Done:
    """Hold the board on `port`, do `work` (again, slower, where the line breaks), restart it.

    Raises one of BoardError, and what `work` raises.
    """
    trouble: Exception | None = None
    for baud in speeds_baud:
        try:
            with BootloaderSession.open(port, lambda: [one.path for one in list_ports()]) as session:
                session.work_at(baud)
                held = HeldBoard(port, session)
                done = work(held)
                if not held.has_restarted:
                    held.restart()
                return done
        except LineLost as error:
            raise BoardUnplugged(port=port) from error
        except LineBroken as error:
            trouble = error
    raise LineNoisy(port=port) from trouble


def look(list_ports: PortLister, paths: Collection[str] = ()) -> list[Found]:
    """Ask the likely ports, or exactly those in `paths`, who is there, all at once; nothing where there is no port.

    Boards restart; nothing is written.
    """
    ports = _chosen(list_ports(), paths)
    if not ports:
        return []
    known = [port.path for port in ports]
    with ThreadPoolExecutor(max_workers=len(ports), thread_name_prefix="look") as pool:
        return list(pool.map(lambda port: _look_at(port, known), ports))


def _chosen(ports: Iterable[Port], paths: Collection[str]) -> list[Port]:
    by_path = {port.path: port for port in ports}
    if paths:
        return [by_path.get(path, Port(path, "", "", "", "")) for path in dict.fromkeys(paths)]
    return [port for port in by_path.values() if port.may_be_board]


def _look_at(port: Port, known: list[str]) -> Found:
    try:
        return Found(port, probe(port, lambda: known))
    except BoardError as error:
        return Found(port, None, error)


def _rows(session: BootloaderSession) -> list[partitions.Partition]:
    try:
        return partitions.read_table(session.read(TABLE_OFFSET, partitions.TABLE_BYTES))
    except partitions.TableBroken:
        return []
