"""The room's list of boards: what it joins, and what a renaming that stops halfway leaves."""

from __future__ import annotations

import pytest

from iot_lab.boards.journal import BoardEntry, Journal
from iot_lab.room import Register
from iot_lab.store import Batch, TelemetryStore
from iot_lab.workshop.board_list import BoardList, NameTaken

MAC = "24:0a:c4:00:10:01"
SEEN_MS = 1_764_000_000_000


@pytest.fixture
def store(tmp_path):
    store = TelemetryStore.open(f"sqlite:///{tmp_path}/lab.db", "atelier")
    yield store
    store.close()


@pytest.fixture
def make(tmp_path, store):
    """Open the list of a room with one board, `capteur-01`; what a test does to the files is read again."""
    Register.open(tmp_path).add("capteur-01", "board")
    Journal.open(tmp_path).put(BoardEntry(mac=MAC, name="capteur-01", chip="ESP32", state="ready"))

    def open_list(*, is_open=True):
        register, journal = Register.open(tmp_path), Journal.open(tmp_path)
        return BoardList(register, journal, store, lambda *_: None, lambda: "192.168.1.20:1883", is_open=is_open)

    return open_list


def hear(store, name, **batch):
    store.write(Batch(now_ms=SEEN_MS, seen_ms={name: SEEN_MS}, **batch))


def test_row_joins_what_was_written_and_what_was_heard(make, store):
    hear(store, "capteur-01", states={"capteur-01": "online"}, infos={"capteur-01": {"program": {"state": "running"}}})
    (row,) = make().rows()
    assert (row.mac, row.chip, row.state, row.is_online, row.program) == (MAC, "ESP32", "ready", True, "running")
    assert row.seen_ms == SEEN_MS


def test_board_is_not_online_in_a_room_that_is_closed(make, store):
    hear(store, "capteur-01", states={"capteur-01": "online"})
    assert not make(is_open=False).rows()[0].is_online


@pytest.mark.parametrize("info", [{"program": 7}, {"program": {"state": []}}, {"mac": 1, "chip": {}}])
def test_odd_info_of_a_board_harms_nothing(make, store, info):
    hear(store, "capteur-01", infos={"capteur-01": info})
    assert make().rows()[0].program == ""


def test_renaming_that_stopped_halfway_goes_on_or_back(make):
    make().rename("capteur-01", "serre")
    make().rename("serre", "capteur-01")
    make().drop("serre")
    assert [row.name for row in make().rows()] == ["capteur-01"]


def test_name_in_use_is_never_dropped(make):
    make().drop("capteur-01")
    assert [row.name for row in make().rows()] == ["capteur-01"]


def test_device_that_is_not_ours_keeps_its_name(make, store):
    hear(store, "prise", kinds={"prise": "device"})
    with pytest.raises(NameTaken):
        make().rename("capteur-01", "prise")


def test_name_that_a_board_gave_up_may_be_used_again(make, store):
    hear(store, "capteur-01")
    make().rename("capteur-01", "serre")
    make().drop("capteur-01")
    make().rename("serre", "capteur-01")
    assert make().rows()[0].mac == MAC


@pytest.mark.parametrize("kind", ["simulated", "device"])
def test_name_of_anything_but_a_board_is_never_dropped(make, tmp_path, kind):
    Register.open(tmp_path).add("autre", kind)
    make().drop("autre")
    assert [account.name for account in Register.open(tmp_path).accounts(kind)] == ["autre"]


@pytest.mark.parametrize("state", ["", "READY", "erased", "ready ", "online"])
def test_state_that_no_writing_has_is_not_noted(make, tmp_path, state):
    make().note(MAC, state)
    assert Journal.open(tmp_path).entry(MAC).state == "ready"


def test_writing_of_a_board_that_this_computer_never_wrote_is_not_noted(make, tmp_path):
    make().note("24:0a:c4:00:10:02", "failed")
    assert [entry.mac for entry in Journal.open(tmp_path).entries()] == [MAC]


def test_secret_of_anything_but_a_board_is_never_renewed(make, tmp_path):
    Journal.open(tmp_path).put(BoardEntry(mac="24:0a:c4:00:10:03", name="pc", chip="", state="named"))
    before = Register.open(tmp_path).add("pc", "simulated").secret
    make().renew("24:0a:c4:00:10:03")
    assert [account.secret for account in Register.open(tmp_path).accounts("simulated")] == [before]
