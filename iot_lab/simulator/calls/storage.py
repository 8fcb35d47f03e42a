"""Calls about what outlives a reset: NVS, RTC memory, the clock. Names and blobs travel in hexadecimal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import integers, octets
from iot_lab.simulator.chip import RTC_MEMORY_BYTES
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.storage.nvs import NvsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board_host import BoardHost, Call

# Writing an entry of NVS: 32 bytes of a page that is erased already.
NVS_WRITE_US, NVS_READ_US = 1_000, 100
HALF = 1 << 31


def nvs_open(host: BoardHost, text: str) -> str:
    """`<namespace>` -> nothing, or an error as all of these: `-<code> <name>`."""
    return _try(lambda: host.chip.nvs.open(_name(text)))


def nvs_set_number(host: BoardHost, text: str) -> str:
    """`<namespace> <key> <number of 32 bits>`."""
    namespace, key, value = _words(text, 3)
    (number,) = integers(value, 1)
    host.board.spend(NVS_WRITE_US)
    signed = (number + HALF) % (2 * HALF) - HALF
    return _try(lambda: host.chip.nvs.set(_name(namespace), _name(key), signed))


def nvs_set_blob(host: BoardHost, text: str) -> str:
    """`<namespace> <key> <hex>`."""
    namespace, key, data = _words(text, 3)
    host.board.spend(NVS_WRITE_US)
    return _try(lambda: host.chip.nvs.set(_name(namespace), _name(key), octets(data)))


def nvs_number(host: BoardHost, text: str) -> str:
    """`<namespace> <key>` -> `=<number>`."""
    namespace, key = _words(text, 2)
    host.board.spend(NVS_READ_US)
    return _try(lambda: f"={host.chip.nvs.number(_name(namespace), _name(key))}")


def nvs_blob(host: BoardHost, text: str) -> str:
    """`<namespace> <key>` -> `=<hex>`."""
    namespace, key = _words(text, 2)
    host.board.spend(NVS_READ_US)
    return _try(lambda: f"={host.chip.nvs.blob(_name(namespace), _name(key)).hex()}")


def nvs_erase(host: BoardHost, text: str) -> str:
    """`<namespace> <key>`."""
    namespace, key = _words(text, 2)
    host.board.spend(NVS_WRITE_US)
    return _try(lambda: host.chip.nvs.erase(_name(namespace), _name(key)))


def rtc_memory(host: BoardHost, text: str) -> str:
    """Nothing, or `=<hex>` to store -> what is stored, in hexadecimal."""
    if text:
        data = octets(text[1:])
        if len(data) > RTC_MEMORY_BYTES:
            raise Refused(EINVAL)
        host.chip.rtc_memory = data
    return host.chip.rtc_memory.hex()


def temperature(host: BoardHost, _text: str) -> str:
    """Return the chip's inner temperature in whole degrees Fahrenheit: 46 degrees Celsius, as in a warm room."""
    wave = host.board.now_us // 7_000_000 % 3
    return str(115 + wave)


def clock(host: BoardHost, _text: str) -> str:
    """Return microseconds since 2000 on the board's own clock, which counts from there at power-on."""
    host.board.look_at_clock()
    return str(host.board.now_us + host.chip.rtc_offset_us)


def set_clock(host: BoardHost, text: str) -> str:
    """`<microseconds since 2000>`."""
    (now_us,) = integers(text, 1)
    host.chip.rtc_offset_us = now_us - host.board.now_us
    return ""


def _try(act: Callable[[], str | None]) -> str:
    try:
        return act() or ""
    except NvsError as error:
        return f"-{error.number} {error.name}"


def _words(text: str, count: int) -> list[str]:
    words = text.split(" ")
    if len(words) != count:
        raise Refused(EINVAL)
    return words


def _name(field: str) -> str:
    try:
        return octets(field).decode()
    except UnicodeDecodeError:
        raise Refused(EINVAL) from None


CALLS: dict[str, Call] = {
    "nvs-open": nvs_open,
    "nvs-set-number": nvs_set_number,
    "nvs-set-blob": nvs_set_blob,
    "nvs-number": nvs_number,
    "nvs-blob": nvs_blob,
    "nvs-erase": nvs_erase,
    "rtc-memory": rtc_memory,
    "chip-temperature": temperature,
    "clock": clock,
    "clock-set": set_clock,
}
