"""What a board's sockets reach, whatever is behind them: one interface for the virtual network and the real one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.simulator.board import Board

# lwIP's EAI_FAIL, negative as MicroPython raises it.
NAME_UNKNOWN: Final = -202
NTP_PORT: Final = 123
# From 1900, where NTP counts from, to 1970 (RFC 5905, 6).
NTP_1970: Final = 2_208_988_800


class Stream(Protocol):
    """One TCP connection. Methods raise `errno.Refused` with an ESP32's errno."""

    def write(self, data: bytes, timeout_us: int | None) -> None: ...

    def waiting(self) -> bytes:
        """Return what arrived and was not taken."""

    def take(self, size: int) -> bytes:
        """Return the first bytes that wait, and forget them."""

    def is_ended(self) -> bool:
        """Say whether nothing more will arrive."""

    def close(self) -> None: ...


class Lan(Protocol):
    """The network around a board."""

    def resolve(self, host: str) -> str:
        """Return the address of a name; raises Refused(NAME_UNKNOWN)."""

    def connect(self, board: Board, address: str, port: int, timeout_us: int | None) -> Stream:
        """Open a connection; raises Refused."""

    def datagram(
        self, board: Board, address: str, port: int, data: bytes, hear: Callable[[bytes, str, int], None]
    ) -> None:
        """Send a UDP datagram; `hear` gets what is answered."""


def ntp_answer(question: bytes, unix_s: float) -> bytes:
    """Return an NTP server's answer (RFC 5905, 7.3): version 4, mode 4, stratum 2, and the time."""
    now = round((unix_s + NTP_1970) * 2**32).to_bytes(9, "big")[-8:]
    return bytes((0x24, 2, 0, 0)) + bytes(12) + now + question[40:48].ljust(8, b"\0") + now + now


def is_address(host: str) -> bool:
    """Say whether `host` is four numbers with dots."""
    numbers = host.split(".")
    return len(numbers) == 4 and all(one.isdecimal() and len(one) < 4 and int(one) < 256 for one in numbers)
