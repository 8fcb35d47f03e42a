"""The emulated hub of tests/boards/flash_rig, seen through pyserial as the command and a running kit see real ports."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest

from iot_lab.boards.station import Station
from iot_lab.cli.language import choose_language

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / name) for name in ("boards", "browser") if str(TESTS / name) not in sys.path]

if sys.platform == "win32":  # no ptys there
    collect_ignore_glob = ["test_*.py"]
else:
    from flash_rig.bench_room import BenchRoom
    from plugged import plugged_ports


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
    monkeypatch.setattr("iot_lab.workshop.desk_opening.Station", hasty)
    yield room
    room.close()
