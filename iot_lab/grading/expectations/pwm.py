"""PWM on one pin, and what may be expected of it: what the program set, and when (`machine.PWM`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.grading.expectations.expect import Mismatch, NothingToJudge
from iot_lab.grading.expectations.tolerance import US_PER_S, is_near, to_us
from iot_lab.grading.sentences import catalogued, hertz, moment, percent, seconds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from iot_lab.grading.sentences import Sentence
    from iot_lab.simulator.board import Event


@dataclass(frozen=True, slots=True)
class PwmSetting:
    """One setting, from `start_us` on: a frequency and a duty from 0 to 1; both are 0 once the program stops it."""

    start_us: int
    freq_hz: float
    duty: float

    @property
    def start_s(self) -> float:
        return self.start_us / US_PER_S


@dataclass(frozen=True, slots=True)
class PwmHistory:
    """The PWM of one pin over the whole trial."""

    number: int
    settings: tuple[PwmSetting, ...]

    def at(self, moment_s: float) -> PwmSetting | None:
        """Return the setting at an instant; None before the first one."""
        at_us = to_us(moment_s)
        return next((one for one in reversed(self.settings) if one.start_us <= at_us), None)

    def expectation(self) -> PwmExpectations:
        return PwmExpectations(self)


@dataclass(frozen=True, slots=True)
class PwmExpectations:
    """What may be expected of the PWM of one pin."""

    pwm: PwmHistory

    def is_used(self) -> None:
        """Expect that the program makes PWM on the pin."""
        if not self.pwm.settings:
            raise Mismatch(catalogued("grading.pwm.expected", pin=self.pwm.number), catalogued("grading.pwm.seen"))

    def has_frequency(self, freq_hz: float, *, within_percent: float) -> None:
        """Expect that each setting has this frequency, in hertz, give or take `within_percent`."""
        expected = catalogued("grading.frequency.expected", pin=self.pwm.number, frequency=hertz(freq_hz))
        self._must_be_used(expected)
        for setting in self.pwm.settings:
            if setting.freq_hz and not is_near(setting.freq_hz, freq_hz, within_percent):
                raise Mismatch(expected, _say_frequency(setting), setting.start_s)

    def has_period(self, period_s: float, *, within_percent: float) -> None:
        """Expect that each setting repeats every `period_s`, give or take `within_percent`."""
        expected = catalogued("grading.period.expected", pin=self.pwm.number, period=seconds(period_s))
        self._must_be_used(expected)
        for setting in self.pwm.settings:
            if setting.freq_hz and not is_near(1 / setting.freq_hz, period_s, within_percent):
                raise Mismatch(expected, _say_frequency(setting), setting.start_s)

    def has_duty(self, duty: float, *, at_s: float, within: float) -> None:
        """Expect this duty, 0 to 1, at an instant, give or take `within` (0.02 is 2 points of a hundred)."""
        expected = catalogued("grading.duty.expected", pin=self.pwm.number, duty=percent(duty), moment=moment(at_s))
        self._must_be_used(expected)
        setting = self.pwm.at(at_s)
        seen = setting.duty if setting else 0.0
        if abs(seen - duty) > within:
            raise Mismatch(expected, catalogued("grading.duty.seen", duty=percent(seen)), at_s)

    def _must_be_used(self, expected: Sentence) -> None:
        if not self.pwm.settings:
            raise NothingToJudge(expected, catalogued("grading.pwm.seen"))


def read_pwm(events: Iterable[Event], pin: int) -> PwmHistory:
    """Return the PWM of a pin from a trace."""
    where = str(pin)
    return PwmHistory(
        pin,
        tuple(
            PwmSetting(event.t_us, float(event.value["freq_hz"]), float(event.value["duty"]))
            for event in events
            if event.kind == "pwm" and event.where == where and isinstance(event.value, dict)
        ),
    )


def _say_frequency(setting: PwmSetting) -> Sentence:
    return catalogued("grading.frequency.seen", frequency=hertz(setting.freq_hz), period=seconds(1 / setting.freq_hz))
