"""A board's whole day: it joins, speaks with accents, meets a bomb, a crash loop and hands on its console, is renamed, retires."""

from __future__ import annotations

import json

import pytest

from iot_lab.broker import Broker
from tests.rigs.board_console import ConsoleBoard
from tests.rigs.room_side import Anyone, RoomSide
from tests.rigs.running_kit import wait_until
from tests.rigs.unix_board import HERE

CLIMATE = """
import lab
print("Zoé a mesuré 🌱")
def measure():
    lab.publish("temperature", 21.5, unit="°C")
lab.every(0.2, measure)
lab.run()
"""
BOMB = "rows = []\nwhile True: rows.append(str(len(rows)))\n"
CRASHES = "import time\ntime.sleep(0.2)\nraise OSError(113)\n"


class Register(Anyone):
    """Everybody with the password `right`, but for who has retired."""

    def __init__(self) -> None:
        self.retired: set[str] = set()

    def authenticate(self, username, password):
        return None if username in self.retired else super().authenticate(username, password)


@pytest.fixture
def register():
    return Register()


@pytest.fixture
def broker(register):
    one = Broker(register, host="127.0.0.1", port=0)
    one.start()
    yield one
    one.stop()


@pytest.fixture
def board(tmp_path, broker):
    one = ConsoleBoard(tmp_path / "flash", broker.port, main=str(HERE / "on_unix" / "short_trial.py"))
    yield one
    one.close()


def test_whole_day(board, broker, register):
    with RoomSide(broker.port) as room:
        # In the morning it joins, and says what it measures in French.
        board.power_on()
        room.wait_online()
        assert room.deliver(CLIMATE)["result"] == "running"
        room.wait_for("info", lambda payload: json.loads(payload)["series"] == {"temperature": "°C"})
        room.wait_for("log", lambda payload: "Zoé a mesuré 🌱".encode() in payload)
        wait_until(lambda: board.read_state().get("good"))

        # A bomb and a crash loop come, and make way for the good program.
        for bad, error in ((BOMB, b"MemoryError"), (CRASHES, b"OSError")):
            known = len(room.samples("temperature"))
            assert room.deliver(bad)["result"] == "running"
            room.wait_for("log", lambda payload, error=error: error in payload)
            room.wait_program("restored")
            room.wait_for("data/temperature", lambda _, known=known: len(room.samples("temperature")) > known)
        starts = board.starts

        # Hands on the console: the prompt, then the kit again.
        board.open_prompt()
        printed, online = len(board.printed), room.heard("status").count(b"online")
        board.type(b"\x04")
        board.wait_printed("iot-lab kit", printed)
        room.wait_online(online + 1)
        assert board.starts == starts + 1
        assert (board.folder / "program.py").read_text() == CLIMATE

        # It gets another name, and comes back with it.
        assert room.order("settings", name="jardin")["result"] == "saved"
        assert room.order("rescue")["result"] == "rescued"
        wait_until(lambda: room.last("lab/atelier/jardin/info").get("program", {}).get("state") == "stopped")

        # In the evening it retires: nobody knows it any more, and it says so.
        register.retired.add("jardin")
    board.power_off()
    board.power_on()
    board.wait_printed("refused: is the secret right?", len(board.printed))
    sent = sorted(room.samples("temperature"), key=lambda one: one["n"])
    assert [one["n"] for one in sent] == list(range(1, len(sent) + 1))
