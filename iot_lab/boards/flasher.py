"""One board, from its bootloader to the kit's first line: write what differs, verify, restart, listen.

A line that fails is tried again, slower; a port that comes back is used again only if the same MAC answers.
"""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from iot_lab.boards import filesystem
from iot_lab.boards.boot_line import BootListener
from iot_lab.boards.cable import CABLE_ERRORS
from iot_lab.boards.errors import (
    BoardError,
    BoardSilent,
    BoardSwapped,
    BoardUnplugged,
    FlashFaulty,
    FlashStopped,
    KitOther,
    KitSilent,
    LineNoisy,
    PortAbsent,
    PortBusy,
    PortForbidden,
)
from iot_lab.boards.plan import check_fits
from iot_lab.boards.probe import read_config
from iot_lab.boards.progress import FlashEvent, Stage
from iot_lab.boards.session import BootloaderSession, LineBroken, LineLost
from iot_lab.contract.config import FILE_NAME, read_announced

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from iot_lab.boards.boot_line import Started
    from iot_lab.boards.cable import Cable
    from iot_lab.boards.firmware import FlashPart
    from iot_lab.boards.journal import BoardEntry
    from iot_lab.boards.plan import PlannedBoard
    from iot_lab.errors import LabError

_log: Final = logging.getLogger(__name__)
_LEAST_BETWEEN_EVENTS_S: Final = 0.1
_LOOK_AGAIN_S: Final = 0.25


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and the speeds to try in turn, in baud."""

    speeds_baud: tuple[int, ...] = (921600, 460800, 115200)
    comes_back_s: float = 10.0
    kit_starts_s: float = 45.0  # a first start makes its file system and compiles nothing: over 15 s were seen
    flash_tries: int = 2


@dataclass(frozen=True, slots=True)
class Task:
    """An order with the bytes that only exist once it is confirmed: the board's files and its secret.

    `may_keep_files` where the journal says that the board's files were complete.
    """

    order: PlannedBoard
    entry: BoardEntry
    config: bytes = field(repr=False)
    files: tuple[FlashPart, ...] = field(repr=False)
    may_keep_files: bool


@dataclass(slots=True)
class Flasher:
    """Writes one board; make one per board and call `run` in its own thread.

    `begins` is called just before the first byte is written; after that the board is unfinished until `run` returns.
    """

    task: Task
    patience: Patience
    known_ports: Callable[[], list[str]]
    tell: Callable[[FlashEvent], None]
    stop: threading.Event
    begins: Callable[[], None] = lambda: None
    has_written: bool = False
    _began_s: float = 0.0
    _told_s: float = 0.0
    _share: float = 0.0
    _baud: int = 0
    _kept: bool = False

    def run(self) -> Started:
        """Do the whole order. Raises one of BoardError; the board can always be written again."""
        self._began_s = time.monotonic()
        trouble: Exception | None = None
        faults = 0
        speeds = list(self.patience.speeds_baud)
        while speeds:
            self._baud = speeds[0]
            try:
                return self._attempt(is_again=trouble is not None)
            except FlashFaulty as error:
                faults += 1
                if faults >= self.patience.flash_tries:
                    raise
                trouble = error
            except (LineLost, LineBroken, BoardSilent) as error:
                if trouble is None and isinstance(error, BoardSilent):
                    raise  # it never answered: three more minutes would not change that
                _log.debug("%s at %d baud", self.task.order.port, self._baud, exc_info=True)
                trouble = error
                speeds.pop(0)
        raise self._verdict(trouble) from trouble

    def _verdict(self, trouble: Exception | None) -> BoardError:
        port = self.task.order.port
        return BoardUnplugged(port=port) if isinstance(trouble, LineLost) else LineNoisy(port=port)

    def _attempt(self, *, is_again: bool) -> Started:
        self._say("connecting")
        with self._open(is_again) as session:
            self._check_same(session)
            session.work_at(self._baud)
            if session.flash_bytes != self.task.order.board.flash_bytes:
                raise LineBroken
            check_fits(self.task.order.board, self.task.order.firmware)
            self._write(session)
            self._say("restarting", share=1.0)
            cable = session.restart()
            return self._listen(cable)

    def _open(self, is_again: bool) -> BootloaderSession:
        """Open the port; the second time, give it the time to come back."""
        port = self.task.order.port
        if not is_again:
            return BootloaderSession.open(port, self.known_ports)
        deadline_s = time.monotonic() + self.patience.comes_back_s
        while True:
            self._check_stop()
            try:
                return BootloaderSession.open(port, self.known_ports)
            except (PortAbsent, PortBusy, PortForbidden, LineLost) as error:
                # Busy or forbidden for a moment is how a port looks while the system makes it again.
                if time.monotonic() > deadline_s:
                    raise BoardUnplugged(port=port) from error
            time.sleep(_LOOK_AGAIN_S)

    def _check_same(self, session: BootloaderSession) -> None:
        expected = self.task.order.board.mac
        if session.silicon.mac != expected:
            raise BoardSwapped(port=self.task.order.port, expected=expected, seen=session.silicon.mac)

    def _write(self, session: BootloaderSession) -> None:
        order = self.task.order
        self._say("comparing", share=self._share)
        files = self._files_to_write(session)
        parts = [part for part in (*order.firmware.parts, *files) if not self._is_there(session, part)]
        if order.is_fresh:
            self._begin()
            self._say("erasing")
            session.erase(*order.region)
            parts = [part for part in parts if part.name != "files"] + list(files)
        done, total = 0, sum(len(part.content) for part in parts)
        for part in parts:
            self._begin()
            self._write_part(session, part, done, total)
            done += len(part.content)

    def _begin(self) -> None:
        self._check_stop()
        if not self.has_written:
            self.begins()
            self.has_written = True

    def _write_part(self, session: BootloaderSession, part: FlashPart, done: int, total: int) -> None:
        def progress(sent: int, of: int) -> None:
            self._check_stop()
            share = (done + len(part.content) * sent / max(of, 1)) / total
            self._say("writing", share=min(share, 0.999), is_minor=True)

        self._say("writing", share=done / total)
        session.write(part, progress)

    def _is_there(self, session: BootloaderSession, part: FlashPart) -> bool:
        self._check_stop()
        return session.holds(part)

    def _files_to_write(self, session: BootloaderSession) -> tuple[FlashPart, ...]:
        """Return nothing when the board's files are right, its new settings alone when only they differ, else all.

        So learners' programs stay, unless they were to be erased. What was begun in this run is written whole.
        """
        order, config = self.task.order, self.task.config
        self._kept = False
        if order.is_fresh or self.has_written or not self.task.may_keep_files:
            return self.task.files
        offset, size = order.region
        held = read_config(session, order.region)
        ours, theirs = read_announced(config), read_announced(held or b"")
        if ours is None or theirs is None or ours.kit != theirs.kit:
            return self.task.files
        if held == config:
            changes: tuple[FlashPart, ...] | None = ()
        else:
            changes = filesystem.with_file(
                lambda start, length: session.read(offset + start, length), offset, size, FILE_NAME, config
            )
        self._kept = changes is not None
        return self.task.files if changes is None else changes

    def _listen(self, cable: Cable) -> Started:
        """Wait for the kit's line. Raises KitSilent, KitOther."""
        self._say("listening", share=1.0)
        order, listener = self.task.order, BootListener()
        deadline_s = time.monotonic() + self.patience.kit_starts_s
        while time.monotonic() < deadline_s:
            self._check_stop()
            started = listener.feed(self._hear(cable))
            if started is None:
                continue
            if (started.board, started.mac) != (order.name, order.board.mac):
                raise KitOther(port=order.port, name=order.name, seen=f"{started.board} {started.mac}")
            return started
        raise KitSilent(port=order.port, name=order.name, last=listener.last_line or "-")

    def _hear(self, cable: Cable) -> bytes:
        """Read for a short time; a chip with USB inside leaves the bus while it restarts, so open again then."""
        try:
            if not cable.is_open:
                cable.open()
            cable.timeout = _LOOK_AGAIN_S
            return cable.read(max(1, cable.in_waiting))
        except CABLE_ERRORS:
            cable.close()
            self.stop.wait(_LOOK_AGAIN_S)
            return b""

    def _check_stop(self) -> None:
        if self.stop.is_set():
            raise FlashStopped(port=self.task.order.port)

    def _say(self, stage: Stage, *, share: float | None = None, is_minor: bool = False) -> None:
        now_s = time.monotonic()
        self._share = self._share if share is None else share
        if is_minor and now_s - self._told_s < _LEAST_BETWEEN_EVENTS_S:
            return
        self._told_s = now_s
        self.tell(self.event(stage))

    def event(self, stage: Stage, error: LabError | None = None) -> FlashEvent:
        """Return this board's news now."""
        order = self.task.order
        return FlashEvent(
            port=order.port,
            stage=stage,
            share=self._share,
            seconds=time.monotonic() - self._began_s,
            name=order.name,
            mac=order.board.mac,
            baud=self._baud,
            kept=self._kept,
            error=error,
        )
