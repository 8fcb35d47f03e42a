"""The sockets of one boot: TCP to others, UDP, and a small server, as lwIP on an ESP32 numbers and bounds them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from iot_lab.simulator.errno import EBADF, Refused

if TYPE_CHECKING:
    from iot_lab.simulator.network.lan import Stream

# lwIP's numbers begin here on an ESP32 (LWIP_SOCKET_OFFSET), CONFIG_LWIP_MAX_SOCKETS at once.
FIRST_NUMBER: Final = 48
MOST_SOCKETS: Final = 10
ENFILE: Final = 23
MAX_WAITING: Final = 16


@dataclass(slots=True)
class Socket:
    """One socket: what it is follows from what was done with it."""

    is_datagram: bool
    stream: Stream | None = None
    port: int = 0
    backlog: int = 0
    visitors: deque[Stream] = field(default_factory=deque)
    datagrams: deque[tuple[bytes, str, int]] = field(default_factory=lambda: deque(maxlen=MAX_WAITING))

    def hear(self, data: bytes, address: str, port: int) -> None:
        """Keep a datagram until the program reads it."""
        self.datagrams.append((data, address, port))


class Sockets:
    """All of them, by number."""

    def __init__(self) -> None:
        self._all: dict[int, Socket] = {}

    def open(self, socket: Socket) -> int:
        """Give a socket the first free number; raises Refused(ENFILE)."""
        for number in range(FIRST_NUMBER, FIRST_NUMBER + MOST_SOCKETS):
            if number not in self._all:
                self._all[number] = socket
                return number
        raise Refused(ENFILE)

    def __getitem__(self, number: int) -> Socket:
        """Raise Refused(EBADF) for a number that is not open."""
        if number not in self._all:
            raise Refused(EBADF)
        return self._all[number]

    def close(self, number: int) -> None:
        """Close one; nothing where it is closed."""
        socket = self._all.pop(number, None)
        if socket is not None and socket.stream is not None:
            socket.stream.close()

    def reset(self) -> None:
        """Forget all of them: the board was reset."""
        for number in list(self._all):
            self.close(number)

    def listener(self, port: int) -> Socket | None:
        """Return the socket that listens on a port and has room for one more visitor."""
        found = [one for one in self._all.values() if one.port == port and one.backlog]
        return next((one for one in found if len(one.visitors) < one.backlog), None)
