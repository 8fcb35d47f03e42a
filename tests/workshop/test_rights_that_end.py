"""Rights that end, end now: the wire of a board that was retired, wiped, renamed or given another secret is watched."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from iot_lab.boards.journal import BoardEntry, Journal
from iot_lab.broker import Broker
from iot_lab.mqtt import packets
from iot_lab.room import Register
from iot_lab.store import TelemetryStore
from iot_lab.workshop.board_list import BoardList
from iot_lab.workshop.connections import Connections
from tests.rigs.wire import Wire

MAC = "24:0a:c4:00:10:01"
ROOT = "lab/atelier/capteur-01/"


@pytest.fixture
def room(tmp_path):
    """A register that its broker watches, the trainer's list of connections, and two boards with their wires."""
    register = Register.open(tmp_path)
    store = TelemetryStore.open(f"sqlite:///{tmp_path}/lab.db", "atelier")
    Journal.open(tmp_path).put(BoardEntry(mac=MAC, name="capteur-01", chip="ESP32", state="ready"))
    connections = Connections()
    broker = Broker(register, host="127.0.0.1", port=0, state=tmp_path / "broker", events=connections)
    broker.start()
    register.watch(broker.forget)
    board_list = BoardList(register, Journal.open(tmp_path), store, lambda *_: None, lambda: "127.0.0.1", is_open=True)
    opened = []

    def enter(account, client_id="c", **options):
        wire = Wire(broker.port)
        opened.append(wire)
        options = {"username": account.name, "password": account.secret, **options}
        assert wire.connect(client_id, **options)[1] == packets.ACCEPTED
        return wire

    yield SimpleNamespace(
        register=register, board_list=board_list, connections=connections, enter=enter, port=broker.port, broker=broker
    )
    for wire in opened:
        wire.close()
    broker.stop()
    store.close()


WAYS = {
    "retired": lambda room: room.board_list.retire("capteur-01"),
    "wiped": lambda room: room.board_list.renew(MAC),
    "given another secret": lambda room: room.register.renew("capteur-01"),
    "renamed": lambda room: (room.board_list.rename("capteur-01", "serre"), room.board_list.drop("capteur-01")),
    "in a room with another name": lambda room: room.register.rename_room("salle"),
}
ends_a_right = pytest.mark.parametrize("end", WAYS.values(), ids=WAYS)


@ends_a_right
def test_open_connection_is_closed_and_its_samples_are_taken_no_more(room, end):
    board = room.enter(room.register.add("capteur-01", "board"))
    hub = room.enter(room.register.add("hub", "hub"), "watcher")
    hub.subscribe("lab/#")
    board.publish(f"{ROOT}data/temperature", b"1", 1)
    assert hub.message() == (f"{ROOT}data/temperature", b"1")
    end(room)
    assert board.is_closed_by_broker()
    if end is WAYS["in a room with another name"]:
        return  # the hub's rights are others too
    assert hub.hears_nothing()


@ends_a_right
def test_trainer_sees_why_the_connection_ended(room, end):
    room.enter(room.register.add("capteur-01", "board"))
    end(room)
    said = [(event["kind"], event["account"], event["detail"]) for event in room.connections.recent()]
    assert ("rights-ended", "capteur-01", "rights-changed") in said


@ends_a_right
def test_its_old_secret_opens_no_connection_any_more(room, end):
    account = room.register.add("capteur-01", "board")
    end(room)
    wire = Wire(room.port)
    try:
        answer = wire.connect("c", username=account.name, password=account.secret)
        if end is WAYS["in a room with another name"]:
            wire.publish(f"{ROOT}data/temperature", b"1", 1)  # acknowledged and dropped, as MQTT 3.1.1 wants
            assert room.connections.recent()[0]["kind"] == "write-denied"
        else:
            assert answer[1] == packets.NOT_AUTHORIZED
    finally:
        wire.close()


def test_orders_reach_a_retired_board_no_more(room):
    board = room.enter(room.register.add("capteur-01", "board"), "b", clean=False)
    board.subscribe(f"{ROOT}do/#", 1)
    hub = room.enter(room.register.add("hub", "hub"), "h")
    room.board_list.retire("capteur-01")
    hub.publish(f"{ROOT}do/stop", b'{"id": "a"}', 1)
    with pytest.raises(EOFError):
        board.receive()


def test_room_hears_that_a_retired_board_is_offline(room):
    will = (f"{ROOT}status", b"offline", 1, True)
    room.enter(room.register.add("capteur-01", "board"), will=will)
    hub = room.enter(room.register.add("hub", "hub"), "h")
    hub.subscribe(f"{ROOT}status", 1)
    room.board_list.retire("capteur-01")
    assert hub.message() == (f"{ROOT}status", b"offline")


def test_other_boards_are_not_disturbed(room):
    other = room.enter(room.register.add("capteur-02", "board"))
    room.enter(room.register.add("capteur-01", "board"))
    room.board_list.retire("capteur-01")
    other.ping()


def test_new_secret_of_a_wiped_board_opens_its_connection(room):
    room.enter(room.register.add("capteur-01", "board"))
    room.board_list.renew(MAC)
    room.enter(room.register.add("capteur-01", "board")).ping()


def test_account_ends_also_while_the_broker_is_stopped(room):
    room.register.add("capteur-01", "board")
    room.broker.stop()
    room.board_list.retire("capteur-01")
    assert "capteur-01" not in [account.name for account in room.register.accounts()]


@pytest.mark.parametrize(
    ("end", "is_kept"),
    [("retired", False), ("renamed", False), ("given another secret", True)],
)
def test_what_the_broker_kept_of_a_board_ends_with_its_name(room, end, is_kept):
    board = room.enter(room.register.add("capteur-01", "board"), will=(f"{ROOT}status", b"offline", 1, True))
    board.publish(f"{ROOT}info", b"{}", 1, retain=True)
    WAYS[end](room)
    assert board.is_closed_by_broker()
    hub = room.enter(room.register.add("hub", "hub"), "watcher")
    hub.subscribe("lab/#")
    assert hub.hears_nothing() is not is_kept


def test_what_the_broker_kept_ends_too_where_the_board_went_while_no_broker_ran(room):
    board = room.enter(room.register.add("capteur-01", "board"))
    board.publish(f"{ROOT}info", b"{}", 1, retain=True)
    room.broker.stop()
    room.register.remove("capteur-01")
    room.broker.start()
    hub = room.enter(room.register.add("hub", "hub"), "watcher")
    hub.subscribe("lab/#")
    assert hub.hears_nothing()
