"""The LittleFS image that becomes a board's files, and the blocks of it that must be written.

The number of blocks must be the board's own, else MicroPython finds a corrupted file system for ever. Parameters are
those of MicroPython (`extmod/vfs_lfsx.c`); version 2.0 on disk, since MicroPython 1.20 refuses 2.1.
"""

from __future__ import annotations

import itertools
import posixpath
from typing import TYPE_CHECKING, Any, Final

from littlefs import LittleFS, LittleFSError, UserContext

from iot_lab.boards.errors import FilesTooBig
from iot_lab.boards.firmware import Part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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
_BLANK_BLOCK: Final = b"\xff" * BLOCK_BYTES


def build(files: Mapping[str, bytes], offset: int, region_bytes: int) -> tuple[Part, ...]:
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


def read_file(read: Callable[[int, int], bytes], region_bytes: int, path: str) -> bytes | None:
    """Return the file `path` of a file system reached through `read(offset, size)`; None where there is none.

    Only the blocks on the way are read. Errors of `read` itself pass through.
    """
    failures: list[Exception] = []

    blocks: dict[int, bytes] = {}

    class Remote(UserContext):
        def read(self, _config: Any, block: int, offset: int, size: int) -> bytearray:
            if block not in blocks and not failures:
                try:
                    blocks[block] = read(block * BLOCK_BYTES, BLOCK_BYTES)
                except Exception as error:  # noqa: BLE001 - littlefs swallows what its callbacks raise: kept for below
                    failures.append(error)
            return bytearray(blocks.get(block, _BLANK_BLOCK)[offset : offset + size])

    try:
        system = _mounted(Remote(buffsize=0), region_bytes)
        with system.open(path, "rb") as file:
            content: bytes | None = bytes(file.read())
    except (LittleFSError, OSError):
        content = None
    if failures:
        raise failures[0]
    return content


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


def _owned(blocks: _Blocks, region_bytes: int) -> list[int]:
    """Return the blocks that LittleFS reads to mount and walk everything, and all that are not blank."""
    blocks.touched.clear()
    system = _mounted(blocks, region_bytes)
    for folder, _folders, names in system.walk("/"):
        for name in names:
            with system.open(posixpath.join(folder, name), "rb") as file:
                file.read()
    return sorted(blocks.touched | {number for number, block in blocks.blocks.items() if block != _BLANK_BLOCK})


def _runs(blocks: _Blocks, owned: list[int], offset: int) -> Iterator[Part]:
    """Join neighbours: each part costs the board one erase and one digest."""
    for _, run in itertools.groupby(enumerate(owned), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        content = b"".join(bytes(blocks.blocks.get(number, _BLANK_BLOCK)) for number in numbers)
        yield Part("files", offset + numbers[0] * BLOCK_BYTES, content)


def _mounted(context: UserContext, region_bytes: int) -> LittleFS:
    """Mount without naming a disk version: what MicroPython rewrote itself must be read too."""
    system = LittleFS(context=context, block_count=region_bytes // BLOCK_BYTES, mount=False, **_PARAMETERS)
    system.mount()
    return system
