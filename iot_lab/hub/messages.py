"""A message as it came from the broker, and the bounded place where messages wait for the store."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class ReceivedMessage(NamedTuple):
    """One PUBLISH. `payload` is None where it was too long to be read; `link` counts the hub's connections."""

    topic: bytes
    payload: bytes | None
    packet_id: int
    qos: int
    is_repeat: bool
    is_retained: bool
    arrival_ms: int
    link: int


class Inbox:
    """Messages received and not yet stored. One thread puts, one takes.

    When it is full, messages of QoS 0 are lost (and counted); those of QoS 1 are not acknowledged, so the broker keeps
    them: `owes_redelivery` then tells that the link must be made again to get them.
    """

    def __init__(self, most_messages: int, most_bytes: int) -> None:
        self._most_messages = most_messages
        self._most_bytes = most_bytes
        self._waiting: deque[ReceivedMessage] = deque()
        self._bytes_in = self._bytes_out = 0
        self.received = self.taken = 0
        self.overflowed = 0
        self.owes_redelivery = False

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def waiting_bytes(self) -> int:
        """Bytes of topics and payloads that wait."""
        return self._bytes_in - self._bytes_out

    @property
    def oldest_ms(self) -> int | None:
        """When the oldest that waits arrived, None where none waits."""
        try:
            return self._waiting[0].arrival_ms
        except IndexError:
            return None

    def put(self, messages: Sequence[ReceivedMessage]) -> None:
        """Keep messages where there is room."""
        self.received += len(messages)
        size = sum(_size(message) for message in messages)
        if not self.owes_redelivery and self._has_room(len(messages), size):
            self._bytes_in += size
            self._waiting.extend(messages)
            return
        for message in messages:
            self._put_if_room(message)

    def take(self, most: int, most_bytes: int) -> list[ReceivedMessage]:
        """Take the oldest messages out, one at least: a message is a sample of one number, or a block of hundreds."""
        taken: list[ReceivedMessage] = []
        size = 0
        while self._waiting and len(taken) < most and size < most_bytes:
            taken.append(self._waiting.popleft())
            size += _size(taken[-1])
        self.taken += len(taken)
        self._bytes_out += size
        return taken

    def _put_if_room(self, message: ReceivedMessage) -> None:
        size = _size(message)
        if message.qos and self.owes_redelivery:
            return  # it will come again, after the older ones
        if self._has_room(1, size):
            self._bytes_in += size
            self._waiting.append(message)
        elif message.qos:
            self.owes_redelivery = True
        else:
            self.overflowed += 1

    def _has_room(self, messages: int, size: int) -> bool:
        return len(self._waiting) + messages <= self._most_messages and self.waiting_bytes + size <= self._most_bytes


def _size(message: ReceivedMessage) -> int:
    return len(message.topic) + len(message.payload or b"")
