"""The broker's journal on disk: what must outlive a kill, in one file that only grows and is made small at times.

The file is a list of blocks, one for each flush (flush.py): length, checksum, records (journal_records.py). A block
that is cut short or damaged is left out when the file is read again, with all that follows it: what precedes it is
used, and the file is copied aside, and said, before anything is written.

A record says what changed in a persistent session or a retained message, never what is, so that writing one costs
little; reading the file applies them in order (persistence.py). It would grow for ever: at the start, and when it is
three times what it was, the shortest file that gives the same state takes its place at once.

Blocks are written without fsync: a killed process loses nothing, since the system has the bytes; a power cut may lose
the last moments, and boards keep those in their own queue until they are acknowledged.
"""

from __future__ import annotations

import logging
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from iot_lab.broker.errors import JournalDamaged, JournalUnwritten, JournalWasMissing
from iot_lab.broker.journal_records import MAGIC, TornJournal, block, read_records
from iot_lab.broker.persistence import restore, snapshot
from iot_lab.files import read_small, replace
from iot_lab.set_aside import copy_aside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from iot_lab.broker.core import Core
    from iot_lab.broker.journal_records import Record
    from iot_lab.broker.session import Session
    from iot_lab.errors import LabError

FILE_NAME: Final = "sessions.journal"
SMALLEST_TO_COMPACT: Final = 8 * 1024 * 1024
MOST_BYTES: Final = 2 << 30
"""More than all limits of the broker let it grow to."""
_log = logging.getLogger(__name__)


@dataclass
class _Reading:
    """The sound records of a journal, and where it is torn if it is."""

    content: bytes
    torn_at: int | None = None

    def __iter__(self) -> Iterator[Record]:
        try:
            yield from read_records(self.content)
        except TornJournal as torn:
            self.torn_at = torn.end


class SessionJournal:
    """Opens, replays, extends and compacts the journal of one broker. Used from the broker's thread only."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._file: BinaryIO | None = None
        self._size = self._compacted_size = 0
        self.trouble: JournalUnwritten | None = None
        """The disk refused the last write; what could not be written waits in memory and is tried again."""
        self._unwritten: list[bytes] = []
        self.notices: list[LabError] = []
        """What was found when it was opened."""

    def open(self, core: Core) -> None:
        """Give the core what the journal holds, then make the journal small.

        What precedes a damage is kept, and the whole is copied aside before it is replaced. Raises OSError where the
        folder cannot be used.
        """
        folder = self._path.parent
        was_used = folder.exists()
        if was_used and not folder.is_dir():
            self.notices.append(JournalDamaged(path=folder, copy=copy_aside(folder)))
            folder.unlink()
            was_used = False
        folder.mkdir(parents=True, exist_ok=True)
        sessions: dict[int, Session] = {}
        if self._path.exists():
            if not self._replay(core, sessions):
                self.notices.append(
                    JournalDamaged(path=self._path, copy=copy_aside(self._path, is_replaced_whole=True))
                )
                if self._path.is_dir() and not self._path.is_symlink():
                    shutil.rmtree(self._path)
        elif was_used:
            self.notices.append(JournalWasMissing(path=self._path))
        core.sessions.adopt(sessions.values())
        self.compact(core, is_synced=True)

    def _replay(self, core: Core, sessions: dict[int, Session]) -> bool:
        """Apply the journal; False where it is damaged, or ends within a block."""
        try:
            reading = _Reading(read_small(self._path, MOST_BYTES))
            restore(reading, sessions, core.retained)
        except (OSError, ValueError) as error:
            _log.info("the broker's journal %s cannot be used (%s)", self._path, error)
            return False
        if reading.torn_at is None:
            return True
        _log.info("the broker's journal %s is damaged at byte %d", self._path, reading.torn_at)
        return False

    def write(self, records: Sequence[bytes]) -> bool:
        """Write the records of one flush; False while the disk refuses, and then nothing may be acknowledged."""
        self._unwritten += records
        if not self._unwritten:
            return True
        raw = block(self._unwritten)
        try:
            self._write_whole(raw)
        except OSError as error:
            if self.trouble is None:
                self.trouble = JournalUnwritten(path=self._path, problem=error)
                _log.error("all wait: %s", self.trouble)
            return False
        self._unwritten = []
        self.trouble = None
        return True

    def is_large(self) -> bool:
        """Say whether compacting would pay."""
        return self._size > SMALLEST_TO_COMPACT and self._size > 3 * self._compacted_size

    def compact(self, core: Core, *, is_synced: bool = False) -> None:
        """Replace the journal by the shortest that makes the same state; raises OSError, and then the old one stays.

        Nothing may wait to be written. Only the start asks for `is_synced`: a slow disk would stop the room meanwhile.
        """
        kept = [session for session in core.sessions if session.is_persistent]
        content = MAGIC + block(snapshot(kept, core.retained))
        temporary = self._path.with_suffix(".new")
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            if is_synced:
                os.fsync(file.fileno())
        self.close()
        try:
            replace(temporary, self._path)
            self._size = self._compacted_size = len(content)
        finally:
            self._file = self._path.open("ab", buffering=0)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def _write_whole(self, raw: bytes) -> None:
        """Append all of `raw`, or leave the file as it was."""
        if self._file is None:
            raise OSError("the journal is closed")
        written = 0
        try:
            while written < len(raw):
                written += self._file.write(raw[written:]) or 0
        except OSError:
            self._file.truncate(self._size)
            raise
        self._size += len(raw)
