"""Copies of damaged files, kept in the folder `damaged` beside them: nothing is replaced before its copy is there.

Of what is no file (a pipe, a device, a link that leads to one) there is nothing to copy but the link.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from typing import TYPE_CHECKING, Final

from iot_lab.files import MOST_BYTES

if TYPE_CHECKING:
    from pathlib import Path

FOLDER_NAME: Final = "damaged"


def copy_aside(*files: Path, is_replaced_whole: bool = False) -> Path:
    """Copy those of the files that exist; return the folder with the copies. Raises OSError.

    With `is_replaced_whole`, the copy of a very long file is a second name of it, which takes no time and no room:
    nobody writes into a file that is only ever replaced.

    Files that were copied before, and are as they were then, are not copied again: a start that is refused is tried
    again and again.
    """
    found = [file for file in files if file.exists() or file.is_symlink()]
    kept = found[0].parent / FOLDER_NAME
    for known in sorted(kept.glob("*"), reverse=True):
        if all(_is_copy(file, known / file.name) for file in found):
            return known
    place = _new_folder(kept)
    for file in found:
        _copy(file, place / file.name, is_replaced_whole=is_replaced_whole)
    return place


def _copy(file: Path, copy: Path, *, is_replaced_whole: bool) -> None:
    if file.is_symlink() and not file.is_file():
        copy.symlink_to(file.readlink())
    elif file.is_dir():
        shutil.copytree(file, copy, symlinks=True)
    elif file.is_file():
        if is_replaced_whole and file.stat().st_size > MOST_BYTES:
            with contextlib.suppress(OSError):
                os.link(file, copy)
                return
        shutil.copy2(file, copy)


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
