"""What checks may expect of a pin that the program drives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.expect import Mismatch
from iot_lab.grading.sentences import Sentence, seconds
from iot_lab.grading.tolerance import CLOCK_STEP_S, duration_words, is_near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.grading.pins import PinHistory, Pulse
    from iot_lab.simulator.parts.button import Press
    from iot_lab.texts import Texts


@dataclass(frozen=True, slots=True)
class PinWords:
    """Expectations about one pin; each returns nothing when it is met, else raises Mismatch."""

    pin: PinHistory

    def is_output(self) -> None:
        """Expect that the program made the pin an output."""
        if not self.pin.was_output:
            raise Mismatch(
                lambda t: t("grading.output.expected", pin=self.pin.number),
                self._say_no_output,
            )

    def goes_high(self) -> None:
        """Expect that the pin is at 1 at least once."""
        self._must_have_pulses(lambda t: t("grading.high.expected", pin=self.pin.number))

    def pulses(self, times: int) -> None:
        """Expect that the pin goes to 1 exactly so many times."""
        seen = self.pin.pulses
        if len(seen) != times:
            first_too_many_s = seen[times].start_s if len(seen) > times else None
            raise Mismatch(
                lambda t: t.count("grading.pulses.expected", times, pin=self.pin.number),
                lambda t: t.count("grading.pulses.seen", len(seen), end=seconds(self.pin.end_s, t)),
                first_too_many_s,
            )

    def switches(self, times: int) -> None:
        """Expect that the level changes exactly so many times, both ways counted; it starts at 0."""
        seen = self.pin.switches_s
        if len(seen) != times:
            first_too_many_s = seen[times] if len(seen) > times else None
            raise Mismatch(
                lambda t: t.count("grading.switches.expected", times, pin=self.pin.number),
                lambda t: t.count("grading.switches.seen", len(seen), end=seconds(self.pin.end_s, t)),
                first_too_many_s,
            )

    def follows(self, presses: Iterable[Press], *, within_s: float) -> None:
        """Expect the pin at 1 exactly while a button is pressed, each change at most `within_s` late.

        Presses follow each other in time; those that the end of the trial comes too early for are left out.
        """

        def expected_off(t: Texts) -> str:
            return t("grading.follows.expected-off", pin=self.pin.number, delay=seconds(within_s, t))

        last_s = 0.0
        for number, press in enumerate(presses, 1):
            start_s, end_s = press.at_s, press.at_s + press.for_s
            self._must_stay(0, last_s, start_s, expected_off)
            self._must_stay(1, start_s + within_s, end_s, self._say_on(number, start_s, within_s))
            last_s = end_s + within_s
        self._must_stay(0, last_s, self.pin.end_s, expected_off)

    def _must_stay(self, level: int, start_s: float, end_s: float, expected: Sentence) -> None:
        """Raise Mismatch where the pin leaves `level` between two moments."""
        if end_s - start_s <= CLOCK_STEP_S or start_s >= self.pin.end_s:
            return
        if self.pin.is_high_at(start_s) != bool(level):
            raise Mismatch(expected, _say_level(1 - level, start_s), start_s)
        change_s = next((at_s for at_s in self.pin.switches_s if start_s < at_s < end_s - CLOCK_STEP_S), None)
        if change_s is not None:
            raise Mismatch(expected, _say_level(1 - level, change_s), change_s)

    def _say_on(self, number: int, start_s: float, within_s: float) -> Sentence:
        return lambda t: t(
            "grading.follows.expected-on",
            pin=self.pin.number,
            number=number,
            start=seconds(start_s, t),
            delay=seconds(within_s, t),
        )

    def stays_high(self, duration_s: float, *, within_percent: float) -> None:
        """Expect that each time at 1 lasts `duration_s`, give or take `within_percent`; there must be one.

        A last time that the end of the trial cut short says nothing: `ends_low` judges it.
        """

        def expected(t: Texts) -> str:
            return t(
                "grading.stays-high.expected", pin=self.pin.number, **duration_words(duration_s, within_percent, t)
            )

        self._must_have_pulses(expected)
        for number, pulse in enumerate(self.pin.pulses, 1):
            is_cut_short = not pulse.is_over and pulse.high_s < duration_s
            if not is_cut_short and not is_near(pulse.high_s, duration_s, within_percent):
                raise Mismatch(expected, _say_high_time(number, pulse), pulse.start_s)

    def stays_low(self, duration_s: float, *, within_percent: float) -> None:
        """Expect that the pin stays at 0 for `duration_s` between two times at 1; there must be one time at 1."""

        def expected(t: Texts) -> str:
            return t("grading.stays-low.expected", pin=self.pin.number, **duration_words(duration_s, within_percent, t))

        self._must_have_pulses(expected)
        for number, pulse in enumerate(self.pin.pulses, 1):
            if pulse.low_s is not None and not is_near(pulse.low_s, duration_s, within_percent):
                start_s = pulse.start_s + pulse.high_s
                raise Mismatch(expected, _say_low_time(number, start_s, pulse.low_s), start_s)

    def ends_low(self) -> None:
        """Expect that the pin, after having been at 1, is at 0 at the end."""

        def expected(t: Texts) -> str:
            return t("grading.ends-low.expected", pin=self.pin.number)

        self._must_have_pulses(expected)
        if self.pin.ends_high:
            since_s = self.pin.pulses[-1].start_s
            raise Mismatch(expected, lambda t: t("grading.ends-low.seen", since=seconds(since_s, t)), since_s)

    def _must_have_pulses(self, expected: Sentence) -> None:
        """Raise Mismatch where the pin never was at 1: nothing can be right about what never happened."""
        if not self.pin.pulses:
            raise Mismatch(expected, lambda t: t("grading.high.seen"))

    def _say_no_output(self, t: Texts) -> str:
        if self.pin.was_written:
            return t("grading.output.seen-written", pin=self.pin.number)
        return t("grading.output.seen-untouched", pin=self.pin.number)


def _say_level(level: int, at_s: float) -> Sentence:
    return lambda t: t("grading.follows.seen", level=level, moment=seconds(at_s, t))


def _say_high_time(number: int, pulse: Pulse) -> Sentence:
    def sentence(t: Texts) -> str:
        values = {"number": number, "start": seconds(pulse.start_s, t), "duration": seconds(pulse.high_s, t)}
        if pulse.is_over:
            return t("grading.stays-high.seen", **values)
        return t("grading.stays-high.seen-still", **values)

    return sentence


def _say_low_time(number: int, start_s: float, low_s: float) -> Sentence:
    return lambda t: t("grading.stays-low.seen", number=number, start=seconds(start_s, t), duration=seconds(low_s, t))
