"""Which messages were refused, for the trainer: why, on which topic, how often, when last. Pure.

Counts by reason are exact; topics are remembered for the last MOST_TOPICS only, since anybody may invent them.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass
from typing import Final

from iot_lab.foreign_text import clean_bytes

MOST_TOPICS: Final = 50
TOPIC_CHARACTERS: Final = 120


@dataclass(frozen=True, slots=True)
class RefusedTopic:
    """Messages of one topic that were refused for one reason since the hub started; the topic is fit to be shown."""

    topic: str
    reason: str
    times: int
    last_ms: int


class Refusals:
    """Counts refusals; one thread counts, any may read."""

    def __init__(self) -> None:
        self.by_reason: Counter[str] = Counter()
        self._topics: OrderedDict[tuple[bytes, str], RefusedTopic] = OrderedDict()

    def add(self, topic: bytes, reason: str, now_ms: int) -> None:
        """Count one message."""
        self.by_reason[reason] += 1
        self.note(topic, reason, now_ms)

    def note(self, topic: bytes, reason: str, now_ms: int) -> None:
        """Show a message among them that was stored all the same, without a part of it."""
        known = self._topics.pop((topic, reason), None)
        shown = known.topic if known else clean_bytes(topic, TOPIC_CHARACTERS)
        self._topics[topic, reason] = RefusedTopic(shown, reason, known.times + 1 if known else 1, now_ms)
        if len(self._topics) > MOST_TOPICS:
            self._topics.popitem(last=False)

    def recent(self) -> list[RefusedTopic]:
        """Return the topics of the last refusals, newest first."""
        return list(reversed(tuple(self._topics.values())))
