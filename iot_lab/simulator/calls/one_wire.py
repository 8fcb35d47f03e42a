"""Calls about 1-Wire buses; times of the DS18B20 datasheet, "1-Wire signaling"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.calls.pins import pin_number
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.peripherals.one_wire import OneWireBus

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call

RESET_US, BIT_US = 960, 65


def _bus(host: BoardHost, number: int) -> OneWireBus:
    buses: dict[int, OneWireBus] = host.board.services.setdefault("one-wire", {})
    if number not in buses:
        buses[number] = OneWireBus(host.board.one_wire.setdefault(pin_number(number), []))
    return buses[number]


def reset(host: BoardHost, text: str) -> str:
    """`<pin>` -> 1 when a part is present."""
    (number,) = integers(text, 1)
    is_present = _bus(host, number).reset()
    host.board.spend(RESET_US)
    host.board.record("one-wire-reset", str(number), is_present)
    return str(int(is_present))


def write(host: BoardHost, text: str) -> str:
    """`<pin> <1 or 8 bits> <value>`."""
    number, count, value = integers(text, 3)
    bus, board = _bus(host, number), host.board
    _check(count)
    for place in range(count):
        board.spend(BIT_US)
        bus.write_bit(value >> place & 1, board.now_us)
    if count == 8:
        board.record("one-wire-write", str(number), value & 0xFF)
    return ""


def read(host: BoardHost, text: str) -> str:
    """`<pin> <1 or 8 bits>` -> the value."""
    number, count = integers(text, 2)
    bus, board = _bus(host, number), host.board
    _check(count)
    value = 0
    for place in range(count):
        board.spend(BIT_US)
        value |= bus.read_bit(board.now_us) << place
    if count == 8:
        board.record("one-wire-read", str(number), value)
    return str(value)


def _check(count: int) -> None:
    if count not in (1, 8):
        raise Refused(EINVAL)


CALLS: dict[str, Call] = {"one-wire-reset": reset, "one-wire-write": write, "one-wire-read": read}
