"""One network connection as the core sees it: who it is, what it must still be sent, whom it slows down. No I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.broker.packets import PacketReader

if TYPE_CHECKING:
    from iot_lab.broker.packets import Will
    from iot_lab.broker.session import Session


class Connection:
    """State of one connection; the edge reads `out`, `close_reason` and `held_by`, and sets `is_blocked`."""

    __slots__ = (
        "account",
        "address",
        "close_reason",
        "full_since_s",
        "held_by",
        "holds",
        "is_blocked",
        "is_slow",
        "keep_alive_s",
        "opened_s",
        "out",
        "reader",
        "seen_s",
        "session",
        "tokens",
        "will",
    )

    def __init__(self, address: str, longest_packet: int, burst: float, now_s: float) -> None:
        self.address = address
        self.reader = PacketReader(longest_packet)
        self.account = ""
        self.session: Session | None = None
        self.will: Will | None = None
        self.keep_alive_s = 0
        self.opened_s = self.seen_s = now_s
        self.out: list[bytes] = []
        self.close_reason = ""
        """Why the edge must close it once `out` is sent; empty while it stays open."""
        self.is_blocked = False
        """The edge's send buffer is full."""
        self.is_slow = False
        """It was full for too long: it no longer slows anybody, and loses its QoS 0 messages."""
        self.full_since_s: float | None = None
        self.holds: set[Connection] = set()
        """Connections that are not read because they publish to this one faster than it takes."""
        self.held_by: set[Connection] = set()
        self.tokens = burst

    def spend(self, packets: int, now_s: float, per_second: float) -> float:
        """Pay for packets from the bucket (it holds two seconds); return how long to stop reading, in seconds."""
        self.tokens = min(2 * per_second, self.tokens + (now_s - self.seen_s) * per_second) - packets
        return max(0.0, -self.tokens / per_second)
