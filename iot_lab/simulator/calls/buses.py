"""Calls about buses: I2C (by its two pins and an address) and single data wires (DHT, NeoPixel)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers, octets
from iot_lab.simulator.calls.pins import pin_number
from iot_lab.simulator.errno import EINVAL, ENODEV, ETIMEDOUT, Refused

if TYPE_CHECKING:
    from iot_lab.simulator.board import BusDevice
    from iot_lab.simulator.door import Call, Door

I2C_BYTE_US = 25
I2C_TIMEOUT_US = 50_000
LONGEST = 4096
SLOWEST_BYTE_NS = 1_000_000
ADDRESSES = range(0x08, 0x78)


def _i2c(door: Door, scl: int, sda: int) -> dict[int, BusDevice]:
    return door.board.i2c.get((pin_number(scl), pin_number(sda)), {})


def _is_stuck(door: Door, scl: int, sda: int) -> bool:
    """Say whether something holds a line low: a short circuit, a part that stretches for ever."""
    lines = [door.board.pins[pin_number(number)] for number in (scl, sda)]
    return any(line.outside == 0 and not line.is_cut for line in lines)


def _refuse_stuck_bus(door: Door, scl: int, sda: int) -> None:
    if _is_stuck(door, scl, sda):
        door.board.spend(I2C_TIMEOUT_US)
        raise Refused(ETIMEDOUT)


def i2c_scan(door: Door, text: str) -> str:
    """`<scl> <sda>` -> addresses that answer."""
    scl, sda = integers(text, 2)
    found = {} if _is_stuck(door, scl, sda) else _i2c(door, scl, sda)
    door.board.spend(len(ADDRESSES) * I2C_BYTE_US)
    door.board.record("i2c-scan", f"{scl},{sda}", sorted(found))
    return " ".join(str(address) for address in sorted(found))


def i2c_write(door: Door, text: str) -> str:
    """`<scl> <sda> <address> <hex>`; ENODEV when nobody acknowledges."""
    head, _, data_text = text.rpartition(" ")
    scl, sda, address = integers(head, 3)
    data = octets(data_text)
    _refuse_stuck_bus(door, scl, sda)
    device = _i2c(door, scl, sda).get(address)
    door.board.spend((1 + len(data)) * I2C_BYTE_US)
    is_taken = device is not None and device.write(data, door.board.now_us)
    door.board.record("i2c-write", f"{address:#04x}", {"data": data, "taken": is_taken})
    if not is_taken:
        raise Refused(ENODEV)
    return ""


def i2c_read(door: Door, text: str) -> str:
    """`<scl> <sda> <address> <size>` -> hex; ENODEV when nobody answers."""
    scl, sda, address, size = integers(text, 4)
    if not 0 <= size <= LONGEST:
        raise Refused(EINVAL)
    _refuse_stuck_bus(door, scl, sda)
    device = _i2c(door, scl, sda).get(address)
    door.board.spend((1 + size) * I2C_BYTE_US)
    data = device.read(size, door.board.now_us) if device is not None else None
    door.board.record("i2c-read", f"{address:#04x}", data)
    if data is None:
        raise Refused(ENODEV)
    return data.hex()


def wire_read(door: Door, text: str) -> str:
    """`<pin> <size>` -> hex, from the part on a single wire; ETIMEDOUT when there is none."""
    number, size = integers(text, 2)
    part = door.board.wires.get(pin_number(number))
    data = part.read(min(max(size, 0), LONGEST), door.board.now_us) if part else None
    door.board.spend(5000)
    door.board.record("wire-read", str(number), data)
    if data is None:
        raise Refused(ETIMEDOUT)
    return data.hex()


def wire_write(door: Door, text: str) -> str:
    """`<pin> <nanoseconds a byte> <hex>`: a train of bits on one pin (WS2812B datasheet, data transfer time)."""
    head, _, data_text = text.rpartition(" ")
    number, byte_ns = integers(head, 2)
    data = octets(data_text)
    if part := door.board.wires.get(pin_number(number)):
        part.write(data, door.board.now_us)
    door.board.record("wire-write", str(number), data)
    door.board.spend(len(data) * max(0, min(byte_ns, SLOWEST_BYTE_NS)) // 1000)
    return ""


CALLS: dict[str, Call] = {
    "i2c-scan": i2c_scan,
    "i2c-write": i2c_write,
    "i2c-read": i2c_read,
    "wire-read": wire_read,
    "wire-write": wire_write,
}
