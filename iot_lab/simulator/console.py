"""What a live board prints, sent to its `log` topic: through the program's own connection, else through one of ours.

A program that prints without end is slowed to RATE lines a second; how many lines were left out is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.calls.arguments import Refused
from iot_lab.simulator.mqtt_link import Connection, ConnectRefused, Message, MqttLink, Session

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board

RATE_PER_S: Final = 10.0
BURST: Final = 40.0
LONGEST_LINE: Final = 400
MAX_WAITING: Final = 60
RETRY_US: Final = 10_000_000


class Console:
    """The lines of one board; `connections` are those of its program."""

    def __init__(self, board: Board, link: MqttLink, session: Session, topic: str) -> None:
        self._board = board
        self._link = link
        self._session = session
        self._topic = topic
        self._own: Connection | None = None
        self._next_try_us = 0
        self._tokens, self._filled_us = BURST, 0
        self._left_out = 0
        self._lines: list[str] = []

    def add(self, text: str) -> None:
        """Take what was printed."""
        for line in text.rstrip("\n").split("\n"):
            if len(self._lines) < MAX_WAITING and self._take_token():
                self._lines.append(line[:LONGEST_LINE])
            else:
                self._left_out += 1
        self.flush()

    def flush(self) -> None:
        """Send what waits, when a connection is open or can be opened."""
        connection = self._connection() if self._lines else None
        if connection is None:
            return
        lines, self._lines = self._lines, []
        if self._left_out:
            lines.append(f"[+{self._left_out}]")
            self._left_out = 0
        try:
            connection.publish(Message(self._topic, "\n".join(lines).encode()))
        except Refused:
            self._lines = lines

    def close(self) -> None:
        """Close our own connection."""
        if self._own is not None:
            self._own.close()

    def _connection(self) -> Connection | None:
        theirs: dict[str, Connection] = self._board.services.get("mqtt", {})
        candidates = [*theirs.values(), *([self._own] if self._own else [])]
        for connection in candidates:
            if connection.is_open:
                return connection
        return self._open()

    def _open(self) -> Connection | None:
        if self._board.now_us < self._next_try_us:
            return None
        self._next_try_us = self._board.now_us + RETRY_US
        if self._own is not None:
            self._own.close(is_lost=True)
            self._own = None
        try:
            self._own = self._link.open(self._board, self._session)
        except (Refused, ConnectRefused):
            return None
        return self._own

    def _take_token(self) -> bool:
        now_us = self._board.now_us
        self._tokens = min(BURST, self._tokens + (now_us - self._filled_us) / 1e6 * RATE_PER_S)
        self._filled_us = now_us
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
