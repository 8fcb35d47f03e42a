"""A socket that reads much at once, for a client that asks for little pieces; messages that came whole go together."""

from __future__ import annotations

import ssl
from typing import Any, Final

from iot_lab.mqtt.packets import PUBLISH

READ_AHEAD_BYTES: Final = 1 << 16


class ReadAhead:
    """A socket that reads much at once and hands it out in the small pieces that paho asks for."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner
        self._buffer = b""
        self._position = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def pending(self) -> int:
        """Return how many bytes wait here; paho then does not wait for the network."""
        waiting = len(self._buffer) - self._position
        return waiting + self._inner.pending() if isinstance(self._inner, ssl.SSLSocket) else waiting

    def publishes(self) -> list[tuple[int, bytes]]:
        """Return the whole PUBLISH packets of QoS 0 and 1 that come first; raises OSError as `recv`."""
        self._fill()
        found, position = packets_of(self._buffer, self._position)
        self._position = position
        return found

    def _fill(self) -> None:
        if self._position >= len(self._buffer):
            self._buffer, self._position = self._inner.recv(READ_AHEAD_BYTES), 0

    def recv(self, size: int) -> bytes:
        """Return at most `size` bytes; raises BlockingIOError where there are none."""
        self._fill()
        piece = self._buffer[self._position : self._position + size]
        self._position += len(piece)
        return piece


def packets_of(data: bytes, start: int) -> tuple[list[tuple[int, bytes]], int]:
    """Return the whole PUBLISH packets of QoS 0 and 1 from `start` on, as (first byte, body), and where they end."""
    found: list[tuple[int, bytes]] = []
    end = len(data)
    while end - start >= 2 and _is_taken(data[start]):
        length, body, shift = data[start + 1] & 127, start + 2, 7
        while data[body - 1] > 127 and body < end and shift < 28:
            length |= (data[body] & 127) << shift
            body, shift = body + 1, shift + 7
        if data[body - 1] > 127 or body + length > end:
            break
        found.append((data[start], data[body : body + length]))
        start = body + length
    return found, start


def _is_taken(first_byte: int) -> bool:
    return first_byte >> 4 == PUBLISH and first_byte & 6 <= 2
