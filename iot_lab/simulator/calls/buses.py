"""Calls about buses: I2C (by its two pins and an address) and single data wires (DHT, NeoPixel)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers, octets
from iot_lab.simulator.calls.pins import pin_number
from iot_lab.simulator.errno import EINVAL, ENODEV, ETIMEDOUT, Refused

if TYPE_CHECKING:
    from iot_lab.simulator.board import BusDevice
    from iot_lab.simulator.board_host import BoardHost, Call

I2C_BYTE_US = 25
I2C_TIMEOUT_US = 50_000
LONGEST = 4096
SLOWEST_BYTE_NS = 1_000_000
ADDRESSES = range(0x08, 0x78)


def _i2c(host: BoardHost, scl: int, sda: int) -> dict[int, BusDevice]:
    return host.board.i2c.get((pin_number(scl), pin_number(sda)), {})


def _is_stuck(host: BoardHost, scl: int, sda: int) -> bool:
    """Say whether something holds a line low: a short circuit, a part that stretches for ever."""
    lines = [host.board.pins[pin_number(number)] for number in (scl, sda)]
    return any(line.outside == 0 and not line.is_cut for line in lines)


def _refuse_stuck_bus(host: BoardHost, scl: int, sda: int) -> None:
    if _is_stuck(host, scl, sda):
        host.board.spend(I2C_TIMEOUT_US)
        raise Refused(ETIMEDOUT)


def i2c_scan(host: BoardHost, text: str) -> str:
    """`<scl> <sda>` -> addresses that answer."""
    scl, sda = integers(text, 2)
    found = {} if _is_stuck(host, scl, sda) else _i2c(host, scl, sda)
    host.board.spend(len(ADDRESSES) * I2C_BYTE_US)
    host.board.record("i2c-scan", f"{scl},{sda}", sorted(found))
    return " ".join(str(address) for address in sorted(found))


def i2c_write(host: BoardHost, text: str) -> str:
    """`<scl> <sda> <address> <hex>`; ENODEV when nobody acknowledges."""
    head, _, data_text = text.rpartition(" ")
    scl, sda, address = integers(head, 3)
    data = octets(data_text)
    _refuse_stuck_bus(host, scl, sda)
    device = _i2c(host, scl, sda).get(address)
    host.board.spend((1 + len(data)) * I2C_BYTE_US)
    is_taken = device is not None and device.write(data, host.board.now_us)
    host.board.record("i2c-write", f"{address:#04x}", {"data": data, "taken": is_taken})
    if not is_taken:
        raise Refused(ENODEV)
    return ""


def i2c_read(host: BoardHost, text: str) -> str:
    """`<scl> <sda> <address> <size>` -> hex; ENODEV when nobody answers."""
    scl, sda, address, size = integers(text, 4)
    if not 0 <= size <= LONGEST:
        raise Refused(EINVAL)
    _refuse_stuck_bus(host, scl, sda)
    device = _i2c(host, scl, sda).get(address)
    host.board.spend((1 + size) * I2C_BYTE_US)
    data = device.read(size, host.board.now_us) if device is not None else None
    host.board.record("i2c-read", f"{address:#04x}", data)
    if data is None:
        raise Refused(ENODEV)
    return data.hex()


def wire_read(host: BoardHost, text: str) -> str:
    """`<pin> <size>` -> hex, from the part on a single wire; ETIMEDOUT when there is none."""
    number, size = integers(text, 2)
    part = host.board.wires.get(pin_number(number))
    data = part.read(min(max(size, 0), LONGEST), host.board.now_us) if part else None
    host.board.spend(5000)
    host.board.record("wire-read", str(number), data)
    if data is None:
        raise Refused(ETIMEDOUT)
    return data.hex()


def wire_write(host: BoardHost, text: str) -> str:
    """`<pin> <nanoseconds a byte> <hex>`: a train of bits on one pin (WS2812B datasheet, data transfer time)."""
    head, _, data_text = text.rpartition(" ")
    number, byte_ns = integers(head, 2)
    data = octets(data_text)
    if part := host.board.wires.get(pin_number(number)):
        part.write(data, host.board.now_us)
    host.board.record("wire-write", str(number), data)
    host.board.spend(len(data) * max(0, min(byte_ns, SLOWEST_BYTE_NS)) // 1000)
    return ""


CALLS: dict[str, Call] = {
    "i2c-scan": i2c_scan,
    "i2c-write": i2c_write,
    "i2c-read": i2c_read,
    "wire-read": wire_read,
    "wire-write": wire_write,
}
