"""The embedded MQTT 3.1.1 broker: a protocol core without I/O (`core.py`) and its asyncio server (`server.py`)."""

from iot_lab.broker.access import Access, BrokerEvents
from iot_lab.broker.errors import PortRefused, PortTaken
from iot_lab.broker.limits import Limits
from iot_lab.broker.server import Broker

__all__ = ["Access", "Broker", "BrokerEvents", "Limits", "PortRefused", "PortTaken"]
