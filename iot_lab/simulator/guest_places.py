"""Where things are in a guest's memory, as the build found them: the same for every engine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iot_lab.simulator.scheduler import SchedulerPlaces


@dataclass(frozen=True, slots=True)
class GuestPlaces:
    """The interpreter's scheduler, and where its C stack begins."""

    scheduler: SchedulerPlaces
    stack_top: int
