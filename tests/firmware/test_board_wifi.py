"""Wi-Fi on MicroPython's unix port: what is wrong is named; the page of last resort takes another network."""

from __future__ import annotations

import contextlib
import json
import urllib.parse
import urllib.request

import pytest

from iot_lab.broker import Broker
from tests.rigs.room_side import Anyone, RoomSide
from tests.rigs.running_kit import free_port, wait_until
from tests.rigs.unix_board import HERE, UnixBoard, start

QUICK = str(HERE / "on_unix" / "quick.py")
STATES = """
import json, time
from kit import wifi
wifi.JOIN_MS = 100
one = wifi.Wifi(json.load(open("known.json")))
while one.rounds < 1 and not one.step():
    time.sleep_ms(5)
print(one.state)
"""


def state(folder, known: list[list[str]], around: str) -> str:
    """Return how a first round ends where `known` networks are tried among those around."""
    (folder / "known.json").write_text(json.dumps([{"ssid": ssid, "password": password} for ssid, password in known]))
    (folder / ".wifi").write_text(around)
    (folder / "program.py").write_text(STATES)
    with start(folder, str(folder / "program.py")) as process:
        return process.stdout.read().split("\n")[-2]


@pytest.mark.parametrize(
    ("known", "around", "expected"),
    [
        ([["salle", "right"]], "salle right\n", "joined"),
        ([["salle", "wrong"]], "salle right\n", "wrong-password"),
        ([["salle", "right"]], "other right\n", "absent"),
        ([["salle", "right"]], "salle right -50 mute\n", "no-address"),
        ([], "salle right\n", "none-known"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, known, around, expected):
    assert state(tmp_path, known, around) == expected


def test_strongest_known_network_is_tried_first_and_those_not_heard_last(tmp_path):
    known = [["hidden", "x"], ["far", "wrong"], ["near", "wrong"]]
    state(tmp_path, known, "far right -80\nnear right -40\nother right -20\n")
    assert (tmp_path / ".tried").read_text().split() == ["near", "far", "hidden"]


def test_laptop_that_cannot_be_reached_is_named_and_told_afterwards(tmp_path):
    port = free_port()
    board = UnixBoard(tmp_path / "flash", port)
    board.power_on()
    try:
        wait_until(lambda: "laptop unreachable" in board.printed)
        broker = Broker(Anyone(), host="127.0.0.1", port=port)
        broker.start()
        with RoomSide(port) as room:
            room.wait_online()
            assert room.info()["trouble"] == "laptop-unreachable"
        broker.stop()
    finally:
        board.power_off()


def test_wrong_secret_is_named(tmp_path, broker):
    board = UnixBoard(tmp_path / "flash", broker.port, secret="wrong")
    board.power_on()
    wait_until(lambda: "refused: is the secret right?" in board.printed)
    board.power_off()


@pytest.fixture
def lost(tmp_path, broker):
    """A board that knows none of the networks around, and the address of its page."""
    page = free_port()
    board = UnixBoard(tmp_path / "flash", broker.port, main=QUICK, portal=page, language="en")
    board.write(".wifi", 'new pass"word\nn&w <b>\n')
    board.power_on()
    wait_until(lambda: "is open" in board.printed)
    yield board, f"http://127.0.0.1:{page}/"
    board.power_off()


def visit(url: str, **form: str) -> str:
    data = urllib.parse.urlencode(form).encode() if form else None
    with urllib.request.urlopen(url, data, timeout=60) as answer:
        return answer.read().decode()


def test_page_says_what_is_wrong_and_which_networks_are_heard(lost):
    board, url = lost
    page = visit(url)
    assert "The board joined no known network (" in page
    assert '<option value="n&amp;w">' in page
    assert (board.folder / ".access").read_text() == "iot-lab-capteur-01 iotlab-atelier"


def test_network_given_on_the_page_is_kept_and_joined_and_the_page_closes(lost, room):
    board, url = lost
    assert "Saved." in visit(url, ssid="new", password='pass"word')
    room.wait_online()
    kept = json.loads((board.folder / "config.json").read_text())["wifi"]
    assert kept[0] == {"ssid": "new", "password": 'pass"word'}
    assert kept[1]["ssid"] == "atelier"
    wait_until(lambda: _is_closed(url))


@pytest.mark.parametrize("ssid", ["", "x" * 33])
def test_name_that_is_none_is_asked_again(lost, ssid):
    board, url = lost
    before = (board.folder / "config.json").read_text()
    assert "Saved." not in visit(url, ssid=ssid, password="x")
    assert (board.folder / "config.json").read_text() == before


def test_visitor_who_sends_nonsense_does_not_disturb_the_next(lost):
    board, url = lost
    for data in (b"\xff" * 5000, b"ssid=%zz", b"ssid=%C3", b"ssid"):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, data, timeout=60).close()
    assert "<form" in visit(url)
    assert board.starts == 1


def _is_closed(url: str) -> bool:
    try:
        visit(url)
    except OSError:
        return True
    return False
