"""`iot-lab boards` and `rescue` beside a running `iot-lab up`: the kit's API, and boards that obey over MQTT."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import asdict

import pytest

from iot_lab.boards.journal import BoardEntry, Journal
from iot_lab.cli.open_room import open_room
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.room import Register
from iot_lab.simulator.board_library import library
from iot_lab.simulator.demos import DEMOS
from iot_lab.simulator.live.live_board import BoardIdentity, LiveBoard
from iot_lab.texts import texts
from iot_lab.workshop import board_updates, running
from iot_lab.workshop.settings import Settings
from tests.rigs.running_kit import RunningKit, wait_until
from tests.rigs.wire import Wire

MAC = "24:0a:c4:00:10:07"
PROGRAM = "import lab\nimport time\nwhile True:\n    lab.publish('turns', 1)\n    time.sleep(0.2)\n"


class Room:
    """A running kit with one simulated board, and one of its own, `serre-07`, that lives in this process."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.data.mkdir()
        account = Register.open(self.data).add("serre-07", "board")
        Journal.open(self.data).put(BoardEntry(mac=MAC, name="serre-07", chip="ESP32", state="ready"))
        self.kit = RunningKit(self.data, "--simulate", "1")
        self.kit.start()
        wait_until(lambda: running.find(self.data))
        scenario = next(iter(DEMOS.values())).scenario
        identity = BoardIdentity("atelier", "serre-07", account.secret)
        self.board = LiveBoard(
            identity, BrokerAddress("127.0.0.1", self.kit.mqtt_port), PROGRAM, scenario, files=library()
        )
        self.board.start()
        wait_until(lambda: self.row("serre-07")["is_online"] and self.row("serre-07")["program"] == "running")

    def run(self, *words, typed=""):
        command = [sys.executable, "-m", "iot_lab", *words, "--lang", "en", "--data", str(self.data)]
        done = subprocess.run(command, input=typed, capture_output=True, text=True, timeout=90, check=False)
        return done.returncode, done.stdout + done.stderr

    def rows(self):
        with open_room(Settings(data=self.data), texts("en")) as opened:
            return {row.name: asdict(row) for row in opened.board_list.rows()}

    def row(self, name):
        return self.rows().get(name, {"is_online": False, "program": ""})

    def close(self):
        self.board.stop()
        self.kit.interrupt()


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    room = Room(tmp_path_factory.mktemp("room"))
    yield room
    room.close()


def test_list_tells_boards_that_are_there_and_what_they_run(room):
    rows = {row["name"]: row for row in map(json.loads, room.run("boards", "list", "--json")[1].splitlines())}
    assert (rows["serre-07"]["mac"], rows["serre-07"]["state"]) == (MAC, "ready")
    assert rows["capteur-01"]["is_simulated"]
    said = room.run("boards", "list")[1]
    for words in ("online", "running", "simulated", MAC):
        assert words in said


def test_board_blinks_when_it_is_asked_for(room):
    code, said = room.run("boards", "identify", "serre-07")
    assert (code, "blinked" in said) == (0, True)


@pytest.mark.parametrize(
    "words",
    [("send", "serre-09", "--stop"), ("send", "serre-09", "{program}"), ("rescue", "serre-09"), ("boards", "identify", "serre-09")],
    ids=["stop", "send", "rescue", "identify"],
)  # fmt: skip
def test_board_that_another_device_throws_out_is_said_to_share_its_name(room, tmp_path, words):
    with open_room(Settings(data=room.data), texts("en")) as opened:
        secret = opened.board_list.account("serre-09").secret
    (tmp_path / "program.py").write_text(PROGRAM)
    wires = []
    for _ in range(4):
        wires.append(Wire(room.kit.mqtt_port))
        assert wires[-1].connect("lab_atelier_serre-09", username="serre-09", password=secret)[1] == 0
    wires[-1].publish("lab/atelier/serre-09/status", b"offline", 1, retain=True)
    wires[-1].disconnect()
    code, said = room.run(*(word.format(program=tmp_path / "program.py") for word in words))
    for wire in wires:
        wire.close()
    assert (code, "Two devices use the name serre-09" in said, "client identifier" in said) == (1, True, True), said


def test_unknown_board_is_answered_with_those_there_are(room):
    code, said = room.run("boards", "identify", "nobody")
    assert (code, "serre-07" in said) == (1, True)


def test_renamed_board_comes_back_with_its_new_name_and_its_program(room):
    code, said = room.run("boards", "rename", "serre-07", "jardin")
    assert (code, "now called jardin" in said) == (0, True)
    wait_until(lambda: room.row("jardin")["is_online"] and room.row("jardin")["program"] == "running")
    assert "serre-07" not in room.rows()
    assert room.row("jardin")["mac"] == MAC
    with urllib.request.urlopen(f"{room.kit.url}/api/boards") as answer:
        heard = {board["name"] for board in json.load(answer)["boards"]}
    assert "jardin" in heard
    assert "serre-07" not in heard, "what it measured went with it"
    assert room.run("boards", "rename", "jardin", "serre-07")[0] == 0
    wait_until(lambda: room.row("serre-07")["program"] == "running")


def test_board_that_is_not_back_yet_keeps_both_names_until_the_old_one_is_retired(room, monkeypatch):
    monkeypatch.setattr(board_updates, "BACK_WITHIN_S", 0)
    with open_room(Settings(data=room.data), texts("en")) as opened, pytest.raises(board_updates.BoardNotBack):
        board_updates.rename(room.data, opened.board_list, "serre-07", "jardin")
    wait_until(lambda: room.row("jardin")["is_online"])
    assert "serre-07" in room.rows()
    assert room.run("boards", "retire", "serre-07", "--yes")[0] == 0
    assert room.row("jardin")["is_online"]
    monkeypatch.undo()
    assert room.run("boards", "rename", "jardin", "serre-07")[0] == 0


def test_name_of_another_board_is_refused_in_words(room):
    code, said = room.run("boards", "rename", "serre-07", "capteur-01")
    assert (code, "already taken" in said) == (1, True)


@pytest.mark.parametrize("words", [("rename", "capteur-01", "autre"), ("retire", "capteur-01", "--yes")])
def test_simulated_boards_are_neither_renamed_nor_retired(room, words):
    code, said = room.run("boards", *words)
    assert (code, "simulated board" in said) == (1, True)


def test_wifi_is_told_to_boards_that_are_there(room):
    code, said = room.run("boards", "wifi", "Salle", "--password", "craie-bleue")
    assert (code, "Over Wi-Fi, at their next start: serre-07" in said) == (0, True)
    assert "craie-bleue" not in said


def test_rescued_board_restarts_without_its_program(room):
    code, said = room.run("rescue", "serre-07")
    assert (code, "without its program" in said) == (0, True)
    wait_until(lambda: room.row("serre-07")["program"] == "stopped")


def test_labels_lead_to_the_address_of_the_room(room, tmp_path):
    sheet = tmp_path / "sheet.html"
    assert room.run("boards", "labels", "--out", str(sheet))[0] == 0
    assert "serre-07" in sheet.read_text(encoding="utf-8")


def test_device_is_added_heard_exported_and_removed(room, tmp_path):
    code, said = room.run("devices", "add", "cuisine")
    assert (code, "Zigbee2MQTT" in said) == (0, True)
    account = next(one for one in Register.open(room.data).accounts() if one.name == "cuisine")
    wire = Wire(room.kit.mqtt_port)
    try:
        assert wire.connect("c", username="cuisine", password=account.secret)[1] == 0
        wire.publish("cuisine/Température", "21,5 °C".encode(), 1)
        table = tmp_path / "cuisine.csv"
        wait_until(lambda: room.run("export", str(table), "--board", "cuisine", "--zone", "UTC")[0] == 0)
        assert ",cuisine,temperature,°C," in table.read_text(encoding="utf-8")
        assert "cuisine  device  cuisine" in room.run("devices", "list")[1]
        assert room.run("devices", "remove", "cuisine", "--yes")[0] == 0
        assert wire.is_closed_by_broker()
    finally:
        wire.close()
    code, said = room.run("devices", "remove", "cuisine", "--yes")
    assert (code, "is called “cuisine”" in said) == (1, True)


@pytest.mark.parametrize("verb", ["rows", "retire", "account"])
def test_list_is_for_the_trainer_alone(room, verb):
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(urllib.request.Request(f"{room.kit.url}/api/board-list/{verb}", data=b"{}"), timeout=10)
    with refusal.value as answer:
        assert answer.code == 403


def test_retired_board_is_no_longer_in_the_room_and_cut_off_at_once(room):
    secret = next(one.secret for one in Register.open(room.data).accounts() if one.name == "serre-07")
    wire = Wire(room.kit.mqtt_port)
    try:
        assert wire.connect("second", username="serre-07", password=secret)[1] == 0
        assert room.run("boards", "retire", "serre-07", typed="y\n")[0] == 0
        assert wire.is_closed_by_broker()
    finally:
        wire.close()
    assert "serre-07" not in room.rows()
    assert "serre-07" not in [account.name for account in Register.open(room.data).accounts()]


def test_line_that_is_no_python_is_explained_before_it_is_sent(room, tmp_path):
    pasted = tmp_path / "pasted.py"
    pasted.write_text("print(“hello”)\n")
    code, said = room.run("send", "serre-07", str(pasted))
    assert code == 1
    assert "quotation mark of a word processor" in said
    assert "Nothing changed on the board" in said
