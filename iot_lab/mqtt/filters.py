"""Topic names, filters with wildcards, and the index from a topic to its subscriptions (section 4.7). Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Key = TypeVar("Key")


def is_topic(topic: str, levels: int) -> bool:
    """Say whether `topic` may be published on: not empty, no wildcard, not too deep."""
    return bool(topic) and "+" not in topic and "#" not in topic and topic.count("/") < levels


def is_filter(text: str, levels: int) -> bool:
    """Say whether `text` is a filter: `+` and `#` alone in their level, `#` last (sections 4.7.1.2, 4.7.1.3)."""
    parts = text.split("/")
    if not text or len(parts) > levels:
        return False
    if any(part not in {"+", "#"} and ("+" in part or "#" in part) for part in parts):
        return False
    return "#" not in parts[:-1]


def matches(topic_filter: str, topic: str) -> bool:
    """Say whether the filter covers the topic; wildcards never match a leading `$` (section 4.7.2)."""
    wanted, levels = topic_filter.split("/"), topic.split("/")
    if topic[:1] == "$" and wanted[0] in {"+", "#"}:
        return False
    for index, part in enumerate(wanted):
        if part == "#":
            return True
        if index >= len(levels) or part not in {"+", levels[index]}:
            return False
    return len(wanted) == len(levels)


@dataclass(slots=True)
class _Node(Generic[Key]):
    below: dict[str, _Node[Key]] = field(default_factory=dict)
    here: dict[Key, int] = field(default_factory=dict)


class SubscriptionIndex(Generic[Key]):
    """A tree of filter levels; each leaf knows who subscribed there and with which QoS."""

    def __init__(self) -> None:
        self._root: _Node[Key] = _Node()

    def add(self, topic_filter: str, who: Key, qos: int) -> None:
        """Note that `who` subscribes; a second time replaces the QoS."""
        node = self._root
        for level in topic_filter.split("/"):
            node = node.below.setdefault(level, _Node())
        node.here[who] = qos

    def remove(self, topic_filter: str, who: Key) -> None:
        """Forget a subscription, and the branches that nobody uses any more."""
        path = [self._root]
        levels = topic_filter.split("/")
        for level in levels:
            below = path[-1].below.get(level)
            if below is None:
                return
            path.append(below)
        path[-1].here.pop(who, None)
        for level, node, parent in zip(reversed(levels), reversed(path), reversed(path[:-1]), strict=False):
            if node.here or node.below:
                return
            del parent.below[level]

    def subscribers(self, topic: str) -> dict[Key, int]:
        """Return who gets the topic, each with the highest of its QoS (section 3.3.5)."""
        found: dict[Key, int] = {}
        for node in self._leaves(topic.split("/"), is_system=topic[:1] == "$"):
            for who, qos in node.here.items():
                if qos > found.get(who, -1):
                    found[who] = qos
        return found

    def _leaves(self, levels: list[str], *, is_system: bool) -> Iterator[_Node[Key]]:
        nodes = [self._root]
        for index, level in enumerate(levels):
            may_be_wild = index > 0 or not is_system
            if may_be_wild:
                yield from (node.below["#"] for node in nodes if "#" in node.below)
            names = (level, "+") if may_be_wild and level != "+" else (level,)
            nodes = [node.below[name] for node in nodes for name in names if name in node.below]
        for node in nodes:
            yield node
            if "#" in node.below:
                yield node.below["#"]
