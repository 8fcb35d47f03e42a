"""Facts of a run that a learner cannot see on the board: shown under what was seen, and usable by every recogniser.

Each is read from the trace and the scenario, so it is true whatever the program meant. `fact_to_show` takes the one
that is nearest to a cause: a board that restarted, a pin where nothing is wired, a network, an address, a topic that is
not there, a sensor asked too soon, a program that was over before the end, or that waits at a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from iot_lab.grading.expectations.pins import OUTPUT_MODES
from iot_lab.grading.expectations.tolerance import US_PER_S, to_us
from iot_lab.grading.sentences import catalogued, counted, moment, quote, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.grading.sentences import Sentence
    from iot_lab.grading.trial import Trial
    from iot_lab.simulator.board import Event

DRIVEN: Final = frozenset({"led", "relay", "buzzer", "neopixel_strip", "sg90"})
# What a DHT22 needs between two readings, less what its own clock may be off (datasheet AM2302: 2 s).
REST_US: Final = 1_950_000
# A program is told to wait where nothing came from it for the last half of the trial.
SILENT_SHARE: Final = 0.5


@dataclass(frozen=True)
class Facts:
    """The facts of one trial."""

    trial: Trial

    @property
    def ended_early_s(self) -> float | None:
        """Return when the program was over by itself, where the scenario went on."""
        scenario = self.trial.scenario
        is_early = scenario is None or self.trial.virtual_us < to_us(scenario.duration_s)
        return self.trial.duration_s if self.trial.end == "finished" and is_early else None

    @property
    def is_asked(self) -> bool:
        """Say whether the host asks functions of the program: then it may well be over."""
        return bool(self.trial.scenario and self.trial.scenario.questions)

    @property
    def restarts_s(self) -> list[float]:
        """Return when the board started again."""
        return [event.t_us / US_PER_S for event in self.trial.events if event.kind == "boot"]

    @cached_property
    def pins_driven(self) -> list[int]:
        """Return the pins that the program made outputs or fed with PWM, in increasing order."""
        return sorted({int(event.where) for event in self.trial.events if event.where.isdigit() and _drives(event)})

    @property
    def pins_astray(self) -> list[int]:
        """Return the driven pins on which the exercise has nothing."""
        return [pin for pin in self.pins_driven if pin not in self.pins_wired]

    @property
    def pins_wired(self) -> list[int]:
        """Return the pins on which the exercise has something, in increasing order."""
        return sorted({pin for part in self.trial.wiring.parts for pin in part.pins.values()})

    @property
    def pins_waiting(self) -> list[int]:
        """Return the pins of LEDs, buzzers and the like that the program never drove."""
        parts = (part for part in self.trial.wiring.parts if part.kind in DRIVEN)
        return sorted({pin for part in parts for pin in part.pins.values()} - set(self.pins_driven))

    @property
    def wires_astray(self) -> list[int]:
        """Return the data wires that the program read although no such part is there."""
        return [pin for pin in self.trial.wires_read() if pin not in self.pins_wired]

    @property
    def network_asked(self) -> str | None:
        """Return the Wi-Fi that the program asked for, where there is no such network."""
        scenario = self.trial.scenario
        known = {point.name for point in scenario.wifi.access_points} if scenario and scenario.wifi else set()
        asked = [attempt.name for attempt in self.trial.wifi_attempts().made]
        return asked[0] if asked and not known & set(asked) else None

    @property
    def address_asked(self) -> str | None:
        """Return the first address or name at which nobody answered, where no connection was ever made."""
        if self.trial.connections().made:
            return None
        return next((event.where for event in self.trial.events if event.kind == "no-answer"), None)

    @property
    def topics_asked(self) -> list[str]:
        """Return the topics to which the program published, in the order of their first message."""
        return list(dict.fromkeys(event.where for event in self.trial.events if event.kind == "mqtt-publish"))

    @property
    def topics_expected(self) -> list[str]:
        """Return the topics and filters under which the checks have looked for messages."""
        return self.trial.topics_wanted()

    @property
    def waits_at_line(self) -> int | None:
        """Return the line at which the program stood at the end, where nothing came from it for long."""
        last_us = max((event.t_us for event in self.trial.events), default=0)
        is_silent = last_us <= (1 - SILENT_SHARE) * self.trial.virtual_us
        return self.trial.last_line if self.trial.never_ended and is_silent else None

    @property
    def asked_too_soon_s(self) -> float | None:
        """Return how long after the last time a sensor on a data wire was asked in vain, where that was under 2 s."""
        for pin in self.trial.wires_read():
            for before, after in pairwise(self.trial.wire(pin).reads):
                if not after.is_answered and after.start_us - before.start_us < REST_US:
                    return (after.start_us - before.start_us) / US_PER_S
        return None


def fact_to_show(trial: Trial) -> Sentence | None:
    """Return the sentence of the fact that may be behind what went wrong, None where there is nothing to tell."""
    return next(_told(trial.facts), None)


def _told(facts: Facts) -> Iterator[Sentence]:
    if facts.restarts_s:
        yield counted("grading.fact.restarted", len(facts.restarts_s), moment=moment(facts.restarts_s[0]))
    if facts.pins_astray and facts.pins_waiting:
        yield catalogued("grading.fact.pins", driven=_list(facts.pins_astray), wired=_list(facts.pins_waiting))
    if facts.wires_astray:
        yield catalogued("grading.fact.wires", asked=_list(facts.wires_astray), wired=_list(_sensor_pins(facts)))
    if facts.network_asked is not None:
        yield catalogued("grading.fact.network", name=quote(facts.network_asked))
    if facts.address_asked is not None:
        yield catalogued("grading.fact.address", address=quote(facts.address_asked))
    if facts.asked_too_soon_s is not None:
        yield catalogued("grading.fact.too-soon", pause=seconds(facts.asked_too_soon_s))
    if facts.ended_early_s is not None and not facts.is_asked:
        yield catalogued("grading.fact.ended", moment=moment(facts.ended_early_s))
    if facts.waits_at_line is not None:
        yield catalogued("grading.fact.waiting", line=facts.waits_at_line)


def _sensor_pins(facts: Facts) -> list[int]:
    parts = (part for part in facts.trial.wiring.parts if part.kind not in DRIVEN)
    return sorted({pin for part in parts for pin in part.pins.values()})


def _list(pins: list[int]) -> str:
    return ", ".join(str(pin) for pin in pins)


def _drives(event: Event) -> bool:
    if event.kind == "pin-mode" and isinstance(event.value, dict):
        return event.value.get("mode") in OUTPUT_MODES
    return event.kind == "pwm"
