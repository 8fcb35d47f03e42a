"""The emulated hub of tests/boards/flash_rig, seen through pyserial as the command and a running kit see real ports."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from iot_lab.boards.station import Station
from iot_lab.cli.language import choose_language

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / name) for name in ("boards", "browser") if str(TESTS / name) not in sys.path]

if sys.platform == "win32":  # no ptys there
    collect_ignore_glob = ["test_*.py"]
else:
    from flash_rig.bench_room import BenchRoom


def port_info(board, place):
    """What pyserial says of a CP210x in the hub's slot `place`."""
    return SimpleNamespace(
        device=str(board.path), vid=0x10C4, pid=0xEA60, location=f"1-2.{place}:1.0", description="CP2102N"
    )


@pytest.fixture(autouse=True)
def french_afterwards():
    yield
    choose_language(["--lang", "fr"])


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """Boards to plug, and a data folder that keeps firmware for them; `hub.boards` are what pyserial lists."""
    room = BenchRoom(tmp_path)

    def comports():
        plugged = [board for board in room.boards if board.path.is_symlink()]
        return [port_info(board, place) for place, board in enumerate(plugged, start=1)]

    monkeypatch.setattr("serial.tools.list_ports.comports", comports)
    hasty = partial(Station, patience=room.patience)
    monkeypatch.setattr("iot_lab.workshop.desk_opening.Station", hasty)
    yield room
    room.close()
