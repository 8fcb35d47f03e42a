"""Find what travels with the package: firmware, exercises, templates, and what the build hook made.

In a checkout these are the top-level folders; in an installed wheel they are under `iot_lab/_data`.
"""

from __future__ import annotations

from pathlib import Path

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
