"""The emulated hub of tests/rigs/flash, seen through pyserial as the command and a running kit see real ports."""

from __future__ import annotations

import sys
from functools import partial

import pytest

from iot_lab.boards.station import Station
from iot_lab.cli.language import choose_language

if sys.platform == "win32":  # no ptys there
    collect_ignore_glob = ["test_*.py"]
else:
    from tests.rigs.flash.bench_room import BenchRoom
    from tests.rigs.plugged import plugged_ports


@pytest.fixture(autouse=True)
def french_afterwards():
    yield
    choose_language(["--lang", "fr"])


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """Boards to plug, and a data folder that keeps firmware for them; `hub.boards` are what pyserial lists."""
    room = BenchRoom(tmp_path)

    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: plugged_ports(room))
    hasty = partial(Station, patience=room.patience)
    monkeypatch.setattr("iot_lab.boards.station.Station", hasty)
    yield room
    room.close()
