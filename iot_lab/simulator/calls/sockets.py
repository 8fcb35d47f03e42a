"""Calls about sockets (ports/esp32/modsocket.c).

Bytes and names travel in hexadecimal; times are microseconds, -1: for ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.calls.arguments import integers, octets
from iot_lab.simulator.calls.waiting import wait, wait_us
from iot_lab.simulator.errno import EAGAIN, EINVAL, ENOTCONN, Refused
from iot_lab.simulator.network.lan import Stream, is_address
from iot_lab.simulator.network.sockets import Socket, Sockets

if TYPE_CHECKING:
    from iot_lab.simulator.board_host import BoardHost, Call

DATAGRAM: Final = 2
EADDRINUSE: Final = 112
EISCONN: Final = 127
LONGEST_READ: Final = 8192
BYTE_NS: Final = 1000
OVERHEAD_US: Final = 300


def opened(host: BoardHost, text: str) -> str:
    """`<type>` -> its number."""
    (kind,) = integers(text, 1)
    return str(sockets(host).open(Socket(is_datagram=kind == DATAGRAM)))


def resolve(host: BoardHost, text: str) -> str:
    """`<name>` -> its address; -202 where nobody knows it."""
    return host.link.lan.resolve(_host(text))


def connect(host: BoardHost, text: str) -> str:
    """`<socket> <us> <address> <port>`."""
    number, timeout, address, port = _fields(text, 4)
    socket, port_number = _socket(host, number), _port(port)
    if socket.stream is not None:
        raise Refused(EISCONN)
    if not is_address(address):
        raise Refused(EINVAL)
    socket.port = 0
    if not socket.is_datagram:
        socket.stream = host.link.lan.connect(host.board, address, port_number, wait_us(timeout))
    return ""


def write(host: BoardHost, text: str) -> str:
    """`<socket> <us> <bytes>` -> how many."""
    number, timeout, data = _fields(text, 3)
    written = octets(data)
    _stream(host, number).write(written, wait_us(timeout))
    _spend(host, len(written))
    return str(len(written))


def read(host: BoardHost, text: str) -> str:
    """`<socket> <us> <how> <size>` -> `=<bytes>`, nothing after the end, `w <us left>` after an interrupt.

    `how`: `some` of what is there, `all` of the size unless it ends before, `line` up to its end.
    """
    number, timeout, how, size_text = _fields(text, 4)
    (size,) = integers(size_text, 1)
    if not 0 <= size <= LONGEST_READ or how not in ("some", "all", "line"):
        raise Refused(EINVAL)
    stream = _stream(host, number)
    host.board.look()
    limit_us = wait_us(timeout)
    try:
        left = wait(host, lambda: _is_ready(stream, how, size), limit_us)
    except Refused as refused:
        if refused.number != EAGAIN or not stream.waiting() or how == "some":
            raise
        left = ""
    if left:
        return left
    data = stream.waiting()[:size]
    if how == "line":
        data = data[: data.find(b"\n") + 1 or size]
    stream.take(len(data))
    _spend(host, len(data))
    return f"={data.hex()}"


def send_to(host: BoardHost, text: str) -> str:
    """`<socket> <address> <port> <bytes>`."""
    number, address, port, data = _fields(text, 4)
    socket = _socket(host, number)
    if not is_address(address):
        raise Refused(EINVAL)
    host.link.lan.datagram(host.board, address, _port(port), octets(data), socket.hear)
    _spend(host, len(data) // 2)
    return str(len(data) // 2)


def receive_from(host: BoardHost, text: str) -> str:
    """`<socket> <us> <size>` -> `=<bytes> <address> <port>`, `w <us left>` after an interrupt."""
    number, timeout, size = _fields(text, 3)
    socket = _socket(host, number)
    (most,) = integers(size, 1)
    if not socket.is_datagram:
        raise Refused(ENOTCONN)
    host.board.look()
    left = wait(host, lambda: bool(socket.datagrams), wait_us(timeout))
    if left:
        return left
    data, address, port = socket.datagrams.popleft()
    return f"={data[: max(0, most)].hex()} {address} {port}"


def bind(host: BoardHost, text: str) -> str:
    """`<socket> <port>`."""
    number, port = _fields(text, 2)
    if sockets(host).listener(_port(port)) is not None:
        raise Refused(EADDRINUSE)
    _socket(host, number).port = _port(port)
    return ""


def listen(host: BoardHost, text: str) -> str:
    """`<socket> <backlog>`."""
    number, backlog = integers(text, 2)
    sockets(host)[number].backlog = max(1, min(backlog, 255))
    return ""


def accept(host: BoardHost, text: str) -> str:
    """`<socket> <us>` -> `<new socket> <address> <port>`, `w <us left>` after an interrupt."""
    number, timeout = _fields(text, 2)
    socket = _socket(host, number)
    if not socket.backlog:
        raise Refused(EINVAL)
    host.board.look()
    left = wait(host, lambda: bool(socket.visitors), wait_us(timeout))
    if left:
        return left
    visitor = Socket(is_datagram=False, stream=socket.visitors.popleft())
    return f"{sockets(host).open(visitor)} 192.168.4.1 50000"


def close(host: BoardHost, text: str) -> str:
    """`<socket>`."""
    (number,) = integers(text, 1)
    sockets(host).close(number)
    return ""


def sockets(host: BoardHost) -> Sockets:
    """Return the sockets of this boot."""
    found: Sockets = host.board.services.setdefault("sockets", Sockets())
    return found


def _is_ready(stream: Stream, how: str, size: int) -> bool:
    waiting = stream.waiting()
    enough = len(waiting) >= size or (how == "some" and waiting) or (how == "line" and b"\n" in waiting)
    return bool(enough) or stream.is_ended()


def _socket(host: BoardHost, number: str) -> Socket:
    return sockets(host)[integers(number, 1)[0]]


def _stream(host: BoardHost, number: str) -> Stream:
    stream = _socket(host, number).stream
    if stream is None:
        raise Refused(ENOTCONN)
    return stream


def _port(text: str) -> int:
    (port,) = integers(text, 1)
    if not 0 <= port <= 65535:
        raise Refused(EINVAL)
    return port


def _host(text: str) -> str:
    try:
        return octets(text).decode()
    except UnicodeDecodeError:
        raise Refused(EINVAL) from None


def _fields(text: str, count: int) -> list[str]:
    fields = text.split(" ")
    if len(fields) != count:
        raise Refused(EINVAL)
    return fields


def _spend(host: BoardHost, size: int) -> None:
    host.board.spend(OVERHEAD_US + size * BYTE_NS // 1000)


CALLS: dict[str, Call] = {
    "socket-open": opened,
    "socket-resolve": resolve,
    "socket-connect": connect,
    "socket-write": write,
    "socket-read": read,
    "socket-send-to": send_to,
    "socket-receive-from": receive_from,
    "socket-bind": bind,
    "socket-listen": listen,
    "socket-accept": accept,
    "socket-close": close,
}
