"""Is an SQLite database sound? Looked at before the first write, and nothing of it is changed by looking.

The theory. SQLite mends what a crash leaves, but it believes what it is given: beside a missing or emptied database it
deletes the log of what was written last (the WAL), and frames of that log whose sum is wrong it passes over without a
word. So the files are looked at before SQLite opens them. A small database is checked whole, on a copy, log included; a
large one at its header now, and whole in the background later. Whatever is found is copied aside first, then said.

Only for a database that nobody else has open: the data folder's own, whose lock the room holds.
"""

from __future__ import annotations

import shutil
import sqlite3
import struct
import tempfile
import threading
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from iot_lab.errors import LabError
from iot_lab.set_aside import copy_aside
from iot_lab.store.errors import StoreUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable

WHOLE_BYTES: Final = 16 * 1024 * 1024
"""Up to this size, a database is checked whole before it is opened: a tenth of a second."""
LEFT_FREE_BYTES: Final = 500 * 1024 * 1024
"""What a copy leaves on the disk for the room that goes on."""
MAGIC: Final = b"SQLite format 3\0"
_WAL_MAGIC: Final = frozenset({0x377F0682, 0x377F0683})
_WAL_HEADER: Final = struct.Struct(">8I")
_MOST_USES: Final = 1 << 20
_FRAME_HEADER: Final = struct.Struct(">6I")


class StoreDamaged(StoreUnreadable):
    """The database is damaged; nothing of it was changed. Details: place, copy."""

    code = "store-damaged"


class StoreWasMissing(LabError):
    """There was no database where the room had one, and a new one is begun. Details: place."""

    code = "store-was-missing"


class StoreWasEmptied(LabError):
    """The database was empty, or only its log was there, and a new one is begun. Details: place, copy."""

    code = "store-was-emptied"


class StoreLogMissing(LabError):
    """A kit ended at once, and the log of what it wrote last is not there any more. Details: place."""

    code = "store-log-missing"


class StoreLogDamaged(LabError):
    """The log of what was written last is damaged: its sound part was taken. Details: place, copy."""

    code = "store-log-damaged"


class StoreDamageFound(LabError):
    """A check in the background found damage in the database that is in use. Details: place, copy."""

    code = "store-damage-found"


class StoreDamageNotCopied(LabError):
    """As StoreDamageFound, and there is no room for a copy. Details: place."""

    code = "store-damage-not-copied"


def look_before_opening(path: Path, *, is_expected: bool, was_killed: bool = False) -> list[LabError]:
    """Return what must be said of the database at `path`, and make it safe to open; `is_expected`: the room had one.

    `was_killed`: the kit that had it open did not close it, so its log must be there. Raises StoreDamaged, OSError.
    """
    log = _beside(path, "-wal")
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return _begun_anew(path, log, is_expected=is_expected)
    if not path.is_file() or not _is_whole_at_first_sight(path, has_log=_size(log) > 0):
        raise _damaged(path)
    is_small = path.stat().st_size + _size(log) <= WHOLE_BYTES
    if is_small and not _is_sound_copy(path, log):
        raise _damaged(path)
    if _size(log) and not _is_log_whole(path, log, is_small=is_small):
        return [StoreLogDamaged(place=path, copy=copy_aside(path, log))]
    return [StoreLogMissing(place=path)] if was_killed and not log.exists() else []


def look_while_open(path: Path) -> LabError | None:
    """Check a whole database that is in use; what is damaged is copied aside, as it is at that moment."""
    if is_sound(path):
        return None
    beside = (_beside(path, "-wal"), _beside(path, "-shm"))
    try:
        if shutil.disk_usage(path.parent).free > path.stat().st_size + sum(map(_size, beside)) + LEFT_FREE_BYTES:
            return StoreDamageFound(place=path, copy=copy_aside(path, *beside))
    except OSError:
        pass  # the copy did not succeed: the disk, perhaps, that did the damage
    return StoreDamageNotCopied(place=path)


def look_in_background(path: Path | None, tell: Callable[[LabError], None]) -> None:
    """Check a database that was too large to be checked before it was opened; what is found is told."""

    def look(path: Path) -> None:
        if (found := look_while_open(path)) is not None:
            tell(found)

    if path is not None and path.stat().st_size > WHOLE_BYTES:
        threading.Thread(target=look, args=(path,), name="database-check", daemon=True).start()


def is_sound(path: Path) -> bool:
    """Check a whole database that may be in use; takes its time, and holds nobody up."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def _begun_anew(path: Path, log: Path, *, is_expected: bool) -> list[LabError]:
    if _size(log):
        copy = copy_aside(path, log)
        log.unlink()
        _beside(path, "-shm").unlink(missing_ok=True)
        return [StoreWasEmptied(place=path, copy=copy)]
    return [StoreWasMissing(place=path)] if is_expected else []


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(place=path, copy=copy_aside(path, _beside(path, "-wal"), _beside(path, "-shm")))


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0


def _is_whole_at_first_sight(path: Path, *, has_log: bool) -> bool:
    """Look at the header (https://www.sqlite.org/fileformat.html, section 1.3): its magic, and that no page is cut.

    Beside a log, pages may still have to be written.
    """
    with path.open("rb") as file:
        header = file.read(100)
    if len(header) < 100 or not header.startswith(MAGIC):
        return False
    page = _page_bytes(header)
    pages, changes, valid_for = (int.from_bytes(header[at : at + 4], "big") for at in (28, 24, 92))
    size = path.stat().st_size
    is_cut = page == 0 or size % page != 0 or (changes == valid_for and size < pages * page)
    return has_log or not is_cut


def _page_bytes(header: bytes) -> int:
    page = int.from_bytes(header[16:18], "big")
    return 65_536 if page == 1 else page


def _is_sound_copy(path: Path, log: Path) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        if _size(log):
            shutil.copyfile(log, _beside(copy, "-wal"))
        try:
            with closing(sqlite3.connect(copy)) as connection:
                return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        except sqlite3.DatabaseError:
            return False


def _is_log_whole(path: Path, log: Path, *, is_small: bool) -> bool:
    """Say whether SQLite takes all committed frames of a log: fewer, where one of them is damaged."""
    committed = _committed_frames(log)
    if committed is None or not is_small:
        return committed is not None
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(log, _beside(copy, "-wal"))
        with closing(sqlite3.connect(copy)) as connection:
            taken = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()[1]
    return int(taken) >= committed


def _committed_frames(log: Path) -> int | None:
    """Return how many frames a log says it holds, up to its last commit; None where it is no log, or ends within one.

    https://www.sqlite.org/fileformat.html, section 4.1: frames of an earlier use of the file bear other salts, of which
    the first grows by one with each use.
    """
    with log.open("rb") as file:
        header = file.read(_WAL_HEADER.size)
        if len(header) < _WAL_HEADER.size:
            return None
        magic, _, page, _, *salts, _, _ = _WAL_HEADER.unpack(header)
        if magic not in _WAL_MAGIC:
            return None
        number = committed = 0
        while len(raw := file.read(_FRAME_HEADER.size)) == _FRAME_HEADER.size:
            _, pages_after_commit, *own, _, _ = _FRAME_HEADER.unpack(raw)
            if own != salts:
                is_of_before = 0 < (salts[0] - own[0]) % 2**32 <= _MOST_USES
                return committed if is_of_before else None
            number += 1
            committed = number if pages_after_commit else committed
            file.seek(page, 1)
        is_ended = not raw and number == committed and file.tell() == _size(log)
    return committed if is_ended else None
