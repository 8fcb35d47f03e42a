"""Blocks of samples in the store: counted one by one, kept whole, shown thinned; on SQLite and PostgreSQL."""

from __future__ import annotations

from array import array

import pytest

from iot_lab.store import Batch, SampleBlock, TelemetryStore
from iot_lab.store.telemetry import block_writing
from iot_lab.store.telemetry.blocks import from_bytes, to_bytes

START = 1_764_000_000_000
STREAM = ("capteur-01", "motion")


def block(number, *, size=25, board_dt=20.0, n=True, late_ms=0):
    t_ms = START + round((number - 1) * size * board_dt)
    values = array("h", [(number * 7 + place) % 100 for place in range(size)])
    first = (number - 1) * size + 1 if n else None
    return SampleBlock(t_ms, board_dt, first, 1000.0, ("ax", "ay"), (values, values), False, t_ms + 500 + late_ms)


@pytest.fixture
def store(address):
    opened = TelemetryStore.open(address, "atelier")
    yield opened
    opened.close()


def counts(store, board="capteur-01"):
    return [(one.name, one.stored, one.late, one.missing, one.duplicates) for one in store.series(board)]


def test_samples_of_blocks_count_one_by_one_in_any_order_and_once(store):
    for number in (1, 2, 5, 4, 4, 2):
        store.write(Batch(blocks={STREAM: [block(number)]}))
    assert counts(store) == [("motion.ax", 100, 25, 25, 50), ("motion.ay", 100, 25, 25, 50)]
    assert (store.totals().stored, store.totals().missing) == (200, 50)


def test_blocks_come_back_as_they_were_sent_in_order_of_time(store):
    sent = [block(number) for number in (1, 2, 3, 4)]
    store.write(Batch(blocks={STREAM: [sent[3], sent[0], sent[2], sent[1]]}))
    assert store.blocks(*STREAM, START, START + 10_000) == sent
    assert store.blocks(*STREAM, START + 600, START + 900) == [sent[1]]
    assert store.streams("capteur-01") == ["motion"]


def test_an_hour_before_what_is_asked_for_is_not_unpacked(store, monkeypatch):
    store.write(Batch(blocks={STREAM: [block(number) for number in range(1, 401)]}))
    unpacked = []
    monkeypatch.setattr(block_writing, "from_bytes", lambda *row: unpacked.append(row[0]) or from_bytes(*row))
    assert [one.n for one in store.blocks(*STREAM, START + 150_010, START + 150_500)] == [7501]
    assert store.newest_block_ms(*STREAM) == START + 200_000 - 20
    assert len(unpacked) == 2


def test_block_that_began_long_before_is_found_by_what_it_holds(store):
    long = block(1, size=64, board_dt=60_000.0)
    store.write(Batch(blocks={STREAM: [long]}))
    assert store.blocks(*STREAM, START + 63 * 60_000, START + 63 * 60_000 + 500) == [long]
    assert store.blocks(*STREAM, START + 63 * 60_000 + 1, START + 63 * 60_000 + 500) == []


def test_charts_show_one_sample_of_each_block_and_the_reach_of_all(store):
    store.write(Batch(blocks={STREAM: [block(number) for number in range(1, 61)]}))
    chart = store.chart("capteur-01", "motion.ax", START, START + 30_000, 500)
    assert len(chart.t_ms) == 60
    far = store.chart("capteur-01", "motion.ax", START, START + 100_000_000, 10)
    assert (far.low, far.high) == ([0.0], [0.099])


def test_blocks_survive_a_restart_and_their_counts_go_on(address):
    store = TelemetryStore.open(address, "atelier")
    store.write(Batch(blocks={STREAM: [block(1), block(3)]}))
    store.close()
    store = TelemetryStore.open(address, "atelier")
    store.write(Batch(blocks={STREAM: [block(3), block(2)]}))
    assert counts(store)[0] == ("motion.ax", 75, 25, 0, 25)
    store.close()


def test_board_that_comes_back_under_another_name_keeps_its_blocks(store):
    other = ("serre-01", "motion")
    store.write(Batch(blocks={STREAM: [block(1), block(2)], other: [block(2), block(3)]}))
    store.rename_board("capteur-01", "serre-01")
    assert [one.n for one in store.blocks(*other, START, START + 10_000)] == [1, 26, 51]
    assert counts(store, "serre-01")[0][:2] == ("motion.ax", 75)


def test_forgetting_takes_blocks_too(store):
    store.write(Batch(blocks={STREAM: [block(1), block(200)]}))
    store.forget_before(START + 1_000)
    assert [one.n for one in store.blocks(*STREAM, 0, 2**50)] == [4976]
    store.forget_before(2**62)
    assert store.held() == (0, 0)


@pytest.mark.parametrize("values", [[1, -2, 3], [0.5, 1e38, -7], [40_000, 1, 2]])
def test_block_reads_back_from_its_bytes(values):
    kind = "h" if all(value == int(value) and abs(value) < 2**15 for value in values) else "d"
    given = SampleBlock(5, 1000 / 30, 9, 10.0, ("",), (array(kind, values),), False, 7)
    assert from_bytes(5, 9, 7, to_bytes(given)) == given


def test_damaged_bytes_are_no_block():
    whole = to_bytes(block(1))
    for damaged in (b"", whole[:10], whole[:-1], b"x" + whole[1:], whole + b"x"):
        with pytest.raises(ValueError, match="block"):
            from_bytes(0, 0, 0, damaged)
