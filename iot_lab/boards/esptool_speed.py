"""What esptool does once per board and should do once per room; measured in docs/decisions/0006-flashing.md.

Each change touches an internal of esptool, so each looks first whether the internal is what it was in 5.6; where it is
not, esptool runs unchanged: slower, never wrong. A test fails when the installed esptool has moved.
"""

from __future__ import annotations

import inspect
import threading
import zlib
from collections import OrderedDict
from typing import Any, Final

from iot_lab.boards import esptool_log  # noqa: F401 - first: esptool's modules keep the logger they find
from iot_lab.boards.image import xor_of

# isort: split
import esptool.cmds
import esptool.loader

_KEPT_IMAGES: Final = 64
_CHECKSUM_START: Final = 0xEF


class SharedCompression:
    """Stands for `zlib` in esptool: the same image is compressed once, however many boards get it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._done: OrderedDict[tuple[bytes, int], bytes] = OrderedDict()

    def compress(self, content: bytes, level: int = -1) -> bytes:
        """Return what `zlib.compress` returns."""
        key = (content, level)
        with self._lock:  # the others wait: they want the same image, and the line is not busy yet
            if key not in self._done:
                self._done[key] = zlib.compress(content, level)
                while len(self._done) > _KEPT_IMAGES:
                    self._done.popitem(last=False)
            self._done.move_to_end(key)
            return self._done[key]

    def __getattr__(self, name: str) -> Any:
        return getattr(zlib, name)


class _NoHex:
    """Stands for esptool's HexFormatter: it writes every byte in hexadecimal even when nobody reads it."""

    def __init__(self, binary_string: bytes, auto_split: bool = True) -> None:
        """Take what HexFormatter takes."""

    def __str__(self) -> str:
        return ""


def _checksum(data: bytes, state: int = _CHECKSUM_START) -> int:
    return state ^ xor_of(data)


shared: Final = SharedCompression()


def speed_up() -> list[str]:
    """Install the changes that this esptool allows; return the names of those it does not."""
    refused = []
    if getattr(esptool.cmds, "zlib", None) in (zlib, shared):
        esptool.cmds.zlib = shared
    else:
        refused.append("zlib")
    if _takes(getattr(esptool.loader, "HexFormatter", None), "binary_string", "auto_split"):
        esptool.loader.HexFormatter = _NoHex
    else:
        refused.append("HexFormatter")
    sample = bytes(range(251))
    if _takes(getattr(esptool.loader.ESPLoader, "checksum", None), "data", "state") and (
        esptool.loader.ESPLoader.checksum(sample) == _checksum(sample)
    ):
        esptool.loader.ESPLoader.checksum = staticmethod(_checksum)
    else:
        refused.append("checksum")
    if not isinstance(getattr(esptool.loader.ESPLoader, "WRITE_FLASH_ATTEMPTS", None), int):
        refused.append("WRITE_FLASH_ATTEMPTS")
    return refused


def _takes(made: Any, *names: str) -> bool:
    return callable(made) and tuple(inspect.signature(made).parameters) == names
