"""Which messages came already, for those whose samples have no identity of their own. Pure.

After a lost connection the broker sends again what was not acknowledged, with the same packet id and DUP set (OASIS
MQTT 3.1.1, 3.3.1.1 and 4.4). A packet id that comes without DUP is a new message: what it meant before is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.hub.messages import ReceivedMessage

KEPT_MS: Final = 60_000
"""Acknowledgements written this long ago, on a link that still lives, have reached the broker."""


def digest(message: ReceivedMessage) -> int:
    """Return 64 bits (signed) that differ between messages, to notice a broker that forgot its packet ids."""
    return (crc32(message.topic) << 32 | crc32(message.payload or b"")) - 2**63


class Deliveries:
    """Packet id -> (digest, time noted); the store keeps a copy, written in the same transaction as the samples."""

    def __init__(self, known: Mapping[int, tuple[int, int]]) -> None:
        self._known = dict(known)

    def is_repeat(self, message: ReceivedMessage) -> bool:
        """Say whether this very message was taken before; note that a packet id now means something else."""
        known = self._known.get(message.packet_id)
        if known is None:
            return False
        if message.is_repeat and known[0] == digest(message):
            return True
        del self._known[message.packet_id]
        return False

    def note(self, message: ReceivedMessage) -> int:
        """Remember a message and return its digest."""
        found = digest(message)
        self._known[message.packet_id] = found, message.arrival_ms
        return found

    def forget_before(self, t_ms: int) -> None:
        """Forget what was noted before `t_ms`."""
        self._known = {packet: known for packet, known in self._known.items() if known[1] >= t_ms}
