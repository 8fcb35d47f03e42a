"""A clock that goes back, threads that fall, figures that are compared: each is said, and none ends the room."""

import threading

import pytest

from iot_lab.hub import Hub, HubState
from iot_lab.hub.live_boards import LiveBoards
from iot_lab.live import LiveChannel
from iot_lab.store import Batch, LogLine, Reading, TelemetryStore
from iot_lab.threads import OpenedOnce, PermanentThread, threads_in_trouble
from tests.rigs.running_kit import wait_until

NOW = 1_764_000_000_000
HOUR = 3_600_000
SERIES = ("capteur-01", "temperature")


@pytest.fixture
def store(tmp_path):
    opened = TelemetryStore.open(f"sqlite:///{tmp_path / 'lab.db'}", "atelier")
    yield opened
    opened.close()


def measured(t_ms, n):
    return Batch(now_ms=t_ms, readings={SERIES: [Reading(t_ms, n, float(n), False)]})


def last_value(boards):
    return boards.topic.snapshot().value["boards"][0]["series"][0]["v"]


def test_value_after_a_clock_was_set_back_is_the_one_that_came_last(store):
    boards = LiveBoards("atelier", LiveChannel())
    for t_ms, n in ((NOW, 1), (NOW - HOUR, 2)):
        batch = measured(t_ms, n)
        boards.add(batch, store.write(batch).readings, {}, t_ms)
    assert last_value(boards) == 2.0
    again = LiveBoards("atelier", LiveChannel())
    again.load(store, NOW - HOUR)
    assert last_value(again) == 2.0
    assert store.series("capteur-01", NOW - HOUR + 60_000)[0].value == 2.0
    assert store.series("capteur-01")[0].value == 1.0


def test_clock_that_was_set_back_is_said_until_it_has_caught_up(store):
    clock = [NOW]
    hub = Hub(store, "mqtt://127.0.0.1:9", room="atelier", clock_ms=lambda: clock[0])
    store.write(measured(NOW, 1))
    assert hub.state().clock_back_ms == 0
    clock[0] = NOW - HOUR
    assert hub.state().clock_back_ms == HOUR
    clock[0] = NOW - 1000
    assert hub.state().clock_back_ms == 0


def test_received_and_stored_count_samples():
    state = HubState("ok", messages=5, stored=20, duplicates=3)
    assert (state.as_json()["received"], state.as_json()["messages"]) == (23, 5)


def test_words_that_the_store_cannot_take_are_given_up_for_the_figures(store, caplog):
    hub = Hub(store, "mqtt://127.0.0.1:9", room="atelier")
    write = store.write
    store.write = lambda batch: write(batch) if not (batch.infos or batch.log) else 1 / 0
    batch = measured(NOW, 1)
    batch.infos["capteur-01"], batch.log = {"odd": 1}, [("capteur-01", LogLine(NOW, "odd"))]
    hub._refused = batch
    assert not hub._write([])
    assert hub._write([])
    assert store.totals().stored == 1
    assert hub.state().refused == {"fault": 1}
    assert "did not foresee" in caplog.text


def test_thread_that_falls_begins_again_and_is_said(caplog, monkeypatch):
    monkeypatch.setattr("iot_lab.threads.PAUSE_S", 0.0)
    over, falls = threading.Event(), iter([RuntimeError("one"), SystemExit()])

    def work():
        fall = next(falls, None)
        if fall:
            raise fall
        over.wait()

    thread = PermanentThread("test-work", work, is_over=over.is_set)
    thread.start()
    wait_until(lambda: "test-work" in threads_in_trouble() and caplog.text.count("fell") == 2)
    assert thread.is_alive()
    over.set()
    thread.join(5)
    assert "test-work" not in threads_in_trouble()


def test_thread_that_cannot_begin_again_stays_missed():
    over = threading.Event()
    thread = PermanentThread("test-once", lambda: None, is_over=over.is_set, again=False)
    assert "test-once" not in threads_in_trouble()
    thread.start()
    thread.join(5)
    assert "test-once" in threads_in_trouble()
    over.set()
    assert "test-once" not in threads_in_trouble()


def test_what_two_threads_ask_for_at_once_is_opened_once():
    opened, may_go = [], threading.Event()

    class Room:
        @OpenedOnce
        def flash(self):
            may_go.wait(5)
            opened.append(object())
            return opened[-1]

    room = Room()
    threads = [threading.Thread(target=lambda: room.flash) for _ in range(4)]
    for one in threads:
        one.start()
    may_go.set()
    for one in threads:
        one.join()

    assert opened == [room.flash]
    assert "flash" in vars(room)
