"""The modules that an ESP32's firmware brings and the WASI build lacks: `guest/`, read once, served as source.

They live in the guest's hidden folder `/.system`. Nothing is precompiled: this build can neither save nor marshal code,
and only the modules that a program imports are compiled (0.3 ms each).
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SYSTEM = ".system"


@lru_cache(maxsize=1)
def system_files() -> dict[str, bytes]:
    """Return path -> content of every guest module, paths without their first slash."""
    return {f"{SYSTEM}/{path}": content for path, content in _walk(files("iot_lab.simulator") / "guest", "")}


@lru_cache(maxsize=1)
def system_folders() -> frozenset[str]:
    """Return the folders that hold guest modules."""
    return frozenset(path.rpartition("/")[0] for path in system_files())


@lru_cache(maxsize=4)
def boot_program(preamble: str = "") -> str:
    """Return the text that the runtime runs first; the boards of a process share it."""
    return preamble + system_files()[f"{SYSTEM}/_boot.py"].decode()


def _walk(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir() and entry.name != "__pycache__":
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".py"):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found
