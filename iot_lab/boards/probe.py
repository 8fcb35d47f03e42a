"""Who is on a port and what runs there now. The board restarts afterwards; its flash is only read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from iot_lab.boards import filesystem, partitions
from iot_lab.boards.errors import BoardError, BoardUnplugged, LineNoisy
from iot_lab.boards.image import read_description
from iot_lab.boards.session import BootloaderSession, LineBroken, LineLost
from iot_lab.contract import config

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.boards.chips import ChipModel
    from iot_lab.boards.find import Port
    from iot_lab.boards.session import Silicon
    from iot_lab.contract.config import Announced

PROBE_SPEEDS_BAUD: Final = (460800, 115200)
TABLE_OFFSET: Final = 0x8000  # ESP-IDF's CONFIG_PARTITION_TABLE_OFFSET unless somebody changed it
_DESCRIPTION_BYTES: Final = 512
_LITTLEFS: Final = b"littlefs"
_SUPERBLOCK_BYTES: Final = 64
_BLANK: Final = b"\xff" * 32

Kind = Literal["blank", "kit", "micropython", "other"]


@dataclass(frozen=True, slots=True)
class Runs:
    """What the flash holds: nothing, our kit (then `announced` says whose), plain MicroPython, or anything else."""

    kind: Kind
    project: str = ""
    version: str = ""
    announced: Announced | None = None


@dataclass(frozen=True, slots=True)
class PluggedBoard:
    """One board on one port, as it was found."""

    port: Port
    chip: ChipModel
    revision: int
    mac: str
    flash_bytes: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Found:
    """A port that was looked at: the board there, or what stood in the way."""

    port: Port
    board: PluggedBoard | None
    error: BoardError | None = None


def probe(port: Port, known_ports: Callable[[], list[str]]) -> PluggedBoard:
    """Ask the board on `port` who it is. Raises one of BoardError."""
    trouble: Exception | None = None
    for baud in PROBE_SPEEDS_BAUD:
        try:
            with BootloaderSession.open(port.path, known_ports) as session:
                session.work_at(baud)
                board = board_of(port, session)
                session.restart()
                return board
        except LineLost as error:
            raise BoardUnplugged(port=port.path) from error
        except LineBroken as error:
            trouble = error
    raise LineNoisy(port=port.path) from trouble


def board_of(port: Port, session: BootloaderSession) -> PluggedBoard:
    """Return what an open session tells. Raises LineLost, LineBroken."""
    silicon: Silicon = session.silicon
    return PluggedBoard(port, silicon.chip, silicon.revision, silicon.mac, session.flash_bytes, what_runs(session))


def what_runs(session: BootloaderSession) -> Runs:
    """Read the table, the application's description and our own file, a few KB in all."""
    raw = session.read(TABLE_OFFSET, partitions.TABLE_BYTES)
    if raw.startswith(_BLANK):
        return Runs("blank")
    try:
        table = partitions.read_table(raw)
    except partitions.TableBroken:
        return Runs("other")
    app = partitions.first_app(table)
    if app is None or app.offset + _DESCRIPTION_BYTES > session.flash_bytes:
        return Runs("other")
    description = read_description(session.read(app.offset, _DESCRIPTION_BYTES))
    project, version = (description.project, description.version) if description else ("", "")
    announced = read_announced(session, partitions.file_system_region(table, session.flash_bytes))
    if announced:
        return Runs("kit", project, version, announced)
    says_nothing = description is not None and not project and not version
    is_micropython = project == "micropython" or says_nothing or (not project and _keeps_files(session, table))
    return Runs("micropython" if is_micropython else "other", project, version)


def _keeps_files(session: BootloaderSession, table: list[partitions.Partition]) -> bool:
    """Say whether MicroPython's file system is there; since 1.26 its table has no row `vfs`."""
    if any(row.label == "vfs" for row in table):
        return True
    region = partitions.file_system_region(table, session.flash_bytes)
    return region is not None and _LITTLEFS in session.read(region[0], _SUPERBLOCK_BYTES)


def read_announced(session: BootloaderSession, region: tuple[int, int] | None) -> Announced | None:
    """Return what the board's own `config.json` says."""
    content = read_config(session, region)
    return config.read_announced(content) if content is not None else None


def read_config(session: BootloaderSession, region: tuple[int, int] | None) -> bytes | None:
    """Return the board's `config.json` as it stands in its flash; None where it has none."""
    if region is None:
        return None
    offset, size = region
    return filesystem.read_file(lambda start, length: session.read(offset + start, length), size, config.FILE_NAME)
