"""MQTT in, samples out: takes messages from the broker, and acknowledges them when they are in the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.hub.live import LiveFrames
from iot_lab.hub.state import HubState

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.store import Store


class Hub:
    """The hub of one room."""

    def __init__(
        self,
        store: Store,
        broker_url: str,
        *,
        room: str,
        password: str | None,
        clock_ms: Callable[[], int] | None = None,
    ) -> None:
        self.frames = LiveFrames()
        raise NotImplementedError(store, broker_url, room, password, clock_ms)

    def start(self) -> None:
        """Begin; never raises because the broker is absent: it is tried again and again."""

    def stop(self) -> None:
        """Write what waits (at most one second), then leave."""

    def state(self) -> HubState:
        """Return how the hub is doing now."""
        return HubState()
