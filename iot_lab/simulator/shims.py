"""What the firmware's stand-ins in Python compute around their host calls: on a board they are C, so it is refunded.

The build measured it (build_hook/shims.py); a checkout without the file charges what it does not know.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Final

from iot_lab.resources import built_or_none

MODULE: Final = "file-code"
FILES: Final = "file-"
# What came before these calls is no work of the program's either.
OURS: Final = frozenset({"collected", "caught"})
ALL: Final = 1 << 60
# A text up to this long is part of what was measured.
USUAL_CHARACTERS: Final = 32
# Calls that nobody knows are remembered up to so many names: a program may make them up.
MOST_KNOWN: Final = 1000


class ShimFuel:
    """The fuel of the stand-ins before and after each call; what usual texts take stands in two dictionaries."""

    def __init__(self, before: dict[str, int], after: dict[str, int], character: int) -> None:
        self.known_before = {name: fuel for name, fuel in before.items() if self.is_charged(name)}
        self._after, self._character = after, character
        self._print = before.get("print", 0)
        self.known_after = {name: fuel for name, fuel in after.items() if not name.startswith(MODULE)}
        self._other_before, self._other_after = before.get("other", 0), after.get("other", 0)

    def is_charged(self, name: str) -> bool:
        """Say whether what comes before such a call is the program's work."""
        return name not in OURS and not name.startswith(FILES)

    def before(self, name: str, payload: str) -> int:
        """Return what the call's stand-in took until it asked; more than there can be for what is not charged."""
        known = self.known_before.get(name)
        if known is None:
            known = self._other_before if self.is_charged(name) else ALL
            if len(self.known_before) < MOST_KNOWN:
                self.known_before[name] = known
        return known if len(payload) <= USUAL_CHARACTERS else known + self._character * len(payload)

    def of_print(self, pieces: int) -> int:
        """Return what `print` takes to write so many pieces; two were measured."""
        return self._print * max(2, pieces) // 2

    def after(self, name: str, payload: str, answer: str) -> int:
        """Return what it will take once it has its answer."""
        known = self.known_after.get(name)
        if known is None:
            known = self._after.get(f"{name} {payload}" if name == MODULE else name, self._other_after)
        return known if len(answer) <= USUAL_CHARACTERS else known + self._character * len(answer)


@lru_cache(maxsize=1)
def shim_fuel() -> ShimFuel:
    """Return what the build measured."""
    folder = built_or_none("shims")
    if folder is None or not (folder / "fuel.json").is_file():
        return ShimFuel({}, {}, 0)
    measured = json.loads((folder / "fuel.json").read_text(encoding="utf-8"))
    return ShimFuel(measured["before"], measured["after"], measured["character"])
