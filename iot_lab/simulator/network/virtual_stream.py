"""The bytes of one TCP connection in virtual time; `other` is who answers at its far end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from iot_lab.simulator.network.tcp import Tcp


class Other(Protocol):
    """The far end."""

    def wrote(self, data: bytes, timeout_us: int | None) -> None:
        """The board writes; raises Refused where it cannot."""

    def closed(self) -> None:
        """The board closes the connection."""


class VirtualStream:
    """The board's end."""

    other: Other

    def __init__(self, tcp: Tcp) -> None:
        self.tcp = tcp
        self._arrived = bytearray()

    def write(self, data: bytes, timeout_us: int | None) -> None:
        self.tcp.check()
        self.other.wrote(data, timeout_us)

    def waiting(self) -> bytes:
        """Return what arrived and was not taken."""
        return bytes(self._arrived)

    def take(self, size: int) -> bytes:
        """Return the first bytes that wait."""
        taken = bytes(self._arrived[:size])
        del self._arrived[:size]
        return taken

    def is_ended(self) -> bool:
        """Say whether nothing more will arrive."""
        return self.tcp.is_ended

    def close(self) -> None:
        """Close it, and tell the other end."""
        if not self.tcp.is_closed:
            self.other.closed()
            self.tcp.close()

    def say(self, data: bytes) -> None:
        """The other end writes: to be called when it is heard."""
        self._arrived += data
