import pytest

from tests.rigs.node_rig import BrokerProcess
from tests.rigs.room_side import RoomSide


@pytest.fixture
def broker(tmp_path):
    broker = BrokerProcess(tmp_path / "broker")
    broker.start()
    yield broker
    broker.kill()


@pytest.fixture
def room(broker):
    with RoomSide(broker.port) as room:
        yield room
