"""The broker and the computers around a board in virtual time, made when the program first reaches for them.

Where they act by themselves (a message arrives, the broker goes away, somebody visits), they are made at the start.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from iot_lab.simulator.board import Board
    from iot_lab.simulator.network.lan import Lan
    from iot_lab.simulator.network.mqtt_link import Connection, Session
    from iot_lab.simulator.network.virtual_broker import VirtualBroker


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
    def broker(self) -> VirtualBroker:
        """The scenario's broker."""
        from iot_lab.simulator.network.virtual_broker import VirtualBroker

        return VirtualBroker(self._board, self._board.scenario.broker)

    @property
    def lan(self) -> Lan:
        """What has an address around the board."""
        return self.broker.lan

    def open(self, board: Board, session: Session) -> Connection:
        """Connect as the scenario allows."""
        return self.broker.open(board, session)
