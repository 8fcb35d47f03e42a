"""One open file of the guest: its mode, its position, and what it has not written yet.

As with LittleFS, what a program writes reaches the flash when the file is flushed or closed: a reset before loses it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.errno import EINVAL, ENOENT, Refused
from iot_lab.simulator.storage.flash_files import BLOCK_BYTES, BLOCKS, EEXIST, ENOSPC

if TYPE_CHECKING:
    from iot_lab.simulator.storage.flash_files import FlashFiles

EBADF: Final = 9
LARGEST: Final = BLOCKS * BLOCK_BYTES


class NotText(Exception):
    """The file holds bytes that are no UTF-8: the guest gets a UnicodeError."""


class OpenFile:
    """A file opened with a mode of Python's `open`: r, w, a or x, with b and +; other letters say nothing."""

    def __init__(self, flash: FlashFiles, path: str, mode: str) -> None:
        kinds = [letter for letter in mode if letter in "rwax"]
        if len(kinds) > 1:
            raise Refused(EINVAL)
        kind = kinds[0] if kinds else "r"
        self._flash = flash
        self._path = path
        self._may_read = kind == "r" or "+" in mode
        self._may_write = kind != "r" or "+" in mode
        self._appends = kind == "a"
        self.is_text = "b" not in mode
        self._position = 0
        self._content = bytearray(self._begin(kind))
        self._is_changed = False

    def _begin(self, kind: str) -> bytes:
        there = self._flash.exists(self._path)
        if kind == "r" or (kind == "a" and there):
            return self._flash.read(self._path)
        if kind == "x" and there:
            raise Refused(EEXIST)
        if there or kind != "r":
            self._flash.write(self._path, b"")
            return b""
        raise Refused(ENOENT)

    @property
    def size(self) -> int:
        """Its bytes, written or not."""
        return len(self._content)

    @property
    def is_changed(self) -> bool:
        """Say whether something is not on the flash yet."""
        return self._is_changed

    def read(self, size: int) -> bytes:
        """Return `size` bytes from the position on, -1 for all; in text mode `size` counts characters."""
        if not self._may_read:
            raise Refused(EBADF)
        if size < 0:
            return self._take(bytes(self._content[self._position :]))
        longest = 4 * size if self.is_text else size
        rest = bytes(self._content[self._position : self._position + longest])
        return self._take(self._characters(rest, size) if self.is_text else rest)

    def read_bytes(self, size: int) -> bytes:
        """Return `size` bytes whatever the mode, for `readinto`."""
        if not self._may_read:
            raise Refused(EBADF)
        return self._take(bytes(self._content[self._position : self._position + size]))

    def read_line(self, size: int) -> bytes:
        """Return the next line with its end, at most `size` bytes of it (-1: all)."""
        if not self._may_read:
            raise Refused(EBADF)
        most = len(self._content) if size < 0 else min(len(self._content), self._position + size)
        end = self._content.find(b"\n", self._position, most)
        return self._take(bytes(self._content[self._position : most if end < 0 else end + 1]))

    def write(self, data: bytes) -> int:
        """Put bytes at the position (at the end where the mode is `a`); raises Refused (EBADF, ENOSPC)."""
        if not self._may_write:
            raise Refused(EBADF)
        if self._appends:
            self._position = len(self._content)
        end = self._position + len(data)
        if end > LARGEST or not self._flash.has_room(self._path, end):
            raise Refused(ENOSPC)
        if self._position > len(self._content):
            self._content.extend(bytes(self._position - len(self._content)))
        self._content[self._position : end] = data
        self._position = end
        self._is_changed = True
        return len(data)

    def seek(self, offset: int, whence: int) -> int:
        """Move to an offset from the start (0), the position (1) or the end (2); returns the position."""
        if whence not in (0, 1, 2):
            raise Refused(EINVAL)
        target = offset + (0, self._position, len(self._content))[whence]
        if not 0 <= target <= LARGEST:
            raise Refused(EINVAL)
        self._position = target
        return target

    def flush(self, now_s: int) -> int:
        """Put what was written on the flash; returns how many bytes had to be written."""
        if not self._is_changed:
            return 0
        self._flash.write(self._path, bytes(self._content), now_s)
        self._is_changed = False
        return len(self._content)

    def _take(self, data: bytes) -> bytes:
        if self.is_text:
            try:
                data.decode()
            except UnicodeDecodeError:
                raise NotText from None
        self._position += len(data)
        return data

    @staticmethod
    def _characters(rest: bytes, count: int) -> bytes:
        return rest.decode("utf-8", "ignore")[:count].encode()
