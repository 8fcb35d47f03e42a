"""What will be done to each board, and how long it should take. Pure: nothing is opened, read or written here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from iot_lab.boards.errors import BoardError, FirmwareTooOld, FlashTooSmall, NotOurs, RevisionRefused, WrongChip
from iot_lab.boards.names import new_name
from iot_lab.contract.topics import is_name
from iot_lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from iot_lab.boards.chips import ChipModel
    from iot_lab.boards.firmware import Firmware
    from iot_lab.boards.journal import BoardEntry
    from iot_lab.boards.probe import Found, PluggedBoard

FULL_SPEED_BAUD: Final = 921600
_BITS_PER_BYTE: Final = 10  # start bit, 8, stop bit
OLDEST_MICROPYTHON: Final = (1, 23)
_CONNECT_S: Final = 2.0
_RESTART_S: Final = 2.0
_ERASE_BYTES_PER_S: Final = 150_000  # a slow flash; 100 to 400 KB/s in data sheets
_SETTINGS_BYTES: Final = 2000
_FILES_PACKED: Final = 0.35  # Python source and blank ends of blocks

Effect = Literal["install", "update", "settings", "finish", "check"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the trainer asked for.

    `asked` holds ports named one by one: only there may a board that is not ours be written, unless `takes_all`.
    `is_fresh` erases all files on the boards, learners' programs included. `word` begins new names. `firmware` is the
    SHA-256 of the one to use for every board, whatever its chip; empty to take the newest for each.
    """

    asked: frozenset[str] = frozenset()
    takes_all: bool = False
    is_fresh: bool = False
    word: str = "capteur"
    firmware: str = ""


@dataclass(frozen=True, slots=True)
class PlannedBoard:
    """One board's part of the plan. `bytes_to_send` and `expected_s` are estimates; digests may spare most of it.

    Effects: `check` and `settings` leave the board's files (a learner's program) where they are; others replace them.
    """

    board: PluggedBoard
    name: str
    firmware: Firmware
    region: tuple[int, int]
    effect: Effect
    is_fresh: bool
    bytes_to_send: int
    expected_s: float

    @property
    def port(self) -> str:
        """The port's path."""
        return self.board.port.path


@dataclass(frozen=True, slots=True)
class Refusal:
    """A port where nothing will be done, and why."""

    found: Found
    error: LabError


@dataclass(frozen=True, slots=True)
class Plan:
    """All orders, all refusals."""

    orders: tuple[PlannedBoard, ...]
    refusals: tuple[Refusal, ...]

    @property
    def expected_s(self) -> float:
        """The time of the slowest board: they are written at the same time."""
        return max((order.expected_s for order in self.orders), default=0.0)


@dataclass(frozen=True, slots=True)
class Known:
    """What the planner may ask: the journal, the register's names, the cache, and sizes that depend on content.

    `owner` gives the MAC that has a name already. `firmware_for` raises NoFirmware. `files_digest` depends on the
    board's name. `taken` are the room's names, `kit` is the version of the files.
    """

    entry: Callable[[str], BoardEntry | None]
    owner: Callable[[str], str | None]
    taken: Iterable[str]
    firmware_for: Callable[[str], Firmware]
    files_digest: Callable[[str, ChipModel], str]
    files_bytes: int
    compressed_bytes: Callable[[Firmware], int]
    room: str
    kit: str


def make_plan(found: Iterable[Found], choices: Choices, known: Known) -> Plan:
    """Decide for each port; a board that cannot be written never stands in the way of the others."""
    orders: list[PlannedBoard] = []
    refusals: list[Refusal] = []
    taken = set(known.taken)
    for one in found:
        try:
            order = _order(one, choices, known, taken)
        except LabError as error:
            refusals.append(Refusal(one, error))
        else:
            taken.add(order.name)
            orders.append(order)
    return Plan(tuple(orders), tuple(refusals))


def _order(found: Found, choices: Choices, known: Known, taken: set[str]) -> PlannedBoard:
    if found.board is None:
        raise found.error or BoardError(port=found.port.path)
    board, entry = found.board, known.entry(found.board.mac)
    if not (_is_free(board, entry, known.room) or choices.takes_all or board.port.path in choices.asked):
        raise NotOurs(port=board.port.path, runs=_runs_words(board), mac=board.mac)
    firmware = known.firmware_for(board.chip.name)
    check_fits(board, firmware)
    region = firmware.file_system(board.flash_bytes)
    if region is None or region[1] < known.files_bytes:
        raise FlashTooSmall(port=board.port.path, flash_mb=board.flash_bytes // 1024**2)
    name = _name(board, entry, choices, known, taken)
    effect = _effect(board, entry, firmware, name, choices, known)
    to_send = _bytes_to_send(effect, board, entry, firmware, known)
    seconds = _CONNECT_S + _RESTART_S + to_send * _BITS_PER_BYTE / FULL_SPEED_BAUD
    if choices.is_fresh:
        seconds += region[1] / _ERASE_BYTES_PER_S
    return PlannedBoard(board, name, firmware, region, effect, choices.is_fresh, to_send, round(seconds, 1))


def _name(board: PluggedBoard, entry: BoardEntry | None, choices: Choices, known: Known, taken: set[str]) -> str:
    """Return the name it had in the journal, or in its own files when nobody else has it, else a new one."""
    if entry:
        return entry.name
    announced = board.runs.announced
    if announced and announced.room == known.room and is_name(announced.name) and known.owner(announced.name) is None:
        return announced.name
    return new_name(taken, choices.word)


def check_fits(board: PluggedBoard, firmware: Firmware) -> None:
    """Refuse a firmware for another chip or revision, too old or too big.

    Raises WrongChip, FirmwareTooOld, RevisionRefused, FlashTooSmall.
    """
    port = board.port.path
    if firmware.chip != board.chip:
        raise WrongChip(port=port, chip=board.chip.name, wanted=firmware.chip.name)
    if _is_too_old(firmware):
        raise FirmwareTooOld(port=port, version=firmware.version)
    if not firmware.accepts_revision(board.revision):
        raise RevisionRefused(port=port, chip=board.chip.name, revision=revision_words(board.revision))
    if max(part.offset + len(part.content) for part in firmware.parts) > board.flash_bytes:
        raise FlashTooSmall(port=port, flash_mb=board.flash_bytes // 1024**2)


def _is_too_old(firmware: Firmware) -> bool:
    numbers = re.match(r"v?(\d+)\.(\d+)", firmware.version)
    if firmware.project != "micropython" or numbers is None:
        return False
    return tuple(map(int, numbers.groups())) < OLDEST_MICROPYTHON


def revision_words(revision: int) -> str:
    """Return `3.1` for 301."""
    return f"{revision // 100}.{revision % 100}"


def _is_free(board: PluggedBoard, entry: BoardEntry | None, room: str) -> bool:
    """Blank, known by its MAC, or running the kit for this room: ours to write without being asked."""
    announced = board.runs.announced
    return board.runs.kind == "blank" or entry is not None or (announced is not None and announced.room == room)


def _runs_words(board: PluggedBoard) -> str:
    announced = board.runs.announced
    if announced:
        return f"iot-lab ({announced.room}/{announced.name})"
    words = f"{board.runs.project} {board.runs.version}".strip()
    return words or ("MicroPython" if board.runs.kind == "micropython" else "?")


def _effect(
    board: PluggedBoard, entry: BoardEntry | None, firmware: Firmware, name: str, choices: Choices, known: Known
) -> Effect:
    if entry is not None and entry.state in ("writing", "failed"):
        return "finish"
    if entry is None or entry.state != "ready" or board.runs.announced is None:
        return "install"
    if choices.is_fresh or board.runs.announced.kit != known.kit:
        return "update"
    is_same = (entry.firmware, entry.files) == (firmware.sha256, known.files_digest(name, board.chip))
    return "check" if is_same else "settings"


def _bytes_to_send(
    effect: Effect, board: PluggedBoard, entry: BoardEntry | None, firmware: Firmware, known: Known
) -> int:
    files = {"check": 0, "settings": _SETTINGS_BYTES}.get(effect, int(known.files_bytes * _FILES_PACKED))
    has_firmware = entry is not None and entry.state == "ready" and entry.firmware == firmware.sha256
    if has_firmware and board.runs.kind == "kit":
        return files
    return files + known.compressed_bytes(firmware)
