"""Calls about UARTs 1 and 2 (0 is the console, which prints)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.calls.arguments import LARGEST, integers, octets
from iot_lab.simulator.calls.pins import pin_number
from iot_lab.simulator.errno import EINVAL, Refused
from iot_lab.simulator.peripherals.serial_line import SerialLine
from iot_lab.simulator.peripherals.uart import Uart

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call

MOST_RXBUF = 16_384
CALL_US = 10


class Uarts(dict[int, Uart]):
    """The board's open UARTs by their numbers."""

    def reset(self) -> None:
        """Close them."""
        for uart in self.values():
            uart.close()
        self.clear()


def open_uarts(host: BoardHost) -> Uarts:
    """Return the board's open UARTs."""
    uarts: Uarts = host.board.services.setdefault("uarts", Uarts())
    return uarts


def open_uart(host: BoardHost, text: str) -> str:
    """`<number> <tx> <rx> <bauds> <bits of a frame> <size of the receive buffer>`."""
    number, tx, rx, baud, frame_bits, rxbuf = integers(text, 6)
    if number not in range(3) or not 1 <= baud <= 5_000_000 or not 0 <= rxbuf <= MOST_RXBUF:
        raise Refused(EINVAL)
    if number == 0:
        return ""
    close(host, str(number))
    line = host.board.uarts.setdefault((pin_number(tx), pin_number(rx)), SerialLine())
    open_uarts(host)[number] = Uart(
        host.board, f"uart:{number}", line, baud, max(7, min(frame_bits, 13)), max(rxbuf, 128)
    )
    return ""


def close(host: BoardHost, text: str) -> str:
    """`<number>`: what comes later is lost."""
    (number,) = integers(text, 1)
    uart = open_uarts(host).pop(number, None)
    if uart is not None:
        uart.close()
    return ""


def write(host: BoardHost, text: str) -> str:
    """`<number> <hex>` -> how many bytes were taken, 0 when it is closed."""
    head, _, data_text = text.rpartition(" ")
    (number,) = integers(head, 1)
    data = octets(data_text)
    uart = open_uarts(host).get(number)
    if uart is None:
        return "0"
    host.board.record("uart-write", str(number), data)
    uart.write(data)
    host.board.spend(CALL_US)
    return str(len(data))


def read(host: BoardHost, text: str) -> str:
    """`<number> <size, -1: all> <timeout ms> <timeout between bytes ms> any|line` -> hex."""
    head, _, until = text.rpartition(" ")
    number, size, timeout_ms, timeout_char_ms = integers(head, 4)
    uart = open_uarts(host).get(number)
    if uart is None:
        return ""
    host.board.look()
    pauses_us = (min(max(timeout_ms, 0) * 1000, LARGEST), min(max(timeout_char_ms, 0) * 1000, LARGEST))
    data = uart.read(size if size >= 0 else MOST_RXBUF, pauses_us, is_line=until == "line")
    if data:
        host.board.record("uart-read", str(number), data)
    return data.hex()


def waiting(host: BoardHost, text: str) -> str:
    """`<number>` -> how many bytes wait to be read."""
    (number,) = integers(text, 1)
    host.board.look()
    uart = open_uarts(host).get(number)
    return str(len(uart.received)) if uart else "0"


def left(host: BoardHost, text: str) -> str:
    """`<number>` -> for how many microseconds more it will be sending."""
    (number,) = integers(text, 1)
    host.board.look()
    uart = open_uarts(host).get(number)
    return str(max(0, uart.sent_us - host.board.now_us)) if uart else "0"


def watch(host: BoardHost, text: str) -> str:
    """`<number> <0 or 1>`: interrupt `uart:<number>` when bytes have come."""
    number, is_watched = integers(text, 2)
    uart = open_uarts(host).get(number)
    if uart is not None:
        uart.watch(is_watched=bool(is_watched))
    return ""


CALLS: dict[str, Call] = {
    "uart-open": open_uart,
    "uart-close": close,
    "uart-write": write,
    "uart-read": read,
    "uart-any": waiting,
    "uart-left": left,
    "uart-watch": watch,
}
