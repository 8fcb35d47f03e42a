"""The kit's library on a board's flash (`firmware/lib`: `lab`, drivers), the same bytes for all boards of a process."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from iot_lab.resources import built_or_none, precompiled, read_whole, resource


def library() -> dict[str, bytes]:
    """Return the files that a board of the room has on the board's flash: `firmware/lib` compiled, as boards get it."""
    return dict(_library())


@lru_cache(maxsize=1)
def _library() -> dict[str, bytes]:
    """Read them once: all boards of the process share the same bytes."""
    root = resource("firmware/lib").as_posix()
    # By texts, as a browser's Python takes milliseconds for a `Path`: sorted as paths are, folder by folder.
    paths = [f"{Path(folder).as_posix()}/{name}" for folder, _, names in os.walk(root) for name in names]
    found = {
        f"lib{path.removeprefix(root)}": read_whole(path)
        for path in sorted(paths, key=lambda one: one.split("/"))
        if path.endswith(".py")
    }
    return precompiled(found, built_or_none("firmware"))
