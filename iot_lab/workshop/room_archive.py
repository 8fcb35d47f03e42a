"""A whole room in one file, to go on elsewhere: another of the trainer's laptops unpacks it and opens the same room.

It is a zip of the small files of the data folder and a copy of the database, taken while the room goes on, with a list
of their sums (`archive.json`). It holds the room's secrets, as the folder does. What is unpacked is believed as far
as the list goes: no other names, no other sizes, and nothing of it stands in its place before all of it was read and
found right. The broker's waiting messages stay behind: boards keep what was not acknowledged.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
import time
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from iot_lab import __version__
from iot_lab.boards.journal import FILE_NAME as JOURNAL
from iot_lab.errors import LabError
from iot_lab.room.register import FILE_NAME as REGISTER
from iot_lab.workshop.class_settings import FILE_NAME as CLASS
from iot_lab.workshop.known_networks import FILE_NAME as NETWORKS

if TYPE_CHECKING:
    from iot_lab.workshop.room import Room

FORMAT: Final = 1
LIST: Final = "archive.json"
DATABASE: Final = "lab.db"
_SMALL: Final = (REGISTER, CLASS, JOURNAL, NETWORKS)
_MOST_SMALL_BYTES: Final = 16 * 1024 * 1024
_PIECE: Final = 1024 * 1024


class ArchiveWrong(LabError):
    """A file that is no archive of a room, or a damaged one. Details: path, reason."""

    code = "archive-wrong"


class FolderInUse(LabError):
    """A room is there already: unpacking would mix two of them. Details: path."""

    code = "folder-in-use"


class DatabaseElsewhere(LabError):
    """The room keeps its data on a database server, which an archive does not hold."""

    code = "database-elsewhere"


def write_archive(room: Room) -> Path:
    """Write the archive of an open room to a new file, which the caller deletes. Raises DatabaseElsewhere, OSError."""
    own = room.folder.own_database
    if own is None:
        raise DatabaseElsewhere
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / DATABASE
        _copy_database(own, copy)
        parts = {name: room.folder.path / name for name in _SMALL if (room.folder.path / name).exists()}
        parts[DATABASE] = copy
        with tempfile.NamedTemporaryFile(suffix=".zip", delete=False) as made:
            _zip(made.name, room.name, parts)
    return Path(made.name)


def unpack_archive(archive: Path, folder: Path) -> str:
    """Make the data folder `folder` of an archive; return the room's name.

    Raises ArchiveWrong, FolderInUse, OSError; then the folder is as it was.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderInUse(path=folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with zipfile.ZipFile(archive) as packed, tempfile.TemporaryDirectory(dir=folder.parent) as place:
            told = _read_list(packed)
            room = str(told["room"])
            for name, wanted in told["files"].items():
                _unpack_one(packed, name, wanted, Path(place))
            folder.mkdir(mode=0o700, exist_ok=True)
            for name in told["files"]:
                shutil.move(Path(place) / name, folder / name)
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError, NotImplementedError) as error:
        raise ArchiveWrong(path=archive, reason=error) from error
    return room


def _copy_database(own: Path, copy: Path) -> None:
    """Copy an SQLite database whole while others write to it."""
    with closing(sqlite3.connect(own)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _zip(path: str, room: str, parts: dict[str, Path]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        sums = {}
        for name, part in parts.items():
            packed.write(part, name)
            sums[name] = {"bytes": part.stat().st_size, "sha256": _sum(part)}
        told = {"format": FORMAT, "kit": __version__, "room": room, "made_ms": int(time.time() * 1000), "files": sums}
        packed.writestr(LIST, json.dumps(told, indent=1))


def _read_list(packed: zipfile.ZipFile) -> dict[str, Any]:
    if packed.getinfo(LIST).file_size > _PIECE:
        raise ValueError(LIST)
    told: dict[str, Any] = json.loads(packed.read(LIST))
    if told["format"] != FORMAT or not {REGISTER, DATABASE} <= set(told["files"]) <= {*_SMALL, DATABASE}:
        raise ValueError(LIST)
    return told


def _unpack_one(packed: zipfile.ZipFile, name: str, wanted: dict[str, Any], folder: Path) -> None:
    size = int(wanted["bytes"])
    is_too_large = name != DATABASE and size > _MOST_SMALL_BYTES
    if packed.getinfo(name).file_size != size or is_too_large or size > shutil.disk_usage(folder).free:
        raise ValueError(name)
    target = folder / name
    with packed.open(name) as source, target.open("wb") as file:
        shutil.copyfileobj(source, file, _PIECE)
    target.chmod(0o600)
    if _sum(target) != wanted["sha256"]:
        raise ValueError(name)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
