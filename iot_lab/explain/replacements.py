"""How the tables of other worlds are written: names, where they come from, and the code that does the same here."""

from __future__ import annotations

from typing import NamedTuple


class Replacement(NamedTuple):
    """Where a name comes from, and the code that does the same here."""

    world: str
    here: str


def read_rows(table: str) -> dict[str, Replacement]:
    """Read lines of names, a world and code, with bars between; several names share a line."""
    found: dict[str, Replacement] = {}
    for row in table.strip().split("\n"):
        names, world, here = (part.strip() for part in row.split("|", 2))
        found |= {name: Replacement(world, here) for name in names.split()}
    return found
