from __future__ import annotations

import pytest
from flash_rig.bench_room import BenchRoom


@pytest.fixture
def room(tmp_path):
    room = BenchRoom(tmp_path)
    yield room
    room.close()
