"""The store: counted exactly, late samples in their place, charts true at any window, faults told apart."""

import random
import sqlite3

import pytest

from iot_lab.store import Batch, LogLine, Reading, StoreLocked, StoreUnreadable, TelemetryStore
from iot_lab.store.telemetry.writer import LOG_LINES_KEPT

START = 1_764_000_000_000
SERIES = ("capteur-01", "temperature")


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'lab.db'}"


@pytest.fixture
def store(url):
    opened = TelemetryStore.open(url, "atelier")
    yield opened
    opened.close()


def write(store, *numbers, name=SERIES, value=float):
    rows = [Reading(START + 1000 * n, n, value(n), False) for n in numbers]
    return store.write(Batch(readings={name: rows}))


def counts(store, name=SERIES):
    found = next(one for one in store.series(name[0]) if one.name == name[1])
    return found.stored, found.late, found.missing, found.duplicates


def test_samples_read_back_in_order_of_time(store):
    write(store, 1, 3, 2)
    assert [sample.n for sample in store.samples(*SERIES, START, START + 10_000, 100)] == [1, 2, 3]


def test_gap_is_counted_and_closes_when_the_late_samples_arrive(store):
    write(store, 1, 2, 6)
    assert counts(store) == (3, 0, 3, 0)
    write(store, 4, 3)
    assert counts(store) == (5, 2, 1, 0)


def test_same_sample_twice_is_stored_once(store):
    write(store, 1, 2, 3)
    written = write(store, 2, 3, 4)
    assert counts(store) == (4, 0, 0, 2)
    assert [reading.n for reading in written.readings[SERIES]] == [4]


def test_counts_are_the_same_after_opening_again(store, url):
    write(store, 1, 2, 6, 4, 4)
    before = counts(store)
    again = TelemetryStore.open(url, "atelier")
    assert counts(again) == before
    write(again, 3, 5)
    assert counts(again) == (6, 3, 0, 1)
    again.close()


def test_counter_that_begins_again_is_a_reboot_not_a_loss(store):
    write(store, 1, 2, 3)
    rows = [Reading(START + 60_000 + 1000 * n, n, 0.0, False) for n in (1, 2, 3)]
    store.write(Batch(readings={SERIES: rows}))
    assert counts(store) == (6, 0, 0, 0)


def test_samples_without_time_or_number_are_all_kept(store):
    rows = [Reading(START, None, float(value), True) for value in range(5)]
    store.write(Batch(readings={SERIES: rows}))
    store.write(Batch(readings={SERIES: rows}))
    assert counts(store)[0] == 10


@pytest.mark.parametrize("width_ms", [4_000, 60_000, 3_600_000, 86_400_000])
def test_chart_agrees_with_the_samples(store, width_ms):
    chance = random.Random(3)
    numbers = list(range(3000))
    chance.shuffle(numbers)
    values = {n: chance.uniform(-5, 5) for n in numbers}
    for first in range(0, 3000, 700):
        write(store, *numbers[first : first + 700], value=values.get)
    chart = store.chart(*SERIES, START, START + width_ms, 50)
    inside = [values[n] for n in range(3000) if 1000 * n < width_ms]
    assert (min(chart.low), max(chart.high)) == (min(inside), max(inside))
    assert chart.t_ms == sorted(chart.t_ms)
    assert len(chart.t_ms) <= 51
    assert all(low <= mean <= high for low, mean, high in zip(chart.low, chart.mean, chart.high, strict=True))


def test_late_sample_changes_the_chart(store):
    write(store, *range(1000))
    store.write(Batch(readings={SERIES: [Reading(START + 500_500, 5000, 99.0, False)]}))
    assert max(store.chart(*SERIES, START, START + 1_000_000, 20).high) == 999.0
    store.write(Batch(readings={SERIES: [Reading(START + 500_501, 5001, 5000.0, False)]}))
    assert max(store.chart(*SERIES, START, START + 1_000_000, 20).high) == 5000.0


def test_chart_of_the_unknown_is_empty(store):
    assert store.chart("nobody", "nothing", START, START + 1000).t_ms == []


def test_forgetting_removes_old_samples_and_keeps_new_ones(store):
    write(store, *range(100))
    assert store.forget_before(START + 50_000) == 50
    assert [s.n for s in store.samples(*SERIES, 0, 2**50, 1000)] == list(range(50, 100))
    assert min(store.chart(*SERIES, START, START + 100_000, 500).low) == 50.0


def test_boards_lines_and_states_are_kept(store):
    lines = [("capteur-01", LogLine(START + n, f"line {n}")) for n in range(3)]
    store.write(
        Batch(states={"capteur-01": "online"}, infos={"capteur-01": {"series": {"temperature": "°C"}}}, log=lines)
    )
    write(store, 1)
    assert store.boards()[0].state == "online"
    assert store.series("capteur-01")[0].unit == "°C"
    assert [line.text for line in store.log_lines("capteur-01", 2)] == ["line 1", "line 2"]


def test_rooms_do_not_see_each_other(store, url):
    write(store, 1)
    other = TelemetryStore.open(url, "mediatheque")
    assert other.boards() == []
    assert other.samples(*SERIES, 0, 2**50, 10) == []
    other.close()


def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "lab.db"
    path.write_bytes(b"holiday pictures" * 300)
    with pytest.raises(StoreUnreadable):
        TelemetryStore.open(f"sqlite:///{path}", "atelier")
    assert path.read_bytes() == b"holiday pictures" * 300


def test_somebody_elses_database_is_refused(tmp_path):
    path = tmp_path / "lab.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    with pytest.raises(StoreUnreadable):
        TelemetryStore.open(f"sqlite:///{path}", "atelier")


def test_failed_batch_changes_nothing_and_can_be_given_again(store, tmp_path):
    write(store, 1)
    other = sqlite3.connect(tmp_path / "lab.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreLocked):
        write(store, 2, 3)
    other.execute("ROLLBACK")
    other.close()
    write(store, 2, 3)
    assert counts(store) == (3, 0, 0, 0)


def test_samples_of_one_time_are_all_kept_and_known_again(store):
    """Whatever their order: in one batch, in the next, and among repeats."""
    rows = [Reading(START, n, float(n), False) for n in (2, 1, 3, 2)]
    store.write(Batch(readings={SERIES: rows}))
    store.write(Batch(readings={SERIES: [Reading(START, n, float(n), False) for n in (3, 0, 4)]}))
    assert [sample.n for sample in store.samples(*SERIES, START, START, 100)] == [0, 1, 2, 3, 4]
    assert store.recent(*SERIES, 2) == [(START, 3.0), (START, 4.0)]
    assert (store.series("capteur-01")[0].value, *counts(store)) == (4.0, 5, 2, 0, 2)


def test_newest_lines_of_each_board_are_kept_and_no_more(store):
    for board in ("capteur-01", "capteur-02"):
        lines = [(board, LogLine(START, f"line {number}")) for number in range(LOG_LINES_KEPT + 1)]
        store.write(Batch(log=lines))
    kept = store.log_lines("capteur-01", 2 * LOG_LINES_KEPT)
    assert (len(kept), kept[0].text) == (LOG_LINES_KEPT, "line 1")


def test_packet_ids_noted_before_a_moment_are_forgotten(store):
    store.write(Batch(now_ms=START, deliveries={7: 1}))
    store.write(Batch(now_ms=START + 1, deliveries={8: 2}, deliveries_kept_from_ms=START))
    assert sorted(store.deliveries()) == [7, 8]
    store.write(Batch(now_ms=START + 1, deliveries_kept_from_ms=START + 1))
    assert sorted(store.deliveries()) == [8]
