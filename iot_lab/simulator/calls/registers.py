"""Calls about the GPIO registers that courses read and write by `machine.mem32` (technical reference 4.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.peripherals.pins import INPUT_ONLY, OUTPUTS, PINS

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board_host import BoardHost, Call

OUT, ENABLE, IN = 0x04, 0x20, 0x3C
"""Of the pins 0 to 31; those of 32 to 39 are in the register of SECOND."""
SECOND: Final = {0x10: OUT, 0x2C: ENABLE, 0x40: IN}
LEVEL, DIRECTION = "level", "direction"
WRITES: Final = {
    0x04: (LEVEL, 0), 0x08: (LEVEL, 0), 0x0C: (LEVEL, 0), 0x10: (LEVEL, 32), 0x14: (LEVEL, 32), 0x18: (LEVEL, 32),
    0x20: (DIRECTION, 0), 0x24: (DIRECTION, 0), 0x28: (DIRECTION, 0),
    0x2C: (DIRECTION, 32), 0x30: (DIRECTION, 32), 0x34: (DIRECTION, 32),
}  # fmt: skip
"""What is written there, and the first pin; of each three, all bits, those to set, those to clear."""
SETS: Final = frozenset({0x08, 0x14, 0x24, 0x30})
CLEARS: Final = frozenset({0x0C, 0x18, 0x28, 0x34})
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
    """`<offset> <bits>`: levels or directions of outputs, or those to set or to clear."""
    offset, bits = integers(text, 2)
    if offset not in WRITES:
        raise Refused(EINVAL)
    what, first = WRITES[offset]
    is_whole = offset not in SETS | CLEARS
    for number in sorted(PINS):
        bit = bits >> (number - first) & 1 if 0 <= number - first < 32 else None
        if bit or (bit is not None and is_whole):
            _change(host, number, what, bit if is_whole else int(offset in SETS))
    host.board.spend(ACCESS_US)
    return ""


def _change(host: BoardHost, number: int, what: str, bit: int) -> None:
    pins = host.board.pins
    if what == LEVEL:
        pins.write(number, bit)
    elif number not in INPUT_ONLY and bool(bit) != (pins[number].mode in OUTPUTS):
        pins.configure(number, "out" if bit else "in", pins[number].pull)


CALLS: dict[str, Call] = {"register-read": read, "register-write": write}
