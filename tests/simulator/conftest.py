"""A real broker for live boards: the kit's own."""

from __future__ import annotations

import threading

import pytest

from iot_lab.broker import Broker
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.simulator import Scenario
from iot_lab.simulator.board_library import library
from iot_lab.simulator.live.live_board import BoardIdentity, LiveBoard, stop_all
from iot_lab.simulator.world.scenario import Wifi
from tests.rigs.live_rig import Listener

AROUND = Scenario(wifi=Wifi(joining_s=0.05))


class Anyone:
    """Rights for a test: any name with the password `right`, everywhere."""

    def authenticate(self, username, password):
        return username if password == b"right" else None

    def may_write(self, account, topic):
        return True

    def may_read(self, account, topic):
        return True


@pytest.fixture(scope="module")
def broker_port():
    """The port of a running broker on 127.0.0.1; accounts have the secret `right`."""
    broker = Broker(Anyone(), host="127.0.0.1", port=0)
    broker.start()
    yield broker.port
    broker.stop()


@pytest.fixture
def listener(broker_port):
    """Somebody who sees and says everything in the room."""
    listening = Listener(broker_port)
    yield listening
    listening.close()


@pytest.fixture
def start(broker_port):
    """Power on boards that are stopped, with their threads, when the test ends."""
    boards = []

    def start(
        program: str, *, name: str = "capteur-01", secret: str = "right", port: int = 0, around=AROUND, **options
    ):
        address = BrokerAddress("127.0.0.1", port or broker_port)
        identity = BoardIdentity("atelier", name, secret)
        board = LiveBoard(identity, address, program, around, files=library(), **options)
        boards.append(board)
        board.start()
        return board

    yield start
    stop_all()
    assert not [one.name for one in threading.enumerate() if one.name.startswith("board-")]
