"""Calls about PWM: `machine.PWM` feeds a pin with pulses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.calls.pins import pin_number
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.looks import FOR_EVER
from iot_lab.simulator.peripherals import pwm
from iot_lab.simulator.peripherals.pins import INPUT_ONLY

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call, Foresight

SET_US = 20
HIGHEST_HZ = 40_000_000


def set_pwm(host: BoardHost, text: str) -> str:
    """`<pin> <hertz, -1: as before> <inverted> <new> u16|ns <duty>` -> hertz, nothing as before; `pin`, or why not."""
    if foresee_set(host, text):
        host.board.repeat(SET_US)
        return ""
    head, _, tail = text.partition(" u16 " if " u16 " in text else " ns ")
    number, freq_hz, is_inverted, is_new = integers(head, 4)
    (duty,) = integers(tail, 1)
    if pin_number(number) in INPUT_ONLY:
        return "pin"
    if not -1 <= freq_hz <= HIGHEST_HZ or freq_hz == 0 or duty < 0:
        raise Refused(EINVAL)
    generator = pwm.of(host.board)
    hertz = _frequency(generator, number, freq_hz)
    out_of_full = _from_ns(duty, hertz) if " ns " in text else pwm.FULL if duty == pwm.FULL - 1 else duty
    host.board.spend(SET_US)
    try:
        channel = generator.set(
            number, hertz, min(out_of_full, pwm.FULL), is_inverted=bool(is_inverted), is_new=bool(is_new)
        )
    except pwm.OutOfPwm as error:
        return str(error)
    return "" if freq_hz == -1 and not is_new else str(channel.freq_hz)


def _frequency(generator: pwm.Pwm, number: int, freq_hz: int) -> int:
    if freq_hz > 0:
        return freq_hz
    channel = generator.channels.get(number)
    return channel.freq_hz if channel else pwm.DEFAULT_HZ


def _from_ns(duration_ns: int, freq_hz: int) -> int:
    return (duration_ns * pwm.FULL * freq_hz + 500_000_000) // 1_000_000_000


def duty(host: BoardHost, text: str) -> str:
    """`<pin>` -> its duty, 0 to 65535."""
    (number,) = integers(text, 1)
    channel = pwm.of(host.board).channels.get(pin_number(number))
    if channel is None:
        raise Refused(EINVAL)
    return str(min(channel.duty, pwm.FULL - 1))


def stop(host: BoardHost, text: str) -> str:
    """`<pin>`: stop feeding it."""
    (number,) = integers(text, 1)
    pwm.of(host.board).stop(pin_number(number))
    return ""


def foresee_set(host: BoardHost, text: str) -> tuple[str, int] | None:
    """Foresee that a duty is set again."""
    head, kind, tail = text.partition(" u16 ")
    if not kind:
        return None
    number, freq_hz, is_inverted, is_new = integers(head, 4)
    (duty,) = integers(tail, 1)
    channel = pwm.of(host.board).channels.get(number)
    if channel is None or not channel.is_on_pin or is_new or freq_hz != -1 or duty < 0:
        return None
    out_of_full = pwm.FULL if duty == pwm.FULL - 1 else min(duty, pwm.FULL)
    is_same = pwm.as_resolved(out_of_full, channel.freq_hz) == channel.duty
    return ("", FOR_EVER) if is_same and channel.is_inverted == bool(is_inverted) else None


FORESEEN: dict[str, Foresight] = {"pwm-set": foresee_set}
CALLS: dict[str, Call] = {"pwm-set": set_pwm, "pwm-duty": duty, "pwm-stop": stop}
