"""What a person may turn around a board that runs: a part says which of its curves, buttons and switches.

A part lists `KNOBS: ClassVar[tuple[Knob, ...]]`, and its name as `TITLE: ClassVar[str]` (a catalogue key, or a name
that is the same in every language). A knob of kind "number" names a field that holds a curve (`light_lux`, or
`acceleration_g.0` in a tuple of curves): the board wraps the curve in a `Handle`, and the part needs no code. A
"button" (pressed while 1) or a "switch" (0 or 1) calls the part's `turn(board, knob_id, value)`, in the board's thread.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, Protocol, runtime_checkable

from iot_lab.simulator.world.curves import Curve, value_at

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

KnobKind = Literal["number", "button", "switch"]


@dataclass(frozen=True, slots=True)
class Knob:
    """One thing to turn. `id` is the part's field, or a word for `turn`; `label` a catalogue key (`key("knob...")`)."""

    id: str
    label: str
    kind: KnobKind = "number"
    unit: str = ""
    least: float = 0.0
    most: float = 1.0
    step: float = 0.1


@runtime_checkable
class Turned(Protocol):
    """A part with buttons or switches."""

    def turn(self, board: Board, knob: str, value: float | None) -> None:
        """Do as a person did: 1 pressed or on, 0 released or off, None let go (the scenario decides again)."""


class Handle:
    """A curve that a person can hold at a value and let go; then it follows the scenario again."""

    def __init__(self, curve: Curve) -> None:
        self._curve = curve
        self.held: float | None = None

    def at(self, t_s: float, seed: int) -> float:
        """Return the held value, else the scenario's."""
        return value_at(self._curve, t_s, seed) if self.held is None else self.held


def knobs_of(part: Any) -> tuple[Knob, ...]:
    """Return what a person may turn on a part; nothing where it offers nothing."""
    found: tuple[Knob, ...] = getattr(part, "KNOBS", ())
    return found


def with_handles(part: Any) -> tuple[Any, dict[str, Handle]]:
    """Return the part with a Handle in place of each curve that a knob names, and those handles by knob."""
    handles: dict[str, Handle] = {}
    changed: dict[str, Any] = {}
    for knob in knobs_of(part):
        if knob.kind == "number":
            field, _, index = knob.id.partition(".")
            now = changed.get(field, getattr(part, field))
            handle = handles[knob.id] = Handle(now[int(index)] if index else now)
            changed[field] = _with_one(now, int(index), handle) if index else handle
    return (replace(part, **changed) if changed else part), handles


def _with_one(curves: tuple[Curve, ...], index: int, handle: Handle) -> tuple[Curve, ...]:
    return (*curves[:index], handle, *curves[index + 1 :])
