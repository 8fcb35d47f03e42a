"""The files that every board gets: `firmware/` of the kit, drivers included, its library as the build compiled it.

A board has not the memory to compile the library itself (docs/firmware.md); `boot.py` and `main.py` stay text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab import __version__
from iot_lab.contract.kit_parts import files_digest
from iot_lab.resources import built_or_none, precompiled, resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_KINDS: Final = frozenset({".py", ".mpy"})
_LEFT_OUT: Final = frozenset({"examples", "tests", "__pycache__"})


@dataclass(frozen=True, slots=True)
class KitFiles:
    """Files by their path on the board; `version` changes whenever one of them does."""

    files: Mapping[str, bytes]
    version: str


def load_kit(folder: Path | None = None, compiled: Path | None = None) -> KitFiles:
    """Read the kit's files from `folder`, the installed `firmware/` by default, compiled where `compiled` has them."""
    root = folder or resource("firmware")
    sources = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.suffix in _KINDS and path.is_file() and _LEFT_OUT.isdisjoint(path.relative_to(root).parts)
    }
    files = precompiled(sources, built_or_none("firmware") if folder is None else compiled)
    return KitFiles(files, f"{__version__}+{files_digest(files)[:8]}")
