"""The folder where one kit keeps everything: made, checked and locked before anything is opened in it."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import Final

import platformdirs
from filelock import FileLock, Timeout

from iot_lab.errors import LabError

LEAST_FREE_BYTES: Final = 50 * 1024 * 1024
DATABASE_VARIABLE: Final = "IOT_LAB_DATABASE"
"""Where an address with a password belongs: the list of a computer's programs shows their options to everybody."""
FIRMWARE_FOLDER: Final = "firmware"
ROOM_FILE: Final = "room.json"
_LOCK_NAME: Final = "in-use.lock"


class DataFolderUnusable(LabError):
    """The folder cannot be made, read or written: choose another, or mend its rights."""

    code = "data-folder-unusable"


class DataFolderBusy(LabError):
    """Another iot-lab is running on this folder: stop it, or choose another folder."""

    code = "data-folder-busy"


class DataFolderLock(LabError):
    """What says that a folder is in use is no file of ours: take it away. Details: path, reason."""

    code = "data-folder-lock"


class DiskFull(LabError):
    """Too little room is left on the disk to begin a session."""

    code = "disk-full"


def default_data_folder() -> Path:
    """Return the user's own data folder for iot-lab on this system."""
    return Path(platformdirs.user_data_dir("iot-lab", appauthor=False))


class DataFolder:
    """An open data folder; nobody else may open it until `close`. The lock ends with the process, however it ends."""

    def __init__(self, path: Path, database: str | None = None) -> None:
        """Make and lock `path`; `database` is the address of another database than the folder's own file.

        Raises DataFolderUnusable, DataFolderBusy, DataFolderLock.
        """
        self.path = path
        self._database = database or os.environ.get(DATABASE_VARIABLE)
        _check_writable(path)
        self._lock = FileLock(path / _LOCK_NAME)
        try:
            self._lock.acquire(timeout=0)
        except Timeout as error:
            raise DataFolderBusy(path=path) from error
        except OSError as error:
            raise DataFolderLock(path=path / _LOCK_NAME, reason=error) from error

    def check_room_on_disk(self) -> None:
        """Raise DiskFull where a session would soon fill the disk; a look at what is kept needs no such room."""
        try:
            free_bytes = shutil.disk_usage(self.path).free
        except OSError as error:
            raise DataFolderUnusable(path=self.path, reason=error) from error
        if free_bytes < LEAST_FREE_BYTES:
            raise DiskFull(path=self.path, free_mb=free_bytes // 1024**2, needed_mb=LEAST_FREE_BYTES // 1024**2)

    @property
    def database_url(self) -> str:
        """The store's address, as SQLAlchemy writes it; it may hold a password."""
        return self._database or f"sqlite:///{(self.path / 'lab.db').as_posix()}"

    @property
    def own_database(self) -> Path | None:
        """The store's file in this folder; None where another database was named."""
        return None if self._database else self.path / "lab.db"

    @property
    def broker_state(self) -> Path:
        """The folder of the broker's sessions and retained messages."""
        return self.path / "broker"

    @property
    def firmware(self) -> Path:
        """The folder of the MicroPython builds."""
        return self.path / FIRMWARE_FOLDER

    def close(self) -> None:
        """Let another iot-lab open the folder."""
        self._lock.release()


def _make_private(path: Path) -> None:
    """Make the folder, for its owner's eyes only: it holds secrets. A folder of others' things keeps its rights."""
    is_ours = not path.exists() or (path / ROOM_FILE).exists() or not any(path.iterdir())
    path.mkdir(parents=True, exist_ok=True)
    if is_ours and os.name != "nt" and not path.stat().st_mode & stat.S_ISVTX:
        path.chmod(0o700)


def _check_writable(path: Path) -> None:
    try:
        _make_private(path)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise DataFolderUnusable(path=path, reason=error) from error
