"""An exercise's wiring for its page: the drawing, and the same in words, from the parts that `exercise.toml` lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.simulator.parts import part_types
from iot_lab.texts import key
from iot_lab.wiring import WiredPart, describe, draw

if TYPE_CHECKING:
    from iot_lab.course import Exercise, ListedPart
    from iot_lab.texts import Texts


@dataclass(frozen=True, slots=True)
class WiringPicture:
    """`svg` is the whole picture; `sentences` say it, one a part."""

    svg: str
    sentences: tuple[str, ...]


def wiring_picture(exercise: Exercise, t: Texts) -> WiringPicture | None:
    """Return the wiring of an exercise, None where it has no part. Raises Unwirable (the audit's business)."""
    parts = [_wired(part, t) for part in exercise.wiring]
    if not parts:
        return None
    sentences = describe(parts, t)
    title = t(key("exercise.wiring_of"), title=exercise.titles[t.language])
    return WiringPicture(draw(parts, title, " ".join(sentences)), tuple(sentences))


def _wired(part: ListedPart, t: Texts) -> WiredPart:
    title = part_types()[part.kind].TITLE if part.kind in part_types() else part.kind
    note = f"0x{part.address:02X}" if part.address is not None else ""
    resistor = f"{part.resistor_ohm:g} Ω" if part.resistor_ohm else ""
    return WiredPart(part.kind, t(title), part.pins, note, resistor)
