"""PWM on one pin, read from the trace: what the program set, and when (`machine.PWM`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.expect import Mismatch
from iot_lab.grading.pins import US_PER_S
from iot_lab.grading.sentences import hertz, percent, seconds
from iot_lab.grading.tolerance import is_near

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.board import Event
    from iot_lab.texts import Texts


@dataclass(frozen=True, slots=True)
class Wave:
    """One setting, from `start_s` on: a frequency and a duty from 0 to 1; both are 0 once the program stops it."""

    start_s: float
    freq_hz: float
    duty: float


@dataclass(frozen=True, slots=True)
class PwmHistory:
    """The PWM of one pin over the whole trial."""

    number: int
    waves: tuple[Wave, ...]

    def at(self, moment_s: float) -> Wave | None:
        """Return the setting at a moment; None before the first one."""
        return next((wave for wave in reversed(self.waves) if wave.start_s <= moment_s), None)

    def expectation(self) -> PwmWords:
        """Return the words for PWM."""
        return PwmWords(self)


@dataclass(frozen=True, slots=True)
class PwmWords:
    """Expectations about the PWM of one pin; each returns nothing when it is met, else raises Mismatch."""

    pwm: PwmHistory

    def is_used(self) -> None:
        """Expect that the program makes PWM on the pin."""
        self._must_be_used(lambda t: t("grading.pwm.expected", pin=self.pwm.number))

    def has_frequency(self, freq_hz: float, *, within_percent: float) -> None:
        """Expect that each setting has this frequency, in hertz, give or take `within_percent`."""

        def expected(t: Texts) -> str:
            return t("grading.frequency.expected", pin=self.pwm.number, frequency=hertz(freq_hz, t))

        self._must_be_used(expected)
        for wave in self.pwm.waves:
            if wave.freq_hz and not is_near(wave.freq_hz, freq_hz, within_percent):
                raise Mismatch(expected, _say_frequency(wave), wave.start_s)

    def has_period(self, period_s: float, *, within_percent: float) -> None:
        """Expect that each setting repeats every `period_s`, give or take `within_percent`."""

        def expected(t: Texts) -> str:
            return t("grading.period.expected", pin=self.pwm.number, period=seconds(period_s, t))

        self._must_be_used(expected)
        for wave in self.pwm.waves:
            if wave.freq_hz and not is_near(1 / wave.freq_hz, period_s, within_percent):
                raise Mismatch(expected, _say_frequency(wave), wave.start_s)

    def has_duty(self, duty: float, *, at_s: float, within: float) -> None:
        """Expect this duty, 0 to 1, at a moment, give or take `within` (0.02 is 2 points of a hundred)."""

        def expected(t: Texts) -> str:
            return t("grading.duty.expected", pin=self.pwm.number, duty=percent(duty, t), moment=seconds(at_s, t))

        self._must_be_used(expected)
        wave = self.pwm.at(at_s)
        seen = wave.duty if wave else 0.0
        if abs(seen - duty) > within:
            raise Mismatch(expected, lambda t: t("grading.duty.seen", duty=percent(seen, t)), at_s)

    def _must_be_used(self, expected: Sentence) -> None:
        if not self.pwm.waves:
            raise Mismatch(expected, lambda t: t("grading.pwm.seen"))


def read_pwm(events: Iterable[Event], pin: int) -> PwmHistory:
    """Return the PWM of a pin from a trace."""
    where = str(pin)
    return PwmHistory(
        pin,
        tuple(
            Wave(event.t_us / US_PER_S, float(event.value["freq_hz"]), float(event.value["duty"]))
            for event in events
            if event.kind == "pwm" and event.where == where and isinstance(event.value, dict)
        ),
    )


def _say_frequency(wave: Wave) -> Sentence:
    return lambda t: t("grading.frequency.seen", frequency=hertz(wave.freq_hz, t), period=seconds(1 / wave.freq_hz, t))
