"""One MQTT message as its publisher means it: every end but the broker's inside, which keeps it encoded."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MqttMessage:
    """A topic and a payload; a last will is one too."""

    topic: str
    payload: bytes
    qos: int = 0
    is_retained: bool = False
