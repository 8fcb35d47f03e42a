"""Calls about pins: direction, levels, edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.looks import FOR_EVER
from iot_lab.simulator.peripherals import pwm
from iot_lab.simulator.peripherals.pins import FALLING, INPUT_ONLY, MODES, PINS, PULLS, RISING

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call, Foresight

WRITE_US = 2


def pin_number(number: int) -> int:
    """Return `number` when the board has such a pin; raises Refused(EINVAL)."""
    if number not in PINS:
        raise Refused(EINVAL)
    return number


def mode(host: BoardHost, text: str) -> str:
    """`<pin> <mode> <pull>`: indexes into MODES and PULLS."""
    number, mode_index, pull_index = integers(text, 3)
    is_known = 0 <= mode_index < len(MODES) and 0 <= pull_index < len(PULLS)
    if not is_known or (mode_index > 0 and number in INPUT_ONLY):
        raise Refused(EINVAL)
    pwm.of(host.board).take_off(pin_number(number))
    host.board.pins.configure(number, MODES[mode_index], PULLS[pull_index])
    return ""


def read(host: BoardHost, text: str) -> str:
    """`<pin>` -> 1 where it is high, nothing where it is low: an empty answer costs the guest the least."""
    (number,) = integers(text, 1)
    host.board.look()
    return "1" if host.board.pins.level(pin_number(number)) else ""


def write(host: BoardHost, text: str) -> str:
    """`<pin> <level>`."""
    number, level = integers(text, 2)
    level = int(level != 0)
    if host.board.pins.has(pin_number(number), level):
        host.board.repeat(WRITE_US)
    else:
        host.board.pins.write(number, level)
        host.board.spend(WRITE_US)
    return ""


def watch(host: BoardHost, text: str) -> str:
    """`<pin> <edges>`: interrupt `pin:<pin>` on them."""
    number, edges = integers(text, 2)
    if not 0 <= edges <= RISING | FALLING:
        raise Refused(EINVAL)
    host.board.pins.watch(pin_number(number), edges)
    return ""


def toggle(host: BoardHost, text: str) -> str:
    """`<pin>`: the opposite of what was written last."""
    (number,) = integers(text, 1)
    return write(host, f"{number} {1 - host.board.pins[pin_number(number)].output}")


def hold(host: BoardHost, text: str) -> str:
    """`<pin> <0 or 1>`: keep the pin as it is whatever is written, or no longer (Pin's `hold`)."""
    number, is_held = integers(text, 2)
    host.board.pins.hold(pin_number(number), is_held=bool(is_held))
    return ""


def foresee_read(host: BoardHost, text: str) -> tuple[str, int]:
    """Foresee a pin's level."""
    (number,) = integers(text, 1)
    pins = host.board.pins
    change_us = pins.next_change_us(pin_number(number))
    for_us = FOR_EVER if change_us is None else change_us - host.board.now_us - 1
    return "1" if pins.level(number) else "", for_us


def foresee_write(host: BoardHost, text: str) -> tuple[str, int] | None:
    """Foresee that a level is written again."""
    number, level = integers(text, 2)
    return ("", FOR_EVER) if host.board.pins.has(pin_number(number), int(level != 0)) else None


FORESEEN: dict[str, Foresight] = {"pin-read": foresee_read, "pin-write": foresee_write}
CALLS: dict[str, Call] = {
    "pin-mode": mode,
    "pin-read": read,
    "pin-write": write,
    "pin-watch": watch,
    "pin-toggle": toggle,
    "pin-hold": hold,
}
