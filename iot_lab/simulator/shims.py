"""What the firmware's stand-ins in Python compute around their host calls: on a board they are C, so it is refunded.

The build measured it (build_hook/shims.py); a checkout without the file charges what it does not know.
"""

from __future__ import annotations

import json
from functools import lru_cache

from iot_lab.resources import built_or_none

MODULE = "file-code"


class ShimFuel:
    """The fuel of the stand-ins before and after each call."""

    def __init__(self, before: dict[str, int], after: dict[str, int], character: int) -> None:
        self._before, self._after, self._character = before, after, character
        self._other_before, self._other_after = before.get("other", 0), after.get("other", 0)

    def before(self, name: str, payload: str) -> int:
        """Return what the call's stand-in took until it asked."""
        return self._before.get(name, self._other_before) + self._character * len(payload)

    def after(self, name: str, payload: str, answer: str) -> int:
        """Return what it will take once it has its answer."""
        if name == MODULE:
            name = f"{name} {payload}"
        return self._after.get(name, self._other_after) + self._character * len(answer)


@lru_cache(maxsize=1)
def shim_fuel() -> ShimFuel:
    """Return what the build measured."""
    folder = built_or_none("shims")
    if folder is None or not (folder / "fuel.json").is_file():
        return ShimFuel({}, {}, 0)
    measured = json.loads((folder / "fuel.json").read_text(encoding="utf-8"))
    return ShimFuel(measured["before"], measured["after"], measured["character"])
