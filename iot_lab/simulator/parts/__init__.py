"""The parts one can put on the board: one file each, a frozen dataclass with `attach(board)`.

A file that begins with `_` is something several parts share. Nothing lists the parts: `part_types` walks this folder.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any


@cache
def part_types() -> dict[str, type[Any]]:
    """Return every part by its file's name (`led`, `bme280`, `hc_sr04`)."""
    return {file.name: _part_of(file.name) for file in pkgutil.iter_modules(__path__) if not file.name.startswith("_")}


def _part_of(name: str) -> type[Any]:
    module = import_module(f"{__name__}.{name}")
    types = (one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__)
    return next(one for one in types if hasattr(one, "attach"))
