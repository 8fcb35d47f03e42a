"""What one pin did, and what may be expected of it: its direction, its levels, its pulses.

Only a pin that is an output has a level of its own: what is written to it before waits, as in the chip (ESP32
Technical Reference Manual, chapter IO_MUX and GPIO matrix: GPIO_OUT and GPIO_ENABLE). PWM drives a pin like any
other: slower than an eye can follow, its edges are changes of the level; faster, the pin is at 1 as long as its duty
is above 0, as an LED is seen to be lit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.grading.expectations.expect import Mismatch, NothingToJudge
from iot_lab.grading.expectations.tolerance import US_PER_S, duration_fields, lasts, to_us
from iot_lab.grading.sentences import catalogued, counted, moment, seconds
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.board import Event
    from iot_lab.simulator.parts.button import Press

OUTPUT_MODES: Final = frozenset({"out", "open-drain"})
WRITES: Final = frozenset({"pin", "pin-latch"})
EYE_HZ: Final = 40


@dataclass(frozen=True, slots=True)
class Pulse:
    """One time at 1: when it began, how long it lasted, and how long the pin then stayed at 0.

    `is_over` is false where the trial ended first; `low_us` is None where no other pulse followed.
    """

    start_us: int
    high_us: int
    low_us: int | None
    is_over: bool

    @property
    def end_us(self) -> int:
        return self.start_us + self.high_us

    @property
    def start_s(self) -> float:
        return self.start_us / US_PER_S

    @property
    def high_s(self) -> float:
        return self.high_us / US_PER_S

    @property
    def low_s(self) -> float | None:
        return None if self.low_us is None else self.low_us / US_PER_S


@dataclass(frozen=True, slots=True)
class PinHistory:
    """One pin over the whole trial."""

    number: int
    was_output: bool
    was_written: bool
    pulses: tuple[Pulse, ...]
    end_us: int

    @property
    def end_s(self) -> float:
        return self.end_us / US_PER_S

    @property
    def switches_us(self) -> tuple[int, ...]:
        """Return the instants at which the level changed; it starts at 0."""
        return tuple(
            at_us
            for pulse in self.pulses
            for at_us in ((pulse.start_us, pulse.end_us) if pulse.is_over else (pulse.start_us,))
        )

    @property
    def switches_s(self) -> tuple[float, ...]:
        return tuple(at_us / US_PER_S for at_us in self.switches_us)

    def switches_between(self, start_s: float, end_s: float) -> int:
        """Return how often the level changed between two instants, both included."""
        start_us, end_us = to_us(start_s), to_us(end_s)
        return sum(start_us <= at_us <= end_us for at_us in self.switches_us)

    def is_high_at(self, moment_s: float) -> bool:
        """Say whether the pin is at 1 at an instant."""
        at_us = to_us(moment_s)
        return any(pulse.start_us <= at_us < pulse.end_us for pulse in self.pulses)

    @property
    def ends_high(self) -> bool:
        return bool(self.pulses) and not self.pulses[-1].is_over

    def expectation(self) -> PinExpectations:
        return PinExpectations(self)


@dataclass(frozen=True, slots=True)
class PinExpectations:
    """What may be expected of one pin."""

    pin: PinHistory

    def is_output(self) -> None:
        """Expect that the program made the pin an output."""
        if not self.pin.was_output:
            seen = key("grading.output.seen-written") if self.pin.was_written else key("grading.output.seen-untouched")
            raise Mismatch(
                catalogued("grading.output.expected", pin=self.pin.number), catalogued(seen, pin=self.pin.number)
            )

    def goes_high(self) -> None:
        """Expect that the pin is at 1 at least once."""
        if not self.pin.pulses:
            raise Mismatch(catalogued("grading.high.expected", pin=self.pin.number), catalogued("grading.high.seen"))

    def pulses(self, times: int) -> None:
        """Expect that the pin goes to 1 exactly so many times."""
        seen = self.pin.pulses
        if len(seen) != times:
            kind = Mismatch if seen else NothingToJudge
            raise kind(
                counted("grading.pulses.expected", times, pin=self.pin.number),
                counted("grading.pulses.seen", len(seen), end=seconds(self.pin.end_s)),
                seen[times].start_s if len(seen) > times else None,
            )

    def switches(self, times: int) -> None:
        """Expect that the level changes exactly so many times, both ways counted; it starts at 0."""
        seen = self.pin.switches_s
        if len(seen) != times:
            raise Mismatch(
                counted("grading.switches.expected", times, pin=self.pin.number),
                counted("grading.switches.seen", len(seen), end=seconds(self.pin.end_s)),
                seen[times] if len(seen) > times else None,
            )

    def follows(self, presses: Iterable[Press], *, within_s: float) -> None:
        """Expect the pin at 1 exactly while a button is pressed, each change at most `within_s` late.

        Presses follow each other in time; those that the end of the trial comes too early for are left out.
        """
        expected_off = catalogued("grading.follows.expected-off", pin=self.pin.number, delay=seconds(within_s))
        within_us, last_us = to_us(within_s), 0
        for number, press in enumerate(presses, 1):
            start_us, end_us = to_us(press.at_s), to_us(press.at_s + press.for_s)
            expected_on = catalogued(
                "grading.follows.expected-on",
                pin=self.pin.number,
                number=number,
                start=moment(press.at_s),
                delay=seconds(within_s),
            )
            self._must_stay(0, last_us, start_us, expected_off)
            self._must_stay(1, start_us + within_us, end_us, expected_on)
            last_us = end_us + within_us
        self._must_stay(0, last_us, self.pin.end_us, expected_off)

    def stays_high(self, duration_s: float, *, within_percent: float) -> None:
        """Expect that each time at 1 lasts `duration_s`, give or take `within_percent`; there must be one.

        A last time that the end of the trial cut short says nothing: `ends_low` judges it.
        """
        fields = duration_fields(duration_s, within_percent)
        expected = catalogued("grading.stays-high.expected", pin=self.pin.number, **fields)
        self._must_have_pulses(expected)
        if len(self.pin.pulses) == 1 and self._is_cut_short(self.pin.pulses[0], duration_s):
            raise NothingToJudge(expected, _say_high_time(1, self.pin.pulses[0]))
        for number, pulse in enumerate(self.pin.pulses, 1):
            is_cut_short = self._is_cut_short(pulse, duration_s)
            if not is_cut_short and not lasts(pulse.high_us, duration_s, within_percent):
                raise Mismatch(expected, _say_high_time(number, pulse), pulse.start_s)

    def stays_low(self, duration_s: float, *, within_percent: float) -> None:
        """Expect that the pin stays at 0 for `duration_s` between two times at 1; there must be two times at 1."""
        fields = duration_fields(duration_s, within_percent)
        expected = catalogued("grading.stays-low.expected", pin=self.pin.number, **fields)
        self._must_have_pulses(expected)
        if len(self.pin.pulses) == 1:
            raise NothingToJudge(expected, counted("grading.pulses.seen", 1, end=seconds(self.pin.end_s)))
        for number, pulse in enumerate(self.pin.pulses, 1):
            if pulse.low_us is not None and not lasts(pulse.low_us, duration_s, within_percent):
                raise Mismatch(expected, _say_low_time(number, pulse.end_us, pulse.low_us), pulse.end_us / US_PER_S)

    def ends_low(self) -> None:
        """Expect that the pin, after having been at 1, is at 0 at the end."""
        expected = catalogued("grading.ends-low.expected", pin=self.pin.number)
        self._must_have_pulses(expected)
        if self.pin.ends_high:
            since_s = self.pin.pulses[-1].start_s
            raise Mismatch(expected, catalogued("grading.ends-low.seen", since=moment(since_s)), since_s)

    @staticmethod
    def _is_cut_short(pulse: Pulse, duration_s: float) -> bool:
        return not pulse.is_over and pulse.high_us < to_us(duration_s)

    def _must_stay(self, level: int, start_us: int, end_us: int, expected: Sentence) -> None:
        """Raise Mismatch where the pin leaves `level` between two instants, a microsecond left at the end."""
        if end_us - start_us <= 1 or start_us >= self.pin.end_us:
            return
        if self.pin.is_high_at(start_us / US_PER_S) != bool(level):
            raise Mismatch(expected, _say_level(1 - level, start_us), start_us / US_PER_S)
        change_us = next((at_us for at_us in self.pin.switches_us if start_us < at_us < end_us - 1), None)
        if change_us is not None:
            raise Mismatch(expected, _say_level(1 - level, change_us), change_us / US_PER_S)

    def _must_have_pulses(self, expected: Sentence) -> None:
        if not self.pin.pulses:
            raise NothingToJudge(expected, catalogued("grading.high.seen"))


def read_pin(events: Iterable[Event], number: int, end_us: int) -> PinHistory:
    """Return the history of pin `number` from a trace that ended at `end_us`."""
    where = str(number)
    kinds = {*WRITES, "pin-mode", "pwm"}
    mine = [event for event in events if event.where == where and event.kind in kinds]
    is_driven_by_pwm = any(event.kind == "pwm" for event in mine)
    return PinHistory(
        number=number,
        was_output=is_driven_by_pwm or any(_is_output(event) for event in mine),
        was_written=is_driven_by_pwm or any(event.kind in WRITES for event in mine),
        pulses=_pulses(_changes(mine, end_us), end_us),
        end_us=end_us,
    )


def _is_output(event: Event) -> bool:
    return event.kind == "pin-mode" and isinstance(event.value, dict) and event.value.get("mode") in OUTPUT_MODES


def _changes(events: list[Event], end_us: int) -> list[int]:
    """Return the instants at which the level that leaves the chip changes; it starts at 0."""
    found: list[int] = []
    level = False
    for at_us, is_high in _levels(events, end_us):
        if is_high != level:
            level = is_high
            found.append(at_us)
    return found


def _levels(events: list[Event], end_us: int) -> Iterator[tuple[int, bool]]:
    """Yield the level at each event of the pin, and at each edge of a slow PWM until the next one."""
    is_output = written = False
    for place, event in enumerate(events):
        if event.kind == "pwm":
            written = False
            until_us = events[place + 1].t_us if place + 1 < len(events) else end_us
            yield from _pwm_levels(event, until_us)
            continue
        if event.kind in WRITES:
            written = bool(event.value)
        else:
            is_output = _is_output(event)
        yield event.t_us, is_output and written


def _pwm_levels(event: Event, until_us: int) -> Iterator[tuple[int, bool]]:
    value = event.value if isinstance(event.value, dict) else {}
    freq_hz, duty = value.get("freq_hz", 0), value.get("duty", 0.0)
    if not freq_hz or freq_hz > EYE_HZ or duty in (0.0, 1.0):
        yield event.t_us, bool(freq_hz and duty)
        return
    turn = 0
    while (start_us := event.t_us + round(turn * US_PER_S / freq_hz)) < until_us:
        yield start_us, True
        yield min(until_us, start_us + round(duty * US_PER_S / freq_hz)), False
        turn += 1


def _pulses(changes: list[int], end_us: int) -> tuple[Pulse, ...]:
    found = []
    for start in range(0, len(changes), 2):
        rise_us = changes[start]
        fall_us = changes[start + 1] if start + 1 < len(changes) else None
        next_us = changes[start + 2] if start + 2 < len(changes) else None
        high_us = (end_us if fall_us is None else fall_us) - rise_us
        low_us = None if fall_us is None or next_us is None else next_us - fall_us
        found.append(Pulse(rise_us, high_us, low_us, is_over=fall_us is not None))
    return tuple(found)


def _say_level(level: int, at_us: int) -> Sentence:
    return catalogued("grading.follows.seen", level=level, moment=moment(at_us / US_PER_S))


def _say_high_time(number: int, pulse: Pulse) -> Sentence:
    name = key("grading.stays-high.seen") if pulse.is_over else key("grading.stays-high.seen-still")
    return catalogued(name, number=number, start=moment(pulse.start_s), duration=seconds(pulse.high_s))


def _say_low_time(number: int, start_us: int, low_us: int) -> Sentence:
    return catalogued(
        "grading.stays-low.seen", number=number, start=moment(start_us / US_PER_S), duration=seconds(low_us / US_PER_S)
    )
