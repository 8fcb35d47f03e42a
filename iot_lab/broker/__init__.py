"""The embedded MQTT 3.1.1 broker: a protocol core without I/O (`core.py`) and its asyncio server (`server.py`)."""

from iot_lab.broker.access import BrokerAccess, BrokerEvents
from iot_lab.broker.errors import PortRefused, PortTaken
from iot_lab.broker.limits import BrokerLimits
from iot_lab.broker.server import Broker

__all__ = ["Broker", "BrokerAccess", "BrokerEvents", "BrokerLimits", "PortRefused", "PortTaken"]
