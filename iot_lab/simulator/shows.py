"""What a part showed, read from the trace: a brightness, an angle, a picture, a text, colours, a tone.

A part records an event `shows` where its look or its sound changes: `where` is its name and its pin or address
(`led:2`, `ssd1306:0x3c`), the value a dictionary of plain values (docs/simulator.md lists them).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.simulator.board import Event


def shown(events: Iterable[Event], where: str, until_us: int | None = None) -> dict[str, Any]:
    """Return what a part showed at `until_us` (None: at the end); empty where it had never shown anything."""
    value: dict[str, Any] = {}
    for event in events:
        if until_us is not None and event.t_us > until_us:
            break
        if event.kind == "shows" and event.where == where and isinstance(event.value, dict):
            value = event.value
    return value
