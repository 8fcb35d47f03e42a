"""A serial line (UART) between the board and one part, bytes in both ways."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def _silence(data: bytes, t_us: int) -> None:
    """Nobody listens."""


@dataclass(slots=True)
class SerialLine:
    """One part's two wires. `baud` is the part's speed (None: any); at another speed each side hears rubbish.

    The part sets `hear(data, t_us)` and calls `say(data)` whenever it sends; the program's UART sets `on_said`.
    """

    baud: int | None = None
    hear: Callable[[bytes, int], None] = _silence
    on_said: Callable[[bytes], None] | None = field(default=None, repr=False)

    def say(self, data: bytes) -> None:
        """Send bytes to the board; they are lost while no UART is open on the line."""
        if self.on_said is not None:
            self.on_said(data)

    def at_speed(self, data: bytes, baud: int) -> bytes:
        """Return what the other side hears of `data` sent at `baud`."""
        return data if self.baud in (None, baud) else bytes(value >> 1 & 0x7F | 0x80 for value in data)
