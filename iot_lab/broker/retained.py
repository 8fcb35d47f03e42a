"""The last retained message of each topic (section 3.3.1.3), within bounds. Pure."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from iot_lab.mqtt.filters import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.broker.limits import BrokerLimits
    from iot_lab.broker.session import ApplicationMessage


class RetainedMessages:
    """Topic -> message and the account that published it; a new topic beyond the bounds is not kept."""

    def __init__(self, limits: BrokerLimits) -> None:
        self._limits = limits
        self._kept: dict[str, tuple[ApplicationMessage, str]] = {}
        self._of_account: Counter[str] = Counter()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def __iter__(self) -> Iterator[tuple[ApplicationMessage, str]]:
        return iter(self._kept.values())

    def set(self, message: ApplicationMessage, account: str) -> bool:
        """Keep the message instead of the topic's last; False where none is kept now (empty payload, or no room)."""
        old, owner = self._kept.pop(message.topic, (None, ""))
        if old is not None:
            self._bytes -= _size(old)
            self._of_account[owner] -= 1
        if not message.payload or not self._has_room(message, account):
            return False
        self._kept[message.topic] = message, account
        self._bytes += _size(message)
        self._of_account[account] += 1
        return True

    def matching(self, topic_filter: str) -> list[ApplicationMessage]:
        """Return the retained messages that a new subscription gets."""
        if not is_wild(topic_filter):
            found = self._kept.get(topic_filter)
            return [found[0]] if found else []
        # What stands before the first wildcard rules most topics out at little cost; `a/#` also matches `a`.
        start = re.split("[+#]", topic_filter, maxsplit=1)[0].removesuffix("/")
        return [
            message
            for topic, (message, _) in self._kept.items()
            if topic.startswith(start) and matches(topic_filter, topic)
        ]

    def _has_room(self, message: ApplicationMessage, account: str) -> bool:
        limits = self._limits
        return (
            len(self._kept) < limits.retained_messages
            and self._of_account[account] < limits.retained_messages_per_account
            and self._bytes + _size(message) <= limits.retained_bytes
        )


def is_wild(topic_filter: str) -> bool:
    """Say whether the filter has a wildcard."""
    return "+" in topic_filter or "#" in topic_filter


def _size(message: ApplicationMessage) -> int:
    return len(message.raw_topic) + len(message.payload)
