"""The firmware files kept for the boards: each under its SHA-256, checked whole before it is kept and when it is read.

`index.json` remembers where each came from, and the digest trusted the first time an address was fetched. Other
processes may use the same folder (`iot-lab firmware` beside a running kit): the index is read again when it changed.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
import threading
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from filelock import FileLock

from iot_lab.boards.errors import FetchChanged, FirmwareDamaged, FirmwareFileUnreadable, NoFirmware
from iot_lab.boards.fetch import fetch_file
from iot_lab.boards.firmware import MOST_BYTES, Firmware, read_firmware
from iot_lab.errors import LabError
from iot_lab.files import write_whole
from iot_lab.set_aside import copy_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

INDEX_NAME: Final = "index.json"
_FORMAT: Final = 1

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kept:
    """One firmware in the cache. `source` is the file's name or the address; `added_s` is seconds since 1970."""

    sha256: str
    chip: str
    version: str
    size: int
    source: str
    added_s: int


class FirmwareCache:
    """The folder of firmware files. Safe to use from several threads and processes."""

    def __init__(self, folder: Path, clock_s: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._clock_s = clock_s
        self._lock = threading.RLock()
        self._file_lock = FileLock(folder / "index.lock")
        self._read: dict[str, Firmware] = {}
        self._kept: dict[str, Kept] = {}
        self._trusted: dict[str, str] = {}
        self._stamp = -1

    def entries(self) -> list[Kept]:
        """Return all firmwares, by chip, the one that `newest` chooses first."""
        with self._lock:
            self._refresh()
            kept = sorted(self._kept.values(), key=lambda one: (_version_order(one.version), one.added_s), reverse=True)
            return sorted(kept, key=lambda one: one.chip)

    def newest(self, chip: str) -> Firmware:
        """Return the firmware of the greatest version for a chip, checked again. Raises NoFirmware, FirmwareDamaged."""
        with self._lock:
            one = next((one for one in self.entries() if one.chip == chip), None)
            if one is None:
                raise NoFirmware(chip=chip)
            return self.load(one.sha256)

    def load(self, sha256: str) -> Firmware:
        """Return one firmware of the cache, by its digest. Raises FirmwareDamaged, FirmwareFileUnreadable."""
        with self._lock:
            if sha256 not in self._read:
                path = self._path(sha256)
                content = _read_file(path)
                if hashlib.sha256(content).hexdigest() != sha256:
                    raise FirmwareDamaged(file=path.name)
                self._read[sha256] = read_firmware(content, path.name)
            return self._read[sha256]

    def add(self, path: Path) -> Kept:
        """Check a .bin (from a USB stick, say) and keep a copy.

        Raises FirmwareFileUnreadable, NotFirmware, FirmwareIncomplete, FirmwareDamaged, FirmwareMisplaced.
        """
        return self.add_content(_read_file(path), path.name)

    def add_content(self, content: bytes, source: str) -> Kept:
        """Check what a .bin holds and keep it. Raises what `add` raises of a file that could be read."""
        return self._keep(content, source)

    def fetch(
        self, address: str, progress: Callable[[int, int], None] = lambda _done, _total: None, *, accept: bool = False
    ) -> Kept:
        """Download a .bin, going on where an interrupted one stopped, and keep it.

        `progress(bytes done, bytes in all or 0)`. The first digest of an address is trusted and shown; another one
        later is refused unless `accept`. Raises FetchFailed, FetchChanged, and what `add` raises.
        """
        partial = self._folder / f"{hashlib.sha256(address.encode()).hexdigest()[:16]}.part"
        self._folder.mkdir(parents=True, exist_ok=True)
        content = fetch_file(address, partial, progress, most_bytes=MOST_BYTES)
        digest = hashlib.sha256(content).hexdigest()
        with self._changing():
            trusted = self._trusted.get(address, digest)
            if trusted != digest and not accept:
                raise FetchChanged(address=address, trusted=trusted[:16], seen=digest[:16])
            kept = self._keep(content, address)
            self._trusted[address] = digest
            self._save()
            return kept

    def remove(self, sha256: str) -> None:
        """Forget one firmware; nothing happens where there is none."""
        with self._changing():
            self._read.pop(sha256, None)
            if self._kept.pop(sha256, None) is not None:
                self._path(sha256).unlink(missing_ok=True)
                self._save()

    def _keep(self, content: bytes, source: str) -> Kept:
        firmware = read_firmware(content, source.rsplit("/", 1)[-1])
        kept = Kept(
            sha256=firmware.sha256,
            chip=firmware.chip.name,
            version=firmware.version,
            size=len(content),
            source=source,
            added_s=int(self._clock_s()),
        )
        with self._changing():
            write_whole(self._path(firmware.sha256), content)
            self._kept[firmware.sha256] = kept
            self._read[firmware.sha256] = firmware
            self._save()
        return kept

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Hold the folder against other threads and processes, with the index as it stands now."""
        self._folder.mkdir(parents=True, exist_ok=True)
        # The lock of filelock counts in each thread: a change inside a change is one change.
        with self._lock, self._file_lock:
            self._refresh()
            yield

    def _refresh(self) -> None:
        path = self._folder / INDEX_NAME
        stamp = path.stat().st_mtime_ns if path.exists() else 0
        if stamp != self._stamp:
            self._kept, self._trusted = _load(path)
            self._stamp = stamp

    def _path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.bin"

    def _save(self) -> None:
        firmwares = [asdict(one) for one in self._kept.values()]
        index = {"format": _FORMAT, "firmwares": firmwares, "trusted": self._trusted}
        write_whole(self._folder / INDEX_NAME, json.dumps(index, indent=1).encode())


def _load(path: Path) -> tuple[dict[str, Kept], dict[str, str]]:
    """Read the index; where it is damaged it is copied aside, and made again from the files beside it."""
    try:
        index: dict[str, Any] = json.loads(path.read_bytes())
        kept = [Kept(**one) for one in index["firmwares"]]
        present = {one.sha256: one for one in kept if (path.parent / f"{one.sha256}.bin").exists()}
        return present, {str(address): str(digest) for address, digest in index["trusted"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if path.exists():
            _log.warning("%s is damaged (%s) and made again; a copy is in %s", path, error, copy_aside(path))
        return _from_files(path.parent), {}


def _from_files(folder: Path) -> dict[str, Kept]:
    found: dict[str, Kept] = {}
    for file in sorted(folder.glob("*.bin")):
        try:
            firmware = read_firmware(file.read_bytes(), file.name)
        except (OSError, LabError):
            continue
        if firmware.sha256 == file.stem:
            about = file.stat()
            found[file.stem] = Kept(
                file.stem, firmware.chip.name, firmware.version, about.st_size, file.name, int(about.st_mtime)
            )
    return found


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise FirmwareFileUnreadable(file=path, reason=error) from error


def _version_order(version: str) -> tuple[int, ...]:
    """Order `v1.27.0` after `v1.9.4`; a preview comes before its release."""
    numbers = [int(number) for number in re.findall(r"[0-9]{1,9}", version.partition("-")[0])]
    return (*[*numbers, 0, 0, 0][:3], 0 if "preview" in version else 1)
