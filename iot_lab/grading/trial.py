"""One trial: a program that ran on the simulated board in one scenario, as checks and recognisers look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.pins import US_PER_S, WRITES, PinHistory, read_pin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.simulator.board import Event
    from iot_lab.simulator.errors import GuestError
    from iot_lab.simulator.virtual import Outcome
    from iot_lab.simulator.world.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Trial:
    """What the board did. `end` is the simulator's word for how it ended; times are virtual."""

    events: Sequence[Event]
    end: str
    virtual_us: int
    error: GuestError | None = None
    fuel: int = 0
    output: str = ""
    fault: str | None = None
    scenario: Scenario | None = None
    seed: int = 0

    @classmethod
    def of(cls, outcome: Outcome, scenario: Scenario | None = None, seed: int = 0) -> Trial:
        """Return the trial that an outcome of the simulator tells, and the scenario that it was tried in."""
        return cls(
            events=outcome.events,
            end=outcome.end,
            virtual_us=outcome.virtual_us,
            error=outcome.error,
            fuel=outcome.fuel,
            output=outcome.output,
            fault=outcome.fault,
            scenario=scenario,
            seed=seed,
        )

    @property
    def duration_s(self) -> float:
        """Return how long the board was watched, in virtual seconds."""
        return self.virtual_us / US_PER_S

    @property
    def never_ended(self) -> bool:
        """Say whether the program was still running when the scenario ended."""
        return self.end == "deadline"

    def pin(self, number: int) -> PinHistory:
        """Return the history of one pin."""
        return read_pin(self.events, number, self.virtual_us)

    def pins_written(self) -> list[int]:
        """Return the pins to which the program wrote, in increasing order."""
        return sorted({int(event.where) for event in self.events if event.kind in WRITES})
