"""Find what travels with the package: firmware, exercises, templates, and what the build hook made.

In a checkout these are the top-level folders; in an installed wheel they are under `iot_lab/_data`.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = Path(__file__).resolve().parent


class NotBuilt(RuntimeError):
    """A checkout whose build hook has not run: `make build` (or `python -m build_hook`) mends it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"iot_lab/_built/{name} is missing: run `make build` in the checkout")


def resource(name: str) -> Path:
    """Return the folder or file `name` of the kit (`firmware`, `exercises`, `dashboard/templates`).

    Raises FileNotFoundError when the installation is incomplete.
    """
    installed = _PACKAGE / "_data" / name
    found = installed if installed.exists() else _PACKAGE.parent / name
    if not found.exists():
        raise FileNotFoundError(f"iot-lab is not completely installed: {name} is missing")
    return found


def built(name: str) -> Path:
    """Return a file made by the build hook (`runtime/micropython.wasm`, `catalogues/fr.mo`, `dashboard/...`).

    Raises NotBuilt when it was not made yet.
    """
    found = _PACKAGE / "_built" / name
    if not found.exists():
        raise NotBuilt(name)
    return found


def precompiled(sources: Mapping[str, bytes], folder: Path | None) -> dict[str, bytes]:
    """Put `.mpy` files of `folder` in the place of the MicroPython texts they were made of, by path.

    Its `sources.json` says of which; an edited text, or any where `folder` is None or not built, stays what it is.
    """
    try:
        sums = json.loads((folder / "sources.json").read_text(encoding="utf-8")) if folder else {}
    except (OSError, ValueError):
        sums = {}
    found: dict[str, bytes] = {}
    for path, text in sources.items():
        compiled = path.removesuffix(".py") + ".mpy"
        is_same = folder is not None and hashlib.sha256(text).hexdigest() == sums.get(path)
        try:
            found[compiled if is_same else path] = read_whole(f"{folder}/{compiled}") if is_same else text
        except FileNotFoundError:
            found[path] = text
    return found


def read_whole(path: str) -> bytes:
    """Return a file's content by a few calls of the system: a start reads many small ones."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a `Path` costs a browser's Python more than the reading
        return file.read()


def built_or_none(name: str) -> Path | None:
    """Return a file or folder made by the build hook, None where it was not made."""
    try:
        return built(name)
    except NotBuilt:
        return None
