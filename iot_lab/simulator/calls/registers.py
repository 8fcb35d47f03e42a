"""Calls about the GPIO registers that courses read and write by `machine.mem32` (technical reference 4.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.peripherals.pins import OUTPUTS, PINS

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board_host import BoardHost, Call

OUT, ENABLE, IN = 0x04, 0x20, 0x3C
"""Of the pins 0 to 31; those of 32 to 39 are in the register of SECOND."""
SECOND: Final = {0x10: OUT, 0x2C: ENABLE, 0x40: IN}
SET, CLEAR = 0x08, 0x0C
SECOND_WRITES: Final = {0x14: SET, 0x18: CLEAR, 0x10: OUT}
ACCESS_US: Final = 1


def read(host: BoardHost, text: str) -> str:
    """`<offset>` -> its 32 bits."""
    (offset,) = integers(text, 1)
    pins, first = host.board.pins, 32 if offset in SECOND else 0
    looks: dict[int, Callable[[int], int | bool]] = {
        OUT: lambda number: pins[number].output,
        ENABLE: lambda number: pins[number].mode in OUTPUTS,
        IN: pins.level,
    }
    look = looks.get(SECOND.get(offset, offset))
    if look is None:
        raise Refused(EINVAL)
    host.board.spend(ACCESS_US)
    return str(sum(bool(look(number)) << number - first for number in PINS if 0 <= number - first < 32))


def write(host: BoardHost, text: str) -> str:
    """`<offset> <bits>`: output levels, or those to set or to clear."""
    offset, bits = integers(text, 2)
    first, act = 32 if offset in SECOND_WRITES else 0, SECOND_WRITES.get(offset, offset)
    if act not in (OUT, SET, CLEAR):
        raise Refused(EINVAL)
    for number in sorted(PINS):
        place = number - first
        if 0 <= place < 32 and (act == OUT or bits >> place & 1):
            host.board.pins.write(number, bits >> place & 1 if act == OUT else int(act == SET))
    host.board.spend(ACCESS_US)
    return ""


CALLS: dict[str, Call] = {"register-read": read, "register-write": write}
