"""MQTT in, samples out. Its rule: a message is acknowledged only when its transaction is committed."""

from iot_lab.hub.hub import Hub
from iot_lab.hub.live_boards import BOARDS, LiveBoards
from iot_lab.hub.state import HubState

__all__ = ["BOARDS", "Hub", "HubState", "LiveBoards"]
