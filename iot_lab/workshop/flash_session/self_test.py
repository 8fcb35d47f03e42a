"""The last step of a board's preparation: the room hears it over Wi-Fi."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from iot_lab.boards.errors import BoardError, FlashStopped

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Iterable

    from iot_lab.store import BoardRecord

PATIENCE_S: Final = 30.0
_LOOK_EVERY_S: Final = 0.25
_MARGIN_MS: Final = 1000
"""A board is slower than this from its restart to its first message; the laptop may be busy meanwhile."""


class BoardNotInRoom(BoardError):
    """The kit runs and speaks over USB, yet the room's broker hears nothing of the board: Wi-Fi."""

    code = "board-not-in-room"


@dataclass(frozen=True, slots=True)
class SelfTest:
    """Waits until a board's `info`, sent after its restart, has come through the broker to the store."""

    boards: Callable[[], Iterable[BoardRecord]]
    patience_s: float = PATIENCE_S
    clock_s: Callable[[], float] = time.time

    def __call__(self, port: str, name: str, mac: str, stop: threading.Event) -> None:
        """Return once the board was heard. Raises BoardNotInRoom, FlashStopped."""
        since_ms = int(self.clock_s() * 1000) - _MARGIN_MS
        deadline_s = time.monotonic() + self.patience_s
        while not self._is_heard(name, mac, since_ms):
            if time.monotonic() > deadline_s:
                raise BoardNotInRoom(port=port, name=name, seconds=round(self.patience_s))
            if stop.wait(_LOOK_EVERY_S):
                raise FlashStopped(port=port)

    def _is_heard(self, name: str, mac: str, since_ms: int) -> bool:
        return any(
            board.name == name and (board.seen_ms or 0) >= since_ms and board.info.get("mac") == mac
            for board in self.boards()
        )
