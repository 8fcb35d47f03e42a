"""The parts that `exercise.toml` lists, as scenarios and checks use them: `wiring.part("button", presses=...)`.

Pins and addresses stand there once; a scenario adds only what happens to the part.
"""

from __future__ import annotations

from dataclasses import dataclass, is_dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from iot_lab.course import ListedPart
    from iot_lab.simulator.world.scenario import Part


@dataclass(frozen=True, slots=True)
class Wiring:
    """The parts around the board, by name."""

    parts: tuple[ListedPart, ...] = ()

    def __getitem__(self, name: str) -> ListedPart:
        """Return what is listed under a name; raises LookupError with the names there are."""
        found = next((one for one in self.parts if one.name == name), None)
        if found is None:
            raise LookupError(f"exercise.toml lists no part {name!r}, only {', '.join(one.name for one in self.parts)}")
        return found

    def pin(self, name: str, wire: str = "pin") -> int:
        """Return the pin of one wire of a part."""
        return self[name].pins[wire]

    def part(self, name: str, **facts: Any) -> Part:
        """Return the simulator's part, wired as listed; `facts` are its other fields (what it measures, presses...)."""
        listed = self[name]
        wires: dict[str, Any] = dict(listed.pins)
        if listed.address is not None:
            wires["address"] = listed.address
        made: Part = _kind(listed.kind)(**wires, **facts)
        return made


@lru_cache(maxsize=64)
def _kind(name: str) -> type[Any]:
    module = import_module(f"iot_lab.simulator.parts.{name}")
    own = (one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__)
    return next(one for one in own if is_dataclass(one) and hasattr(one, "attach"))
