from __future__ import annotations

import sys

import pytest

if sys.platform == "win32":  # no ptys there: the whole boards wait for a real one
    collect_ignore_glob = ["test_*.py"]
else:
    from tests.rigs.flash.bench_room import BenchRoom

    @pytest.fixture
    def room(tmp_path):
        room = BenchRoom(tmp_path)
        yield room
        room.close()
