"""The modules that an ESP32's firmware brings and the WASI build lacks: `guest/`, read once, in the folder `/.system`.

They are served as the build precompiled them (build_hook/guest.py): compiling them at each start took 5 ms. One that
was edited since is served as source.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from iot_lab.resources import built_or_none, precompiled

SYSTEM = ".system"
COMPILED = ".mpy"


@lru_cache(maxsize=1)
def system_files() -> dict[str, bytes]:
    """Return path -> content of every guest module, paths without their first slash."""
    found = dict(_walk(Path(__file__).parent / "guest", ""))
    first = {name: found.pop(name) for name in ("_start.py", "_load.py")}  # never imported
    modules = {**precompiled(found, built_or_none("guest")), **first}
    return {f"{SYSTEM}/{path}": content for path, content in modules.items()}


@lru_cache(maxsize=1)
def system_folders() -> frozenset[str]:
    """Return the folders that hold guest modules."""
    return frozenset(path.rpartition("/")[0] for path in system_files())


@lru_cache(maxsize=4)
def boot_program(preamble: str = "") -> str:
    """Return the text that the runtime runs first; the boards of a process share it."""
    modules = system_files()
    first = "_start.py" if f"{SYSTEM}/_boot{COMPILED}" in modules else "_boot.py"
    return preamble + modules[f"{SYSTEM}/{first}"].decode()


@lru_cache(maxsize=1)
def loading_program() -> str:
    """Return the text by which the first guest of a process loads its modules."""
    return system_files()[f"{SYSTEM}/_load.py"].decode()


def _walk(folder: Path, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir() and entry.name != "__pycache__":
            found += _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(".py"):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found
