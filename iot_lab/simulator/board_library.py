"""The kit's library on a board's flash (`firmware/lib`: `lab`, drivers), the same bytes for all boards of a process."""

from __future__ import annotations

from functools import lru_cache

from iot_lab.resources import built_or_none, precompiled, resource


def library() -> dict[str, bytes]:
    """Return the files that a board of the room has on the board's flash: `firmware/lib` compiled, as boards get it."""
    return dict(_library())


@lru_cache(maxsize=1)
def _library() -> dict[str, bytes]:
    """Read them once: all boards of the process share the same bytes."""
    folder = resource("firmware/lib")
    found = {f"lib/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in sorted(folder.rglob("*.py"))}
    return precompiled(found, built_or_none("firmware"))
