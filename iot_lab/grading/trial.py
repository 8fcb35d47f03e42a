"""One trial: a program that ran on the simulated board in one scenario, as checks and recognisers look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from iot_lab.grading.pins import US_PER_S, WRITES, PinHistory, read_pin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.grading.answers import Answers
    from iot_lab.grading.bus import Traffic
    from iot_lab.grading.links import Connections, WifiAttempts
    from iot_lab.grading.messages import Messages
    from iot_lab.grading.prints import Prints
    from iot_lab.grading.pwm import PwmHistory
    from iot_lab.simulator.board import Event
    from iot_lab.simulator.errors import GuestError
    from iot_lab.simulator.virtual import Outcome
    from iot_lab.simulator.world.scenario import Scenario

Kind = TypeVar("Kind")


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
    heap_peak_bytes: int | None = None
    asleep_us: int = 0
    truth: Any = None

    @classmethod
    def of(cls, outcome: Outcome, scenario: Scenario | None = None, seed: int = 0, truth: Any = None) -> Trial:
        """Return the trial that an outcome of the simulator tells, the scenario it was tried in, and its truth."""
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
            heap_peak_bytes=outcome.heap_peak_bytes or None,
            asleep_us=outcome.asleep_us,
            truth=truth,
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

    def messages(self, wanted: str) -> Messages:
        """Return the messages published under a topic or a filter (`+` one level, `#` all that follow)."""
        from iot_lab.grading.messages import read_messages

        planned_us = round(self.scenario.duration_s * US_PER_S) if self.scenario else 0
        return read_messages(self.events, wanted, max(self.virtual_us, planned_us), self.seed)

    def connections(self) -> Connections:
        """Return the connections to the broker, with their last wills."""
        from iot_lab.grading.links import read_connections

        return read_connections(self.events)

    def wifi_attempts(self) -> WifiAttempts:
        """Return each time the program asked to join a Wi-Fi network."""
        from iot_lab.grading.links import read_wifi_attempts

        return read_wifi_attempts(self.events)

    def pins_written(self) -> list[int]:
        """Return the pins to which the program wrote, in increasing order."""
        return sorted({int(event.where) for event in self.events if event.kind in WRITES})

    def pwm(self, pin: int) -> PwmHistory:
        """Return the PWM of one pin."""
        from iot_lab.grading.pwm import read_pwm

        return read_pwm(self.events, pin)

    def i2c(self, address: int) -> Traffic:
        """Return the transactions with the part at one I2C address."""
        from iot_lab.grading.bus import read_i2c

        return read_i2c(self.events, address)

    def wire(self, pin: int) -> Traffic:
        """Return the transactions with a part on a single data wire (DHT, NeoPixel)."""
        from iot_lab.grading.bus import read_wire

        return read_wire(self.events, pin)

    @property
    def prints(self) -> Prints:
        """Return what the program printed: only for a statement that asks for it."""
        from iot_lab.grading.prints import read_prints

        return read_prints(self.events)

    def answers(self, function: str) -> Answers:
        """Return what one of the program's functions answered to the scenario's questions."""
        from iot_lab.grading.answers import read_answers

        return read_answers(self.events, function)

    def part(self, kind: type[Kind]) -> Kind:
        """Return the first part or fault of this kind; raises LookupError where there is none.

        A fault stands around its part (`Unplugged(Dht22(15), ...)`): both are found.
        """
        for part in self.scenario.parts if self.scenario else ():
            inner: object = part
            while inner is not None:
                if isinstance(inner, kind):
                    return inner
                inner = getattr(inner, "part", None)
        raise LookupError(f"the scenario has no {kind.__name__}")
