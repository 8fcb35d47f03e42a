"""The broker and the computers around a board in virtual time, made when the program first reaches for them.

Where they act by themselves (a message arrives, the broker goes away, somebody visits), they are made at the start.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.lan import Lan
    from iot_lab.simulator.network.mqtt_link import ConnectRequest, MqttConnection
    from iot_lab.simulator.network.virtual_link import VirtualMqttLink


class Around:
    """An MqttLink that stands for the scenario's broker."""

    def __init__(self, board: Board) -> None:
        self._board = board

    @property
    def acts_by_itself(self) -> bool:
        """Whether something happens on the network that the program did not ask for."""
        scenario = self._board.scenario
        there = scenario.broker
        return bool(scenario.visits or (there and (there.arrivals or there.absences)))

    @cached_property
    def link(self) -> VirtualMqttLink:
        """The scenario's broker, and the network that leads to it."""
        from iot_lab.simulator.network.virtual_link import VirtualMqttLink

        return VirtualMqttLink(self._board, self._board.scenario.broker)

    @property
    def lan(self) -> Lan:
        """What has an address around the board."""
        return self.link.lan

    def open(self, board: Board, request: ConnectRequest) -> MqttConnection:
        """Connect as the scenario allows."""
        return self.link.open(board, request)
