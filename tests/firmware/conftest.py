"""Boards made of the shipped firmware, and the room's side of their conversation."""

from __future__ import annotations

import pytest

from iot_lab.broker import Broker
from tests.rigs.room_side import Anyone, RoomSide
from tests.rigs.unix_board import UnixBoard, missing_parts


def pytest_collection_modifyitems(items):
    reason = missing_parts()
    for item in items:
        if reason and item.path.parent.name == "firmware":
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def broker():
    one = Broker(Anyone(), host="127.0.0.1", port=0)
    one.start()
    yield one
    one.stop()


@pytest.fixture
def room(broker):
    with RoomSide(broker.port) as side:
        yield side


@pytest.fixture
def board(tmp_path, broker):
    """A board whose power is off; its flash is empty but for config.json."""
    one = UnixBoard(tmp_path / "flash", broker.port)
    yield one
    one.power_off()
