"""The embedded MQTT 3.1.1 broker: a protocol core without I/O (`core.py`) and its asyncio server (`server.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from iot_lab.broker.access import Access, BrokerEvents
from iot_lab.broker.errors import PortRefused, PortTaken
from iot_lab.broker.limits import Limits

if TYPE_CHECKING:
    from iot_lab.broker.server import Broker

__all__ = ["Access", "Broker", "BrokerEvents", "Limits", "PortRefused", "PortTaken"]


def __getattr__(name: str) -> Any:
    """Import the server when it is asked for: it brings asyncio, which those who only match topics do without."""
    if name != "Broker":
        raise AttributeError(name)
    from iot_lab.broker.server import Broker

    return Broker
