"""The name that somebody meant: same letters in another case, accents or underscores apart, or a slip of the finger."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """Return a name without case, accents and underscores."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("_", "")


def differs_by_case(name: str, names: Iterable[str]) -> str | None:
    """Return the name that is the same but for case, accents or underscores."""
    return next((one for one in sorted(names) if one != name and plain(one) == plain(name)), None)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the nearest name within a slip or two, None where none is near or two are as near.

    A short name allows one slip, from six letters on two; a swap of neighbours is one slip.
    """
    wanted = plain(name)
    allowed = 0 if len(wanted) < 3 else 1 if len(wanted) < 6 else 2
    ranked = sorted((distance(wanted, plain(one), allowed), one) for one in set(names) if one != name)
    close = [(slips, one) for slips, one in ranked if slips <= allowed]
    if not close:
        return None
    return _best_of(wanted, [one for slips, one in close if slips == close[0][0]])


def _best_of(wanted: str, names: list[str]) -> str | None:
    """Return the one among names as near that swaps letters, else drops or doubles some, else is as long."""
    tests: tuple[Callable[[str], bool], ...] = (
        lambda one: sorted(one) == sorted(wanted),
        lambda one: _is_within(wanted, one) or _is_within(one, wanted),
        lambda one: len(one) == len(wanted),
    )
    for test in tests:
        passing = [one for one in names if test(plain(one))]
        if len(passing) == 1:
            return passing[0]
    return names[0] if len(names) == 1 else None


def _is_within(short: str, long: str) -> bool:
    signs = iter(long)
    return all(sign in signs for sign in short)


def distance(one: str, other: str, most: int = 3) -> int:
    """Return the number of slips between two texts (optimal string alignment), `most + 1` where it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    earlier: list[int] = []
    before = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, sign in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != sign))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == sign:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        earlier, before = before, row
    return min(before[-1], most + 1)
