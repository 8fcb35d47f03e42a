"""The same store on PostgreSQL, on a private server."""

import pytest

from iot_lab.store import Batch, LogLine, Reading, TelemetryStore

START = 1_764_000_000_000
SERIES = ("capteur-01", "temperature")


@pytest.fixture
def store(postgresql):
    opened = TelemetryStore.open(postgresql, "atelier")
    yield opened
    opened.close()


def write(store, *numbers):
    rows = [Reading(START + 100 * n, n, float(n), False) for n in numbers]
    return store.write(Batch(now_ms=START, readings={SERIES: rows}))


def test_counts_and_duplicates_are_the_same(store):
    write(store, 1, 2, 6)
    write(store, 4, 6)
    found = store.series("capteur-01")[0]
    assert (found.stored, found.late, found.missing, found.duplicates) == (4, 1, 2, 1)


def test_charts_and_forgetting_are_the_same(store):
    for first in range(0, 6000, 1000):
        write(store, *range(first, first + 1000))
    chart = store.chart(*SERIES, START, START + 600_000, 50)
    assert (min(chart.low), max(chart.high)) == (0.0, 5999.0)
    assert len(chart.t_ms) <= 51
    assert store.forget_before(START + 300_000) == 3000
    assert min(store.chart(*SERIES, START, START + 600_000, 50).low) == 3000.0


def test_boards_lines_and_deliveries_are_the_same(store):
    news = Batch(now_ms=START, states={"capteur-01": "online"}, deliveries={7: -5})
    news.infos["capteur-01"] = {"chip": "ESP32"}
    news.log.append(("capteur-01", LogLine(START, "hello")))
    store.write(news)
    assert store.boards()[0].info == {"chip": "ESP32"}
    assert store.log_lines("capteur-01")[0].text == "hello"
    assert store.deliveries() == {7: (-5, START)}
