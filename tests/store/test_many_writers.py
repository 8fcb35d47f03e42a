"""Several programs write one room: each sample is stored, counted and rolled up once, whoever brings it."""

import contextlib
from concurrent.futures import ThreadPoolExecutor

from iot_lab.store import Batch, Reading, TelemetryStore
from iot_lab.store.telemetry.months import Month

START = 1_764_000_000_000
DAY = 86_400_000
SERIES = ("capteur-01", "temperature")


def batch(numbers):
    return Batch(readings={SERIES: [Reading(START + 1000 * n, n, float(n), False) for n in numbers]})


def told(store):
    found = store.series(SERIES[0])[0]
    chart = store.chart(*SERIES, START, START + 4000 * 1000, 40)
    return (found.stored, found.late, found.missing), chart


def test_two_writers_of_the_same_samples_leave_what_one_leaves(address, tmp_path):
    chunks = [range(first, first + 50) for first in range(0, 2000, 50)]
    with contextlib.ExitStack() as opened:
        one, other, alone = (
            opened.enter_context(contextlib.closing(TelemetryStore.open(where, "atelier")))
            for where in (address, address, f"sqlite:///{tmp_path / 'alone.db'}")
        )
        for chunk in chunks:
            alone.write(batch(chunk))

        def write_all(store):
            for chunk in chunks:
                store.write(batch(chunk))

        list(ThreadPoolExecutor(2).map(write_all, (one, other)))
        assert told(one) == told(other) == told(alone)
        assert one.series(SERIES[0])[0].duplicates == 2000


def test_writer_knows_what_another_wrote_meanwhile(address):
    with contextlib.closing(TelemetryStore.open(address, "atelier")) as one:
        with contextlib.closing(TelemetryStore.open(address, "atelier")) as other:
            other.write(batch([1, 2, 5]))
        assert one.write(batch([2, 3])).change.stored == 1
        assert one.totals().missing == 1


def test_months_of_one_room_alone_are_dropped_and_those_of_two_are_not(postgresql):
    with contextlib.ExitStack() as opened:
        first, second = (
            opened.enter_context(contextlib.closing(TelemetryStore.open(postgresql, room))) for room in ("one", "two")
        )
        days = [Reading(START + DAY * day, day, 1.0, False) for day in range(100)]
        first.write(Batch(readings={SERIES: days}))
        second.write(Batch(readings={SERIES: days[:10]}))
        assert first.forget_before(START + 70 * DAY) == 70
        assert (first.held()[0], second.held()[0]) == (30, 10)


def test_month_knows_its_bounds_and_its_partition():
    december = Month.at(START + 10 * DAY)
    assert (december.partition, Month.at(december.end_ms - 1), Month.at(december.end_ms)) == (
        "samples_of_2025_12",
        december,
        Month(2026, 1),
    )
    assert Month.of(december.partition) == december
