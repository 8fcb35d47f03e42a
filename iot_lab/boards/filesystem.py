"""The LittleFS image that becomes a board's files, and the blocks of it that must be written.

The number of blocks must be the board's own, else MicroPython finds a corrupted file system for ever. Parameters are
those of MicroPython (`extmod/vfs_lfsx.c`); version 2.0 on disk, since MicroPython 1.20 refuses 2.1.
"""

from __future__ import annotations

import itertools
import posixpath
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from littlefs import LittleFS, LittleFSError, UserContext

from iot_lab.boards.errors import FilesTooBig
from iot_lab.boards.firmware import FlashPart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BLOCK_BYTES: Final = 4096
_DISK_VERSION: Final = 0x00020000
_PARAMETERS: Final[dict[str, Any]] = {
    "block_size": BLOCK_BYTES,
    "read_size": 32,
    "prog_size": 32,
    "cache_size": 128,
    "lookahead_size": 32,
    "block_cycles": 100,
    "name_max": 255,
}
_PIECE_BYTES: Final = 512  # esptool unpacks what it receives byte by byte, in Python: ask for little
Read = Callable[[int, int], bytes]
_BLANK_BLOCK: Final = b"\xff" * BLOCK_BYTES


def build(files: Mapping[str, bytes], offset: int, region_bytes: int) -> tuple[FlashPart, ...]:
    """Return what must be written so that the region at `offset` holds `files` (path without leading slash -> content).

    Those are the blocks in use, and the blank halves of metadata pairs: a blank half left alone would keep a newer
    copy from an older file system, and deleted files would come back. The same files give the same bytes.
    Raises FilesTooBig.
    """
    blocks = _Blocks()
    count = region_bytes // BLOCK_BYTES
    try:
        system = LittleFS(context=blocks, block_count=count, mount=False, disk_version=_DISK_VERSION, **_PARAMETERS)
        system.format()
        system.mount()
        for path in sorted(files):
            folder = posixpath.dirname(path)
            if folder:
                system.makedirs(folder, exist_ok=True)
            with system.open(path, "wb") as file:
                file.write(files[path])
        system.unmount()
    except (LittleFSError, OSError) as error:
        total = sum(len(content) for content in files.values())
        raise FilesTooBig(files_kb=total // 1024, room_kb=region_bytes // 1024) from error
    return tuple(_runs(blocks, _owned(blocks, region_bytes), offset))


def read_file(read: Read, region_bytes: int, path: str) -> bytes | None:
    """Return the file `path` of a file system reached through `read(offset, size)`; None where there is none.

    Only what lies on the way is read. Errors of `read` itself pass through.
    """
    flash = _Remote(read)
    try:
        system = _mounted(flash, region_bytes)  # kept in a name: an open file does not keep its file system alive
        with system.open(path, "rb") as file:
            content: bytes | None = bytes(file.read())
    except (LittleFSError, OSError):
        content = None
    flash.raise_failure()
    return content


def with_file(read: Read, offset: int, region_bytes: int, path: str, content: bytes) -> tuple[FlashPart, ...] | None:
    """Return the blocks to write at `offset` so that only the file `path` changes in a board's own file system.

    Everything else on the board stays. None where the file system is not sound or has no room. Errors of `read` pass
    through. Cut halfway, it leaves the files in an unknown state: the journal must say so first.
    """
    flash = _Remote(read)
    try:
        system = _mounted_as_it_is(flash, region_bytes)
        with system.open(path, "wb") as file:
            file.write(content)
        system.unmount()
    except (LittleFSError, OSError):
        flash.raise_failure()
        return None
    flash.raise_failure()
    return tuple(_runs(flash, sorted(flash.blocks), offset))


class _Blocks(UserContext):
    """The blocks written so far; the rest is blank and costs no memory. `touched` are those that were read."""

    def __init__(self) -> None:
        super().__init__(buffsize=0)
        self.blocks: dict[int, bytearray] = {}
        self.touched: set[int] = set()

    def read(self, _config: Any, block: int, offset: int, size: int) -> bytearray:
        self.touched.add(block)
        return bytearray(self.blocks.get(block, _BLANK_BLOCK)[offset : offset + size])

    def prog(self, _config: Any, block: int, offset: int, content: bytes) -> int:
        self.blocks.setdefault(block, bytearray(_BLANK_BLOCK))[offset : offset + len(content)] = content
        return 0

    def erase(self, _config: Any, block: int) -> int:
        self.blocks[block] = bytearray(_BLANK_BLOCK)
        return 0


class _Remote(_Blocks):
    """A board's own blocks, read 512 bytes at a time when littlefs asks; what it writes stays here, in `blocks`."""

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._fetch = read
        self._pieces: dict[int, bytes] = {}
        self._failures: list[Exception] = []

    def read(self, _config: Any, block: int, offset: int, size: int) -> bytearray:
        if block in self.blocks:
            return self.blocks[block][offset : offset + size]
        return self._range(block * BLOCK_BYTES + offset, size)

    def prog(self, config: Any, block: int, offset: int, content: bytes) -> int:
        if block not in self.blocks:
            self.blocks[block] = self._range(block * BLOCK_BYTES, BLOCK_BYTES)
        return super().prog(config, block, offset, content)

    def raise_failure(self) -> None:
        """Raise the first error of the line: littlefs swallows what its callbacks raise."""
        if self._failures:
            raise self._failures[0]

    def _range(self, start: int, size: int) -> bytearray:
        first = start - start % _PIECE_BYTES
        content = b"".join(self._piece(place) for place in range(first, start + size, _PIECE_BYTES))
        return bytearray(content[start - first : start - first + size])

    def _piece(self, start: int) -> bytes:
        if start not in self._pieces and not self._failures:
            try:
                self._pieces[start] = self._fetch(start, _PIECE_BYTES)
            except Exception as error:  # noqa: BLE001 - raised again by raise_failure
                self._failures.append(error)
        return self._pieces.get(start, _BLANK_BLOCK[:_PIECE_BYTES])


def _owned(blocks: _Blocks, region_bytes: int) -> list[int]:
    """Return the blocks that LittleFS reads to mount and walk everything, and all that are not blank."""
    blocks.touched.clear()
    system = _mounted(blocks, region_bytes)
    for folder, _folders, names in system.walk("/"):
        for name in names:
            with system.open(posixpath.join(folder, name), "rb") as file:
                file.read()
    return sorted(blocks.touched | {number for number, block in blocks.blocks.items() if block != _BLANK_BLOCK})


def _runs(blocks: _Blocks, owned: list[int], offset: int) -> Iterator[FlashPart]:
    """Join neighbours: each part costs the board one erase and one digest."""
    for _, run in itertools.groupby(enumerate(owned), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        content = b"".join(bytes(blocks.blocks.get(number, _BLANK_BLOCK)) for number in numbers)
        yield FlashPart("files", offset + numbers[0] * BLOCK_BYTES, content)


def _mounted(context: UserContext, region_bytes: int) -> LittleFS:
    """Mount without naming a disk version: what MicroPython rewrote itself must be read too."""
    system = LittleFS(context=context, block_count=region_bytes // BLOCK_BYTES, mount=False, **_PARAMETERS)
    system.mount()
    return system


def _mounted_as_it_is(context: UserContext, region_bytes: int) -> LittleFS:
    """Mount for writing without raising the version on disk: our own images are 2.0, and 1.20 must still read them."""
    parameters = {**_PARAMETERS, "context": context, "block_count": region_bytes // BLOCK_BYTES, "mount": False}
    try:
        system = LittleFS(disk_version=_DISK_VERSION, **parameters)
        system.mount()
    except LittleFSError:
        system = LittleFS(**parameters)
        system.mount()
    return system
