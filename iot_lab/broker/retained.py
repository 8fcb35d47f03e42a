"""The last retained message of each topic (section 3.3.1.3), within bounds. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.broker.filters import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.broker.session import Message


class RetainedMessages:
    """Topic -> message; a new topic beyond the bounds is not kept."""

    def __init__(self, most_messages: int, most_bytes: int) -> None:
        self._most_messages, self._most_bytes = most_messages, most_bytes
        self._messages: dict[str, Message] = {}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._messages)

    def __iter__(self) -> Iterator[Message]:
        return iter(self._messages.values())

    def set(self, message: Message) -> bool:
        """Keep the message, or forget the topic's where its payload is empty; False where there was no room."""
        old = self._messages.pop(message.topic, None)
        if old is not None:
            self._bytes -= _size(old)
        if not message.payload:
            return True
        if len(self._messages) >= self._most_messages or self._bytes + _size(message) > self._most_bytes:
            return False
        self._messages[message.topic] = message
        self._bytes += _size(message)
        return True

    def matching(self, topic_filter: str) -> list[Message]:
        """Return the retained messages that a new subscription gets."""
        if "+" not in topic_filter and "#" not in topic_filter:
            found = self._messages.get(topic_filter)
            return [found] if found else []
        return [message for topic, message in self._messages.items() if matches(topic_filter, topic)]


def _size(message: Message) -> int:
    return len(message.raw_topic) + len(message.payload)
