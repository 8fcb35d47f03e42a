"""One trial: a program that ran on the simulated board in one scenario, as checks and recognisers look at it.

The simulator tells a run as a list of events, in the order of virtual time; that list is the only truth, and the
program never sees it. A trial is this list, how the run ended, and the scenario it was tried in. It computes nothing
by itself: each subject (a pin, a bus, the messages of a topic) is read from the events when a check asks for it, by
the file of `iot_lab/grading/expectations/` that knows it, which is imported only then: a grading pays for the
subjects that its exercise names. Expected values come from the scenario (`part`) and from the case's own `truth`,
which never entered the sandbox.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from iot_lab.grading.expectations.pins import WRITES, PinHistory, read_pin
from iot_lab.grading.expectations.tolerance import US_PER_S, to_us
from iot_lab.grading.wiring import Wiring

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from iot_lab.grading.expectations.answers import Answers
    from iot_lab.grading.expectations.buses import BusTraffic
    from iot_lab.grading.expectations.cards import ModelCard
    from iot_lab.grading.expectations.connections import BrokerConnections
    from iot_lab.grading.expectations.messages import Messages
    from iot_lab.grading.expectations.prints import Prints
    from iot_lab.grading.expectations.pwm import PwmHistory
    from iot_lab.grading.expectations.shown import Shown
    from iot_lab.grading.expectations.wifi import WifiAttempts
    from iot_lab.grading.facts import Facts
    from iot_lab.grading.room_facts import RoomFacts
    from iot_lab.simulator.board import Event
    from iot_lab.simulator.caught import CaughtError
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
    caught: Sequence[CaughtError] = ()
    last_line: int | None = None
    truth: Any = None
    wiring: Wiring = field(default_factory=Wiring)
    _read: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(
        cls,
        outcome: Outcome,
        scenario: Scenario | None = None,
        seed: int = 0,
        truth: Any = None,
        wiring: Wiring | None = None,
    ) -> Trial:
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
            caught=outcome.caught,
            last_line=outcome.last_line,
            truth=truth,
            wiring=wiring or Wiring(),
        )

    @property
    def duration_s(self) -> float:
        """Return how long the board was watched, in virtual seconds."""
        return self.virtual_us / US_PER_S

    @property
    def never_ended(self) -> bool:
        """Say whether the program was still running when the scenario ended."""
        return self.end == "deadline"

    @property
    def facts(self) -> Facts:
        """Return facts of the run that no subject tells: restarts, pins and addresses where nothing is..."""
        from iot_lab.grading.facts import Facts

        return self._once("facts", lambda: Facts(self))

    def pin(self, number: int) -> PinHistory:
        """Return the history of one pin."""
        return self._once(("pin", number), lambda: read_pin(self.events, number, self.virtual_us))

    def messages(self, wanted: str) -> Messages:
        """Return the messages published under a topic or a filter (`+` one level, `#` all that follow).

        They are due until the end of the scenario, or until the simulated board gave up a program that never pauses.
        """
        from iot_lab.grading.expectations.messages import read_messages

        has_given_up = self.end == "fuel"
        planned_us = to_us(self.scenario.duration_s) if self.scenario and not has_given_up else 0
        end_us = max(self.virtual_us, planned_us)
        return self._once(("messages", wanted), lambda: read_messages(self.events, wanted, end_us, self.seed))

    def topics_wanted(self) -> list[str]:
        """Return the topics and filters under which the checks have looked for messages."""
        return [what[1] for what in self._read if isinstance(what, tuple) and what[0] == "messages"]

    def connections(self) -> BrokerConnections:
        """Return the connections to the broker, with their last wills."""
        from iot_lab.grading.expectations.connections import read_connections

        return self._once("connections", lambda: read_connections(self.events))

    def wifi_attempts(self) -> WifiAttempts:
        """Return each time the program asked to join a Wi-Fi network."""
        from iot_lab.grading.expectations.wifi import read_wifi_attempts

        return self._once("wifi", lambda: read_wifi_attempts(self.events))

    @property
    def room(self) -> RoomFacts:
        """Return the room that the program could join: `trial.room.topic("climate")`."""
        from iot_lab.grading.room_facts import read_room

        scenario = self.scenario
        if scenario is None:
            raise LookupError("a trial without a scenario has no room")
        return self._once("room", lambda: read_room(scenario))

    def pins_written(self) -> list[int]:
        """Return the pins to which the program wrote, in increasing order."""
        return sorted({int(event.where) for event in self.events if event.kind in WRITES})

    def pwm(self, pin: int) -> PwmHistory:
        """Return the PWM of one pin."""
        from iot_lab.grading.expectations.pwm import read_pwm

        return self._once(("pwm", pin), lambda: read_pwm(self.events, pin))

    def shows(self, where: str) -> Shown:
        """Return what a part showed, by the name that its events have (`neopixel:27`)."""
        from iot_lab.grading.expectations.shown import read_shown

        return self._once(("shows", where), lambda: read_shown(self.events, where))

    def i2c(self, address: int) -> BusTraffic:
        """Return the transactions with the part at one I2C address."""
        from iot_lab.grading.expectations.buses import read_i2c

        return self._once(("i2c", address), lambda: read_i2c(self.events, address))

    def wire(self, pin: int) -> BusTraffic:
        """Return the transactions with a part on a single data wire (DHT, NeoPixel)."""
        from iot_lab.grading.expectations.buses import read_wire

        return self._once(("wire", pin), lambda: read_wire(self.events, pin))

    def wires_read(self) -> list[int]:
        """Return the pins on which the program asked a part with a single data wire, in increasing order."""
        from iot_lab.grading.expectations.buses import wires_read

        return self._once("wires", lambda: wires_read(self.events))

    @property
    def prints(self) -> Prints:
        """Return what the program printed: only for a statement that asks for it."""
        from iot_lab.grading.expectations.prints import read_prints

        return self._once("prints", lambda: read_prints(self.events))

    def answers(self, function: str) -> Answers:
        """Return what one of the program's functions answered to the scenario's questions."""
        from iot_lab.grading.expectations.answers import read_answers

        return self._once(("answers", function), lambda: read_answers(self.events, function))

    @property
    def card(self) -> ModelCard:
        """Return the model card: what the program's function `card` answered, where the scenario asks for it."""
        from iot_lab.grading.expectations.cards import read_card

        return self._once("card", lambda: read_card(self.events))

    def _once(self, what: Hashable, read: Callable[[], Kind]) -> Kind:
        """Return what `read` finds, and find it once: checks and recognisers ask for the same subjects."""
        if what not in self._read:
            self._read[what] = read()
        found: Kind = self._read[what]
        return found

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
