"""How long work tells how far it is, and learns that nobody wants it any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from iot_lab.learning.errors import TrainingStopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Thing = TypeVar("Thing")


def _nobody_listens(_share: float) -> None:
    return None


def _nobody_stops() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class LearningJob:
    """`progress(share)` is called with 0 to 1, never less than before; `is_stopped()` is asked often."""

    progress: Callable[[float], None] = _nobody_listens
    is_stopped: Callable[[], bool] = _nobody_stops
    start: float = 0.0
    length: float = 1.0

    def tell(self, share: float) -> None:
        """Tell that `share` of this part is done. Raises TrainingStopped where a person stopped it."""
        if self.is_stopped():
            raise TrainingStopped
        self.progress(round(self.start + self.length * min(1.0, max(0.0, share)), 6))

    def part(self, start: float, length: float) -> LearningJob:
        """Return the job of a part of this one."""
        return LearningJob(self.progress, self.is_stopped, self.start + start * self.length, length * self.length)

    def parts(self, things: Sequence[Thing]) -> Iterator[tuple[Thing, LearningJob]]:
        """Yield each thing with its part of the job, telling after each."""
        for place, thing in enumerate(things):
            self.tell(place / len(things))
            yield thing, self.part(place / len(things), 1 / len(things))
        self.tell(1.0)
