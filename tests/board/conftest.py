"""A real ESP32 on a USB port: `python -m pytest tests/board -m board --port /dev/ttyUSB0 [--hands] [--long]`.

Prepare it once as `capteur-01` of the room `atelier` with this computer's address and a Wi-Fi that both are on
(`iot-lab flash`), and stop `iot-lab up`: the tests are its broker, on port 1883.
"""

from __future__ import annotations

import time

import pytest
import serial

from iot_lab.boards.boot_line import BootListener
from iot_lab.broker import Broker
from tests.rigs.room_side import Anyone, RoomSide


def pytest_addoption(parser):
    parser.addoption("--port", help="the board's serial port")
    parser.addoption("--hands", action="store_true", help="somebody is there to press BOOT")
    parser.addoption("--long", action="store_true", help="tests of half an hour too")


def pytest_collection_modifyitems(config, items):
    for item in items:
        if item.path.parent.name == "board":
            item.add_marker(pytest.mark.board)
            if not config.getoption("--port", None):
                item.add_marker(pytest.mark.skip(reason="no --port of a real board"))


class AnySecret(Anyone):
    """The board has the secret of its own room."""

    def authenticate(self, username, password):
        return username


class RealBoard:
    """The board's console, and its reset line (RTS pulls EN down on the usual boards)."""

    def __init__(self, port: str) -> None:
        self.serial = serial.Serial(port, 115200, timeout=0.1)

    def reset(self) -> None:
        self.serial.dtr = False
        self.serial.rts = True
        time.sleep(0.1)
        self.serial.rts = False

    def wait_start(self, limit_s: float = 15):
        """Return what the kit's line says after a restart, None where it does not come."""
        listener, end = BootListener(), time.monotonic() + limit_s
        while time.monotonic() < end:
            started = listener.feed(self.serial.read(256))
            if started:
                return started
        return None


@pytest.fixture
def broker(tmp_path):
    one = Broker(AnySecret(), host="0.0.0.0", port=1883, state=tmp_path)
    one.start()
    yield one
    one.stop()


@pytest.fixture
def room(broker):
    with RoomSide(1883) as side:
        yield side


@pytest.fixture
def board(request):
    one = RealBoard(request.config.getoption("--port"))
    yield one
    one.serial.close()


@pytest.fixture
def online(board, room):
    """A board that has just started, without a program of an earlier test."""
    board.reset()
    room.wait_online()
    room.order("stop")
    return board
