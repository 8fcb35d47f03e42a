"""Calls about waiting for several streams at once (extmod/modselect.c), and about the console's input."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.calls.arguments import integers
from iot_lab.simulator.calls.serial import open_uarts
from iot_lab.simulator.calls.sockets import sockets
from iot_lab.simulator.calls.waiting import wait, wait_us
from iot_lab.simulator.errno import EAGAIN, EINVAL, ETIMEDOUT, Refused
from iot_lab.simulator.peripherals.keyboard import keyboard

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call
    from iot_lab.simulator.network.sockets import Socket

IN, OUT, ERR, HUP = 1, 4, 8, 16
MOST_WATCHED: Final = 64
LOOK_US: Final = 20


def ready(host: BoardHost, text: str) -> str:
    """`<us> <kind>:<number>:<flags> ...` -> flags of each, or nothing when time is over, or `w <us left>`.

    `kind`: socket, uart, stdin. An interrupt is served first, as in every call that waits.
    """
    timeout, *watched = text.split(" ")
    if len(watched) > MOST_WATCHED:
        raise Refused(EINVAL)
    asked = [_asked(one) for one in watched]
    host.board.spend(LOOK_US)
    try:
        left = wait(host, lambda: any(_flags(host, *one) for one in asked), wait_us(timeout))
    except Refused as refused:
        if refused.number not in (EAGAIN, ETIMEDOUT):
            raise
        return ""
    return left or " ".join(str(_flags(host, *one)) for one in asked)


def _asked(text: str) -> tuple[str, int, int]:
    kind, _, numbers = text.partition(":")
    number, flags = integers(numbers.replace(":", " "), 2)
    if kind not in _KINDS:
        raise Refused(EINVAL)
    return kind, number, flags | ERR | HUP


def _flags(host: BoardHost, kind: str, number: int, asked: int) -> int:
    return _KINDS[kind](host, number) & asked


def _socket(host: BoardHost, number: int) -> int:
    socket = sockets(host)[number]
    if socket.is_datagram:
        return OUT | (IN if socket.datagrams else 0)
    if socket.backlog:
        return IN if socket.visitors else 0
    return _stream(socket)


def _stream(socket: Socket) -> int:
    """A socket that was never connected counts as hung up (ports/esp32/modsocket.c, socket_stream_ioctl)."""
    if socket.stream is None:
        return OUT | HUP
    if socket.stream.is_ended():
        return IN | OUT | HUP
    return OUT | (IN if socket.stream.waiting() else 0)


def _uart(host: BoardHost, number: int) -> int:
    uart = open_uarts(host).get(number)
    return OUT | (IN if uart is not None and uart.received else 0)


def _stdin(host: BoardHost, _number: int) -> int:
    return OUT | (IN if keyboard(host.board).waiting else 0)


_KINDS: Final = {"socket": _socket, "uart": _uart, "stdin": _stdin}


def typed(host: BoardHost, text: str) -> str:
    """`<us> all|line <size>` -> `=` and what was typed, or `w <us left>`."""
    timeout, _, rest = text.partition(" ")
    how, _, size_text = rest.partition(" ")
    (size,) = integers(size_text, 1)
    keys, is_line = keyboard(host.board), how == "line"
    host.show_prompt()

    def is_there() -> bool:
        has_enough = 0 <= size <= len(keys.waiting)
        return has_enough or "\x03" in keys.waiting or (is_line and "\n" in keys.waiting)

    left = wait(host, is_there, wait_us(timeout))
    return left or f"={keys.take(size, is_line=is_line)}"


CALLS: dict[str, Call] = {"streams-ready": ready, "typed": typed}
