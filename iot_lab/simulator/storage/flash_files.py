"""The files on a simulated board's flash: a small file system in memory with LittleFS's rules and errors.

Sizes are those of the `vfs` partition of a 4 MB ESP32: 512 blocks of 4096 bytes. Errors are `Refused` with the numbers
of LittleFS (lfs.h, `enum lfs_error`), which a board reports unchanged. Pure: what it costs in time is told by `calls/`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from iot_lab.simulator.errno import EINVAL, ENOENT, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

BLOCK_BYTES: Final = 4096
BLOCKS: Final = 512
LONGEST_NAME: Final = 255
# A file this small lives beside its name and takes no block of its own (lfs.h, `inline_max`: an eighth of a block).
INLINE_BYTES: Final = BLOCK_BYTES // 8
# Names also take room; LittleFS keeps a folder in pairs of blocks, about 60 entries in each.
ENTRIES_PER_PAIR: Final = 60
EEXIST, ENOTDIR, EISDIR, ENOSPC, ENAMETOOLONG, ENOTEMPTY = 17, 20, 21, 28, 36, 39


@dataclass(frozen=True, slots=True)
class Entry:
    """One file (`content`) or folder (None), and when it was last written (seconds on the board's clock)."""

    content: bytes | None
    changed_s: int = 0

    @property
    def is_folder(self) -> bool:
        """Say whether it is a folder."""
        return self.content is None

    @property
    def size(self) -> int:
        """Bytes of a file, 0 for a folder."""
        return len(self.content or b"")


FOLDER: Final = Entry(None)


class FlashFiles:
    """Every file and folder of one board, by path without the first slash; the root is the empty path."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self._entries: dict[str, Entry] = {"": FOLDER}
        self._free_blocks: int | None = None
        for path, content in (files or {}).items():
            self.put(path, content)

    def __len__(self) -> int:
        """How many files and folders there are: what looking through them costs."""
        return len(self._entries)

    def put(self, path: str, content: bytes) -> None:
        """Write a file from outside (provisioning, a scenario), with the folders it needs."""
        where, folders = _place(path)
        for folder in folders:
            self._entries.setdefault(folder, FOLDER)
        self._set(where, Entry(content))

    def _set(self, where: str, entry: Entry | None) -> None:
        """Put an entry in its place, or (None) take it away."""
        self._free_blocks = None
        if entry is None:
            del self._entries[where]
        else:
            self._entries[where] = entry

    def entry(self, path: str) -> Entry:
        """Return a file or folder; raises Refused(ENOENT), or Refused(ENOTDIR) below a file."""
        where = clean(path)
        found = self._entries.get(where)
        if found is not None:
            return found
        parent, _, _ = where.rpartition("/")
        above = self._entries.get(parent)
        raise Refused(ENOTDIR if above is not None and not above.is_folder else ENOENT)

    def read(self, path: str) -> bytes:
        """Return a file's content; raises Refused(ENOENT or EISDIR)."""
        content = self.entry(path).content
        if content is None:
            raise Refused(EISDIR)
        return content

    def programs(self) -> list[bytes]:
        """Return the content of every file of Python text."""
        return [one.content or b"" for path, one in self._entries.items() if path.endswith(".py")]

    def exists(self, path: str) -> bool:
        """Say whether there is a file or folder."""
        return clean(path) in self._entries

    def names(self, folder: str) -> list[tuple[str, Entry]]:
        """Return what is in a folder, sorted by name as LittleFS keeps it; raises Refused(ENOENT or ENOTDIR)."""
        if not self.entry(folder).is_folder:
            raise Refused(ENOTDIR)
        where = clean(folder)
        return sorted((path.rpartition("/")[2], one) for path, one in self._entries.items() if _is_in(path, where))

    def write(self, path: str, content: bytes, changed_s: int = 0) -> None:
        """Replace a file's content at once; raises Refused (ENOENT, ENOTDIR, EISDIR, ENOSPC, ENAMETOOLONG)."""
        where = clean(path)
        before = self._entries.get(where)
        if before is not None and before.is_folder:
            raise Refused(EISDIR)
        self._needs_parent(where)
        if not self.has_room(where, len(content)):
            raise Refused(ENOSPC)
        self._set(where, Entry(content, changed_s))

    def has_room(self, path: str, size: int) -> bool:
        """Say whether a file could have `size` bytes; its old content makes room."""
        before = self._entries.get(clean(path))
        return _blocks(size) <= self.free_blocks + (_blocks(before.size) if before is not None else 0)

    def remove(self, path: str) -> None:
        """Remove a file or an empty folder; raises Refused (EINVAL for the root, ENOENT, ENOTEMPTY)."""
        where = clean(path)
        if not where:
            raise Refused(EINVAL)
        if self.entry(where).is_folder and self.names(where):
            raise Refused(ENOTEMPTY)
        self._set(where, None)

    def rename(self, before: str, after: str) -> None:
        """Move a file or folder; a file in the way is replaced, as is an empty folder by a folder."""
        old, new = clean(before), clean(after)
        moved = self.entry(old)
        if not old or not new or new.startswith(f"{old}/"):
            raise Refused(EINVAL)
        if old == new:
            return
        self._needs_parent(new)
        self._needs_room_for_name(new, moved)
        for path in [path for path in self._entries if path == old or path.startswith(f"{old}/")]:
            moving = self._entries[path]
            self._set(path, None)
            self._set(new + path[len(old) :], moving)

    def make_folder(self, path: str) -> None:
        """Make an empty folder; raises Refused (EEXIST, ENOENT, ENOTDIR, ENOSPC)."""
        where = clean(path)
        if where in self._entries:
            raise Refused(EEXIST)
        self._needs_parent(where)
        if self.free_blocks < 2:
            raise Refused(ENOSPC)
        self._set(where, FOLDER)

    @property
    def free_blocks(self) -> int:
        """Blocks that are left of the partition's 512; counted again after a change."""
        if self._free_blocks is None:
            self._free_blocks = self._count_free_blocks()
        return self._free_blocks

    def _count_free_blocks(self) -> int:
        used = sum(_blocks(one.size) for one in self._entries.values())
        entries = Counter(path.rpartition("/")[0] for path in self._entries)
        folders = [path for path, one in self._entries.items() if one.is_folder]
        pairs = sum(1 + entries[path] // ENTRIES_PER_PAIR for path in folders)
        return max(0, BLOCKS - used - 2 * pairs)

    def _needs_parent(self, where: str) -> None:
        parent, _, name = where.rpartition("/")
        if len(name.encode()) > LONGEST_NAME:
            raise Refused(ENAMETOOLONG)
        if not self.entry(parent).is_folder:
            raise Refused(ENOTDIR)

    def _needs_room_for_name(self, new: str, moved: Entry) -> None:
        there = self._entries.get(new)
        if there is None:
            return
        if there.is_folder != moved.is_folder:
            raise Refused(EISDIR if there.is_folder else ENOTDIR)
        if there.is_folder and self.names(new):
            raise Refused(ENOTEMPTY)


def clean(path: str) -> str:
    """Return a path without needless slashes and dots; `..` goes up and stops at the root."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


@lru_cache(maxsize=256)
def _place(path: str) -> tuple[str, tuple[str, ...]]:
    """Return where a file stands and the folders above it; each board of the room has the same library."""
    where = clean(path)
    parts = where.split("/")
    return where, tuple("/".join(parts[:depth]) for depth in range(1, len(parts)))


def _is_in(path: str, folder: str) -> bool:
    return path != "" and path.rpartition("/")[0] == folder


def _blocks(size: int) -> int:
    return 0 if size <= INLINE_BYTES else -(-size // BLOCK_BYTES)
