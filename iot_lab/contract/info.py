"""What a board says of itself on `info` (docs/protocol.md), of a real, a simulated or a computer as a board. Pure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from iot_lab.contract.limits import SERIES_OF_A_BOARD, UNIT_CHARACTERS
from iot_lab.contract.orders import read_json
from iot_lab.contract.topics import is_name

if TYPE_CHECKING:
    from collections.abc import Mapping

STATES: Final = ("none", "running", "ended", "failed", "stopped", "restored")
"""Of the learner's program."""
FAILED_STATES: Final = ("failed", "restored")
LEFT_OUT_FOR_TROUBLE: Final = ("watchdog", "memory", "starts", "fault", "lost")
"""Why a board left its program out, where nobody asked it to (docs/firmware.md)."""
SUM_DIGITS: Final = 12
"""Of the program's SHA-256 that `info` shows."""
OF_THE_PROGRAM: Final = ("free_heap", "queue", "dropped")
"""Numbers that only the program knows, where it shares the kit's connection."""


def info_json(facts: Mapping[str, Any]) -> bytes:
    """Return the payload."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def program_facts(state: str, sha256: str) -> dict[str, str]:
    """Return the field `program`."""
    return {"state": state, "sha256": sha256[:SUM_DIGITS]}


def facts_of_program(payload: bytes) -> dict[str, Any]:
    """Return the series and the numbers in a program's description of its board; whatever is odd is left out."""
    said = read_json(payload)
    if not isinstance(said, dict):
        said = {}
    numbers = {name: said[name] for name in OF_THE_PROGRAM if type(said.get(name)) is int}
    return {**numbers, "series": _units(said.get("series"))}


def _units(series: object) -> dict[str, str]:
    if not isinstance(series, dict):
        return {}
    fit = {name: unit for name, unit in series.items() if is_name(name) and isinstance(unit, str)}
    return {name: unit[:UNIT_CHARACTERS] for name, unit in list(fit.items())[:SERIES_OF_A_BOARD]}
