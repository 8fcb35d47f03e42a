"""Another kit on its way to a board, on `do/kit` (docs/protocol.md): its orders, in their order. Pure.

A kit is the compiled library of `firmware/lib`, without the file that chooses between kits (`kit_choice`), which
stays as it was flashed. Each order is answered before the next one is sent, so that a board holds one part in memory:
first what is to come (the board makes room for it, or has it already), then each file in pieces, then the sum of all,
which the board compares with what stands in its flash. That last order is answered once the new kit has reported, or
has made way.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.limits import PART_BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

LIBRARY: Final = "lib/"
STAYS: Final = "kit_choice"
READY: Final = "ready"
UP_TO_DATE: Final = "up-to-date"
UPDATED: Final = "updated"
WENT_BACK: Final = "went-back"


def library_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what travels of a board's files, by the path in the kit's folder."""
    return {
        path.removeprefix(LIBRARY): content
        for path, content in sorted(files.items())
        if path.startswith(LIBRARY) and path.removeprefix(LIBRARY).split(".")[0] != STAYS
    }


def files_digest(files: Mapping[str, bytes]) -> str:
    """Return one SHA-256 for all paths and contents."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path}\0{len(files[path])}\0".encode() + files[path])
    return digest.hexdigest()


def beginning(version: str, library: Mapping[str, bytes]) -> dict[str, Any]:
    """Return what the first order brings, beside its `id`."""
    return {"version": version, "size": sum(map(len, library.values())), "files": len(library)}


def pieces(version: str, library: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Return what the orders between bring, one a piece."""
    return [
        {"version": version, "file": path, "at": at, "data": base64.b64encode(content[at : at + PART_BYTES]).decode()}
        for path, content in library.items()
        for at in range(0, max(1, len(content)), PART_BYTES)
    ]


def end(version: str, library: Mapping[str, bytes]) -> dict[str, Any]:
    """Return what the last order brings."""
    return {"version": version, "sha256": files_digest(library)}
