"""One network connection as the core sees it: who it is, what it must still be sent, whom it slows down. No I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.mqtt.packets import PacketReader

if TYPE_CHECKING:
    from iot_lab.broker.gathering import Gathering
    from iot_lab.broker.limits import BrokerLimits
    from iot_lab.broker.session import Session
    from iot_lab.mqtt.message import MqttMessage

TICKS_TO_CLOSE = 2


class ClientConnection:
    """State of one connection; the edge reads `out`, `close_reason`, `is_urgent` and `held_by`."""

    __slots__ = (
        "_per_s",
        "_refilled_s",
        "_ticks_closing",
        "account",
        "address",
        "close_reason",
        "denied",
        "full_since_s",
        "gathering",
        "held_by",
        "holds",
        "host",
        "is_answered",
        "is_blocked",
        "is_slow",
        "is_urgent",
        "keep_alive_s",
        "opened_s",
        "out",
        "overflow_bytes",
        "reader",
        "seen_s",
        "session",
        "tokens",
        "will",
    )

    def __init__(self, address: str, limits: BrokerLimits, now_s: float) -> None:
        self.address = address
        self.host = address.rpartition(":")[0]
        self.reader = PacketReader(limits.packet_bytes)
        self.account = ""
        self.session: Session | None = None
        self.will: MqttMessage | None = None
        self.keep_alive_s = 0
        self.opened_s = self.seen_s = self._refilled_s = now_s
        self.out: list[bytes] = []
        self.gathering: Gathering | None = None
        """The pace at which it is sent messages, where they may be gathered."""
        self.is_answered = False
        """An answer waits in `out`, which nothing delays."""
        self.close_reason = ""
        """Why the edge must close it once `out` is sent; empty while it stays open."""
        self.is_urgent = False
        """The edge must close it without waiting until `out` is sent: the other side is gone, or does not read."""
        self._ticks_closing = 0
        self.is_blocked = False
        """The edge's send buffer is full."""
        self.overflow_bytes = 0
        """What was sent since it is full."""
        self.is_slow = False
        """It was full for too long: it no longer slows anybody, and loses its QoS 0 messages."""
        self.full_since_s: float | None = None
        self.holds: set[ClientConnection] = set()
        """Connections that are not read because they publish to this one faster than it takes."""
        self.held_by: set[ClientConnection] = set()
        self.denied = 0
        """Messages that it had no right to publish."""
        self._per_s = float(limits.messages_per_s)
        self.tokens = 2 * self._per_s
        """How many messages it may still send at once; below zero it must wait."""

    def refill(self, now_s: float) -> None:
        """Fill the bucket by the time that has passed; it holds two seconds."""
        self.tokens = min(2 * self._per_s, self.tokens + (now_s - self._refilled_s) * self._per_s)
        self._refilled_s = now_s

    def must_wait_s(self) -> float:
        """Return for how long it must not be read."""
        return max(0.0, -self.tokens / self._per_s)

    def may_wait_s(self, now_s: float) -> float:
        """Return how long what is in `out` may wait for more; 0 where it is to be sent now."""
        if self.gathering is None or not self.out or self.is_answered or self.close_reason:
            return 0.0
        return self.gathering.wait_s(len(self.out), now_s)

    def unblock(self) -> None:
        """Note that the edge's send buffer has room again."""
        self.is_blocked = False
        self.overflow_bytes = 0

    def insist(self) -> None:
        """Count one tick more since it was to be closed: soon the edge closes it whatever waits."""
        self._ticks_closing += 1
        self.is_urgent = self.is_urgent or self._ticks_closing >= TICKS_TO_CLOSE
