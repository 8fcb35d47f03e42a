"""Whether a version is one of those wanted, for the plain forms of PEP 440 that our pyproject.toml uses. Pure."""

from __future__ import annotations

import operator
import re
from typing import Final

_REQUIREMENT: Final = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;()]*)\)?\s*(?:;(.*))?$")
_CLAUSE: Final = re.compile(r"\s*(>=|<=|==|!=|~=|>|<)\s*([0-9][0-9A-Za-z.+!*-]*)\s*$")
_COMPARE: Final = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
}


def split_requirement(text: str) -> tuple[str, str] | None:
    """Return the name and the wanted versions of one `Requires-Dist`; None where it depends on a marker (extras)."""
    found = _REQUIREMENT.match(text)
    return None if found is None or found[3] else (found[1], found[2].strip())


def is_wanted(version: str, wanted: str) -> bool:
    """Say whether `50.0.1` fits `>=50,<51`; a clause of another form refuses nothing."""
    return all(_fits(version, clause) for clause in wanted.split(",") if clause.strip())


def _fits(version: str, clause: str) -> bool:
    found = _CLAUSE.match(clause)
    if found is None or found[1] not in _COMPARE or "*" in found[2]:
        return True
    return bool(_COMPARE[found[1]](_release(version), _release(found[2])))


def _release(version: str) -> tuple[int, ...]:
    """Return the numbers of `5.6.0rc1` without what follows them, zeros at the end left out: `3` equals `3.0`."""
    found = re.match(r"[0-9]+(?:\.[0-9]+)*", version)
    numbers = [int(number) for number in found[0].split(".")] if found else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
