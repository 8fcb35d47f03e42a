"""Calls about pins: direction, levels, edges, analog reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import EINVAL, Refused, integers
from iot_lab.simulator.pins import FALLING, INPUT_ONLY, MODES, PINS, PULLS, RISING

if TYPE_CHECKING:
    from iot_lab.simulator.door import Call, Door

WRITE_US, ANALOG_US = 2, 60


def pin_number(number: int) -> int:
    """Return `number` when the board has such a pin; raises Refused(EINVAL)."""
    if number not in PINS:
        raise Refused(EINVAL)
    return number


def mode(door: Door, text: str) -> str:
    """`<pin> <mode> <pull>`: indexes into MODES and PULLS."""
    number, mode_index, pull_index = integers(text, 3)
    is_known = 0 <= mode_index < len(MODES) and 0 <= pull_index < len(PULLS)
    if not is_known or (mode_index > 0 and number in INPUT_ONLY):
        raise Refused(EINVAL)
    door.board.pins.configure(pin_number(number), MODES[mode_index], PULLS[pull_index])
    return ""


def read(door: Door, text: str) -> str:
    """`<pin>` -> its level."""
    (number,) = integers(text, 1)
    door.board.poll()
    return str(door.board.pins.level(pin_number(number)))


def write(door: Door, text: str) -> str:
    """`<pin> <level>`."""
    number, level = integers(text, 2)
    door.board.pins.write(pin_number(number), int(level != 0))
    door.board.spend(WRITE_US)
    return ""


def watch(door: Door, text: str) -> str:
    """`<pin> <edges>`: interrupt `pin:<pin>` on them."""
    number, edges = integers(text, 2)
    if not 0 <= edges <= RISING | FALLING:
        raise Refused(EINVAL)
    door.board.pins.watch(pin_number(number), edges)
    return ""


def analog(door: Door, text: str) -> str:
    """Return the voltage on a pin in microvolts, 0 to 3,300,000; a pin with nothing on it floats around 0.3 V."""
    (number,) = integers(text, 1)
    board = door.board
    board.spend(ANALOG_US)
    source = board.analog.get(pin_number(number))
    volts = source(board.now_us) if source else 0.3 + 0.1 * (board.now_us // 7000 % 3)
    return str(round(max(0.0, min(3.3, volts)) * 1e6))


CALLS: dict[str, Call] = {
    "pin-mode": mode,
    "pin-read": read,
    "pin-write": write,
    "pin-watch": watch,
    "analog": analog,
}
