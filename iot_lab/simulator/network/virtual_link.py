"""How a board reaches a scenario's broker: the network around it, the broker, and the connections between them.

One way: `virtual_broker` knows sessions only; a `virtual_connection` brings it packets, `mqtt_bytes` the same as bytes;
`virtual_lan` gives all of them addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.simulator.errno import ECONNRESET, Refused
from iot_lab.simulator.network.mqtt_link import ConnectRefused
from iot_lab.simulator.network.virtual_broker import VirtualBroker
from iot_lab.simulator.network.virtual_connection import VirtualConnection
from iot_lab.simulator.network.virtual_lan import VirtualLan

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.mqtt_link import ConnectRequest, MqttConnection
    from iot_lab.simulator.world.network import BrokerThere


class VirtualMqttLink:
    """An MqttLink into the scenario."""

    def __init__(self, board: Board, there: BrokerThere | None) -> None:
        self.broker = VirtualBroker(board, there)
        self.lan = VirtualLan(board, self.broker, there)
        self.broker.begin()

    def open(self, board: Board, request: ConnectRequest) -> MqttConnection:
        """Connect as the scenario allows."""
        address = self.lan.resolve(request.host, is_broker=True)
        server, tcp = self.lan.dial(address, request.port, request.timeout_us)
        if server is not self.broker:
            raise Refused(ECONNRESET)
        connection = VirtualConnection(board, self.broker, tcp)
        if code := connection.enter(request.asked):
            raise ConnectRefused(code)
        return connection
