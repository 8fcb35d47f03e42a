"""A firmware file that comes in pieces, so that no request is larger than the others of the pages.

The pieces follow each other: each says at which byte it begins, and the first one begins the file anew. Nothing is kept
of a file that is too long, or before it is there whole and the firmware cache has checked all of it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from iot_lab.boards.firmware import MOST_BYTES
from iot_lab.errors import LabError
from iot_lab.foreign_text import clean

if TYPE_CHECKING:
    from iot_lab.boards.firmware_cache import FirmwareCache, Kept

_LONGEST_NAME: Final = 100


class UploadBroken(LabError):
    """A piece does not follow the one before it: two pages send, or one began in the middle."""

    code = "upload-broken"


class FirmwareTooLong(LabError):
    """No firmware for these boards is as long. Details: most_mb."""

    code = "firmware-too-long"


class FirmwareUpload:
    """The one file on its way. Safe to use from several threads."""

    def __init__(self, cache: FirmwareCache) -> None:
        self._cache = cache
        self._content = bytearray()
        self._lock = threading.Lock()

    def take(self, piece: bytes, *, at: int, size: int, name: str) -> Kept | None:
        """Take the next piece of a file of `size` bytes; the last one gives what the cache keeps.

        Raises FirmwareTooLong, UploadBroken, and what `FirmwareCache.add_content` raises.
        """
        with self._lock:
            if at == 0:
                self._content.clear()
            if size > MOST_BYTES:
                raise FirmwareTooLong(most_mb=MOST_BYTES // 1024**2)
            if not piece or at != len(self._content) or at + len(piece) > size:
                self._content.clear()
                raise UploadBroken
            self._content += piece
            if len(self._content) < size:
                return None
            content = bytes(self._content)
            self._content.clear()
        return self._cache.add_content(content, clean(name, _LONGEST_NAME) or "firmware.bin")
