"""What can go wrong with a database, one class per remedy; foreign errors become these where they enter.

Told apart by the database's own codes, never by the words of its messages:
SQLite result codes (https://www.sqlite.org/rescode.html), PostgreSQL SQLSTATE (its manual, appendix A).
"""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from sqlalchemy.exc import SQLAlchemyError

from iot_lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Iterator


class StoreError(LabError):
    """The database did not do what was asked; nothing of it was changed. `reason` is the HubState's word for it."""

    reason: ClassVar[str] = "other"


class StoreUnreadable(StoreError):
    """The file is not a database, is damaged, or was written by another version: restore it, or move it away."""

    code = "store-unreadable"
    reason = "unreadable"


class StoreFromLater(StoreError):
    """A later iot-lab made the database: update this one."""

    code = "store-from-later"
    reason = "unreadable"


class StoreAddressWrong(StoreError):
    """`--database` is no address of SQLite or PostgreSQL: mend it. It is not repeated, since it may hold a password."""

    code = "store-address-wrong"


class StoreInMemory(StoreError):
    """`--database` names SQLite and no file: nothing would be kept. Give a file, or leave the option out."""

    code = "store-in-memory"


class StoreDriverMissing(StoreError):
    """The package that speaks with PostgreSQL is not installed: install it."""

    code = "store-driver-missing"


class StoreFull(StoreError):
    """The disk is full: make room."""

    code = "store-full"
    reason = "full"


class StoreLocked(StoreError):
    """Another program holds the database: close it."""

    code = "store-locked"
    reason = "locked"


class StoreReplaced(StoreError):
    """Another file, or none, has the place of the database that is open: stop, put the copy there, start again.

    Details: place, copy (what the kit still held; "-" where it could not be written).
    """

    code = "store-replaced"
    reason = "replaced"


class StoreReadOnly(StoreError):
    """The database may not be written: mend its rights."""

    code = "store-read-only"
    reason = "read-only"


class StoreUnreachable(StoreError):
    """The database cannot be opened or its server does not answer."""

    code = "store-unreachable"
    reason = "unreachable"


_SQLITE: dict[int, type[StoreError]] = {
    5: StoreLocked,  # SQLITE_BUSY
    6: StoreLocked,  # SQLITE_LOCKED
    3: StoreReadOnly,  # SQLITE_PERM
    8: StoreReadOnly,  # SQLITE_READONLY
    13: StoreFull,  # SQLITE_FULL
    11: StoreUnreadable,  # SQLITE_CORRUPT
    26: StoreUnreadable,  # SQLITE_NOTADB
    1: StoreUnreadable,  # SQLITE_ERROR: a table or a column is not as it should be
}
_OF_THE_DISK: Final = frozenset({10, 14})  # SQLITE_IOERR, SQLITE_CANTOPEN
_NEEDED_BYTES: Final = 256 * 1024
"""What SQLite needs beside its file (its index of the write-ahead log), and a few pages."""
_DISK: Final[dict[int, type[StoreError]]] = {
    errno.ENOSPC: StoreFull,
    getattr(errno, "EDQUOT", -1): StoreFull,
    errno.EROFS: StoreReadOnly,
    errno.EACCES: StoreReadOnly,
    errno.EPERM: StoreReadOnly,
}
_POSTGRESQL: dict[str, type[StoreError]] = {
    "53": StoreFull,  # insufficient resources
    "55": StoreLocked,  # object not in prerequisite state (lock not available)
    "40": StoreLocked,  # transaction rollback (deadlock, serialization)
    "25": StoreReadOnly,  # invalid transaction state (read-only)
    "42": StoreUnreadable,  # access rule or undefined table
}


@contextmanager
def said_as_ours(place: str) -> Iterator[None]:
    """Turn the database's errors into ours; `place` is what a person calls the database (never a password)."""
    try:
        yield
    except SQLAlchemyError as error:
        kind = _kind(error)
        if kind is StoreUnreachable and _sqlite_code(error) in _OF_THE_DISK:
            kind = _what_the_disk_lacks(Path(place))
        raise kind(place=place) from error
    except OSError as error:
        raise StoreUnreachable(place=place) from error


def _sqlite_code(error: SQLAlchemyError) -> int | None:
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def _what_the_disk_lacks(path: Path) -> type[StoreError]:
    """SQLite says "input/output error" or "cannot open" of a disk that is full or can only be read: try to write."""
    try:
        with tempfile.TemporaryFile(dir=path.parent) as file:
            file.write(bytes(_NEEDED_BYTES))
            file.flush()
    except OSError as error:
        return _DISK.get(error.errno or 0, StoreUnreachable)
    return StoreUnreachable if os.access(path, os.W_OK) or not path.exists() else StoreReadOnly


def _kind(error: SQLAlchemyError) -> type[StoreError]:
    original = getattr(error, "orig", None)
    if (code := _sqlite_code(error)) is not None:
        return _SQLITE.get(code, StoreUnreachable)
    state = getattr(original, "sqlstate", None)
    return _POSTGRESQL.get(state[:2], StoreUnreachable) if isinstance(state, str) else StoreUnreachable
