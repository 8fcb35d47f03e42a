"""Charts beside plain arithmetic on the samples, for slow and fast series, late samples and forgetting."""

import random

import pytest

from iot_lab.store import Batch, Reading, TelemetryStore

START = 1_764_000_000_000
SERIES = ("capteur-01", "motion")


@pytest.fixture
def store(tmp_path):
    opened = TelemetryStore.open(f"sqlite:///{tmp_path / 'lab.db'}", "atelier")
    yield opened
    opened.close()


def fill(store, step_ms, count, batch=500):
    """Write `count` samples in order, except one in fifty that comes a batch later; return all (time, value)."""
    chance = random.Random(step_ms)
    points = [(START + step_ms * n, chance.gauss(0, 5)) for n in range(count)]
    late = []
    for first in range(0, count, batch):
        rows = [Reading(t_ms, first + n, value, False) for n, (t_ms, value) in enumerate(points[first : first + batch])]
        held = [row for row in rows if row.n % 50 == 49]
        store.write(Batch(readings={SERIES: [row for row in rows if row not in held] + late}))
        late = held
    store.write(Batch(readings={SERIES: late}))
    return points


def rollups(store):
    """Return (width, start) -> (count, low, high, total) as the table has it."""
    with store._database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT width_ms, start_ms, count, low, high, total FROM rollups")
        return {(row[0], row[1]): tuple(row[2:]) for row in rows}


def assert_true(store, points):
    """Every roll-up is what its samples give."""
    found = rollups(store)
    assert found
    for (width, start), (count, low, high, total) in found.items():
        inside = [value for t_ms, value in points if start <= t_ms < start + width]
        assert (count, low, high) == (len(inside), min(inside), max(inside))
        assert total == pytest.approx(sum(inside))


@pytest.mark.parametrize("step_ms", [2, 10, 70, 1000, 30_000])
def test_roll_ups_are_true_at_any_rate(store, step_ms):
    points = fill(store, step_ms, 1500)
    assert_true(store, points)


@pytest.mark.parametrize("step_ms", [2, 10, 1000])
@pytest.mark.parametrize("share", [1.0, 0.3, 0.01])
def test_any_window_shows_the_extremes_and_few_rows(store, step_ms, share):
    points = fill(store, step_ms, 4000)
    window = int(step_ms * 4000 * share)
    start = START + (step_ms * 4000 - window) // 2
    chart = store.chart(*SERIES, start, start + window, 100)
    inside = [value for t_ms, value in points if start <= t_ms < start + window]
    assert len(chart.t_ms) <= 102
    assert chart.t_ms == sorted(chart.t_ms)
    assert min(chart.low) <= min(inside)
    assert max(chart.high) >= max(inside)


def test_few_samples_are_shown_as_they_are(store):
    points = fill(store, 60_000, 100)
    chart = store.chart(*SERIES, START, START + 10_000_000, 500)
    assert list(zip(chart.t_ms, chart.mean, strict=True)) == points


@pytest.mark.parametrize("step_ms", [10, 1000])
def test_forgetting_leaves_roll_ups_of_what_stays(store, step_ms):
    points = fill(store, step_ms, 3000)
    limit = START + step_ms * 1234 + 1
    kept = [point for point in points if point[0] >= limit]
    assert store.forget_before(limit) == len(points) - len(kept)
    assert_true(store, kept)
    assert store.series("capteur-01")[0].stored == 3000


def test_series_that_becomes_fast_is_still_whole(store):
    slow = fill(store, 1000, 600)
    t_ms = slow[-1][0]
    fast = [(t_ms + 5 * n, float(n)) for n in range(1, 4000)]
    store.write(Batch(readings={SERIES: [Reading(t, 1000 + n, value, False) for n, (t, value) in enumerate(fast)]}))
    assert_true(store, slow + fast)
    chart = store.chart(*SERIES, START, fast[-1][0] + 1, 400)
    assert min(chart.t_ms) == START
    assert max(chart.high) == 3999.0
