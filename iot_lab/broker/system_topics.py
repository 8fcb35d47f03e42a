"""`$SYS`: what the broker tells of itself every ten seconds, under the names that mosquitto made common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab import __version__

if TYPE_CHECKING:
    from iot_lab.broker.core import Core

EVERY_S: Final = 10.0
ROOT: Final = "$SYS/broker/"


class SystemTopics:
    """Publishes the broker's counters, retained."""

    def __init__(self, core: Core, now_s: float) -> None:
        self._core, self._started_s = core, now_s
        self._due_s = now_s

    def tick(self, now_s: float) -> None:
        """Publish when ten seconds have passed."""
        if now_s < self._due_s:
            return
        self._due_s = now_s + EVERY_S
        for name, value in self._values(now_s).items():
            self._core.publish(ROOT + name, str(value).encode(), retain=True)

    def _values(self, now_s: float) -> dict[str, str | int]:
        core = self._core
        connected = sum(1 for session in core.sessions if session.connection is not None)
        return {
            "version": f"iot-lab {__version__}",
            "uptime": f"{int(now_s - self._started_s)} seconds",
            "clients/connected": connected,
            "clients/disconnected": len(core.sessions) - connected,
            "messages/received": core.counts.received,
            "messages/sent": core.delivery.sent,
            "messages/stored": sum(len(session.outgoing) for session in core.sessions),
            "publish/messages/dropped": core.delivery.dropped,
            "publish/messages/denied": core.writable.denied,
            "packets/malformed": core.counts.malformed,
            "retained messages/count": len(core.retained),
            "subscriptions/count": sum(len(session.subscriptions) for session in core.sessions),
        }
