"""Copies of damaged files, kept in the folder `damaged` beside them: nothing is replaced before its copy is there."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_NAME: Final = "damaged"


def copy_aside(*files: Path) -> Path:
    """Copy those of the files that exist; return the folder with the copies. Raises OSError.

    Files that were copied before, and are as they were then, are not copied again: a start that is refused is tried
    again and again.
    """
    found = [file for file in files if file.exists()]
    kept = found[0].parent / FOLDER_NAME
    for known in sorted(kept.glob("*"), reverse=True):
        if all(_is_copy(file, known / file.name) for file in found):
            return known
    place = _new_folder(kept)
    for file in found:
        if file.is_dir():
            shutil.copytree(file, place / file.name)
        else:
            shutil.copy2(file, place / file.name)
    return place


def _is_copy(file: Path, copy: Path) -> bool:
    if not copy.is_file() or not file.is_file():
        return False
    one, other = file.stat(), copy.stat()
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def _new_folder(kept: Path) -> Path:
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    for number in range(1000):
        place = kept / (stamp if number == 0 else f"{stamp}-{number}")
        try:
            place.mkdir(parents=True, mode=0o700)
        except FileExistsError:
            continue
        return place
    raise FileExistsError(kept)
