"""One UART of the board: it sends and receives at its speed, and forgets what does not fit its buffer.

Source: ESP32 technical reference 13 (UART); buffers and timeouts as ports/esp32/machine_uart.c of MicroPython.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from iot_lab.simulator.agenda import Agenda

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.peripherals.serial_line import SerialLine

SEND_ROOM: Final = 256 + 128
BURST: Final = 16
# Something that may interrupt a program that has ended; it is in no agenda.
WATCHED: Final = Agenda(0, 0, lambda: None)


class Uart:
    """A UART that is open on a line, `frame_bits` bits a byte, start and stop included."""

    def __init__(self, board: Board, key: str, line: SerialLine, baud: int, frame_bits: int, rxbuf: int) -> None:
        self._board = board
        self._key = key
        self._line = line
        self._baud = baud
        self._byte_ns = frame_bits * 1_000_000_000 // baud
        self._rxbuf = rxbuf
        self._is_watched = False
        self._heard_us = 0
        self.received = bytearray()
        self.sent_us = 0
        line.on_said = self._begin_to_hear

    def close(self) -> None:
        """Hear nothing more."""
        self._line.on_said = None
        self.watch(is_watched=False)

    def watch(self, *, is_watched: bool) -> None:
        """Interrupt the guest when bytes have come, or no longer."""
        self._is_watched = is_watched
        if is_watched:
            self._board.alarms[self._key] = WATCHED
        else:
            self._board.alarms.pop(self._key, None)

    def write(self, data: bytes) -> None:
        """Send; the caller waits while the buffer is full."""
        start_us = max(self.sent_us, self._board.now_us)
        self.sent_us = start_us + self._lasts_us(len(data))
        for at in range(0, len(data), BURST):
            part = data[at : at + BURST]
            due_us = start_us + self._lasts_us(at + len(part))
            self._board.schedule(due_us, partial(self._arrive, self._line.at_speed(part, self._baud)))
        room_us = self.sent_us - self._lasts_us(SEND_ROOM)
        self._board.wait_for(lambda: self._board.now_us >= room_us, room_us)

    def _arrive(self, data: bytes) -> None:
        self._line.hear(data, self._board.now_us)

    def _lasts_us(self, size: int) -> int:
        return size * self._byte_ns // 1000

    def _begin_to_hear(self, data: bytes) -> None:
        start_us = max(self._heard_us, self._board.now_us)
        self._heard_us = start_us + self._lasts_us(len(data))
        for at in range(0, len(data), BURST):
            part = self._line.at_speed(data[at : at + BURST], self._baud)
            due_us = start_us + self._lasts_us(at + len(part))
            self._board.schedule(due_us, partial(self._hear, part))

    def _hear(self, data: bytes) -> None:
        if self._line.on_said is None:
            return
        self.received += data[: max(0, self._rxbuf - len(self.received))]
        if self._is_watched:
            self._board.interrupt(self._key)

    def read(self, size: int, pauses_us: tuple[int, int], *, is_line: bool) -> bytes:
        """Return up to `size` bytes, or up to a line's end; waits for the first and then for each further byte."""
        board, (first_us, next_us) = self._board, pauses_us
        until_us = board.now_us + first_us
        while not self._is_enough(size, is_line=is_line):
            before = len(self.received)
            board.wait_for(lambda before=before: len(self.received) > before, until_us)  # type: ignore[misc]
            if len(self.received) == before:
                break
            until_us = board.now_us + max(first_us, next_us)
        end = self.received.find(b"\n") + 1 if is_line and b"\n" in self.received else size
        data = bytes(self.received[:end])
        del self.received[:end]
        return data

    def _is_enough(self, size: int, *, is_line: bool) -> bool:
        return len(self.received) >= size or (is_line and b"\n" in self.received)
