"""Calls about analog pins: ADC, DAC, touch pads.

ADC2 shares its converter with Wi-Fi (datasheet v4.7, section 4.1.5).
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.calls.pins import pin_number
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.peripherals.converter import RANGES, convert
from iot_lab.simulator.polling import LOOK_US

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.board_host import BoardHost, Call

READ_US, TOUCH_US = 60, 500
# A reading of a loop that does nothing but read may take so long: half a minute of it can be followed, and a mean of
# many readings is still taken at one moment.
LONGEST_READ_US = 1000
ADC2 = 1
DAC_PINS = (25, 26)
UNTOUCHED = 600


def raw(host: BoardHost, text: str) -> str:
    """`<pin> <0: ADC1, 1: ADC2> <attenuation>` -> the reading of 4095; nothing when Wi-Fi has the converter."""
    converted = _converted(host, text)
    return str(converted[0]) if converted else ""


def microvolts(host: BoardHost, text: str) -> str:
    """`<pin> <0: ADC1, 1: ADC2> <attenuation>` -> microvolts; nothing when Wi-Fi has the converter."""
    converted = _converted(host, text)
    return str(converted[1]) if converted else ""


def _converted(host: BoardHost, text: str) -> tuple[int, int] | None:
    number, unit, attenuation = integers(text, 3)
    if not 0 <= attenuation < len(RANGES):
        raise Refused(EINVAL)
    board = host.board
    board.spend(READ_US - LOOK_US)
    board.look(LONGEST_READ_US)
    if unit == ADC2 and host.radio_in_use and host.radio.is_active:
        board.record("analog-refused", str(pin_number(number)), None)
        return None
    volts = max(0.0, min(3.3, _volts(board, pin_number(number))))
    noise_lsb = 0.0
    if board.scenario.adc is not None and board.scenario.adc.noise_lsb:
        source = board.services.setdefault("adc-noise", random.Random(f"{board.seed} adc"))  # noqa: S311
        noise_lsb = source.gauss(0, board.scenario.adc.noise_lsb)
    return convert(volts, attenuation, noise_lsb, is_real=board.scenario.adc is not None)


def _volts(board: Board, number: int) -> float:
    """A pin with nothing on it floats around 0.3 V."""
    source = board.analog.get(number)
    if source is not None:
        return source(board.now_us)
    pin = board.pins[number]
    if pin.mode == "out" or pin.outside is not None:
        return 3.3 * board.pins.level(number)
    return 0.3 + 0.1 * (board.now_us // 7000 % 3)


class DacLevels(dict[int, int]):
    """What each DAC puts out."""

    def reset(self) -> None:
        """Put out nothing."""
        self.clear()


def dac(host: BoardHost, text: str) -> str:
    """`<pin> <0 to 255>`."""
    number, value = integers(text, 2)
    if number not in DAC_PINS or not 0 <= value <= 255:
        raise Refused(EINVAL)
    levels: DacLevels = host.board.services.setdefault("dac", DacLevels())
    if levels.get(number) != value:
        levels[number] = value
        host.board.record("dac", str(number), value)
    host.board.spend(READ_US)
    return ""


def touch(host: BoardHost, text: str) -> str:
    """`<pin>` -> its count: small when touched."""
    (number,) = integers(text, 1)
    board = host.board
    board.spend(TOUCH_US)
    source = board.touch.get(pin_number(number))
    count = source(board.now_us) if source else UNTOUCHED + board.now_us // 3000 % 9
    return str(max(0, min(65535, count)))


CALLS: dict[str, Call] = {"analog-raw": raw, "analog-microvolts": microvolts, "dac": dac, "touch": touch}
