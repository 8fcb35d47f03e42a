"""The files that every board gets: `firmware/` of the kit, drivers included, its library as the build compiled it.

A board has not the memory to compile the library itself (docs/firmware.md); `boot.py` and `main.py` stay text.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab import __version__
from iot_lab.resources import NotBuilt, built, resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_KINDS: Final = frozenset({".py", ".mpy"})
_LEFT_OUT: Final = frozenset({"examples", "tests", "__pycache__"})


@dataclass(frozen=True, slots=True)
class Kit:
    """Files by their path on the board; `version` changes whenever one of them does."""

    files: Mapping[str, bytes]
    version: str


def load_kit(folder: Path | None = None, compiled: Path | None = None) -> Kit:
    """Read the kit's files from `folder`, the installed `firmware/` by default, compiled where `compiled` has them."""
    root = folder or resource("firmware")
    sources = {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.suffix in _KINDS and path.is_file() and _LEFT_OUT.isdisjoint(path.relative_to(root).parts)
    }
    files = _as_compiled(sources, compiled or (_built() if folder is None else None))
    return Kit(files, f"{__version__}+{files_digest(files)[:8]}")


def _built() -> Path | None:
    try:
        return built("firmware")
    except NotBuilt:
        return None


def _as_compiled(sources: dict[str, bytes], folder: Path | None) -> dict[str, bytes]:
    """Put `.mpy` files in the place of the texts they were made of; an edited text stays what it is."""
    try:
        sums = json.loads((folder / "sources.json").read_text(encoding="utf-8")) if folder else {}
    except (OSError, ValueError):
        sums = {}
    return dict(_one_compiled(path, text, folder, sums.get(path)) for path, text in sources.items())


def _one_compiled(path: str, text: bytes, folder: Path | None, made_of: str | None) -> tuple[str, bytes]:
    if folder is None or hashlib.sha256(text).hexdigest() != made_of:
        return path, text
    name = path.removesuffix(".py") + ".mpy"
    try:
        return name, (folder / name).read_bytes()
    except OSError:
        return path, text


def files_digest(files: Mapping[str, bytes]) -> str:
    """Return one SHA-256 for all paths and contents."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0{len(files[path])}\0".encode() + files[path])
    return digest.hexdigest()
