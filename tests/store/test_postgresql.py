"""The same store on PostgreSQL, on a private server."""

import psycopg
import pytest
from sqlalchemy import event, select

from iot_lab.store import Batch, LogLine, Reading, TelemetryStore
from iot_lab.store.errors import StoreError
from iot_lab.store.telemetry.bulk import MANY_ROWS, SOME_ROWS
from iot_lab.store.telemetry.tables import samples

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


@pytest.mark.parametrize("count", [SOME_ROWS, 600, MANY_ROWS + 500])
def test_samples_of_which_some_are_there_already_are_stored_once(store, count):
    """What the writer believes new and is not: the quick way is taken back, and the rest of the batch stays."""
    write(store, 0)
    row = (1, START, 0, 7.0)
    rows = [row, *((1, START + 100 * n, n, float(n)) for n in range(1, count))]
    with store._database.writing() as connection:
        store._writer._inserts.add_samples(connection, rows)
    with store._database.reading() as connection:
        found = connection.execute(select(samples.c.n, samples.c.value).order_by(samples.c.n)).all()
    assert found == [(n, float(n)) for n in range(count)]


def test_server_that_is_lost_amid_a_batch_is_told_as_a_loss_of_the_database(store, postgresql):
    """Also by COPY, which goes past SQLAlchemy; afterwards the batch is taken as if nothing had been."""
    write(store, 0)

    @event.listens_for(store._database.engine, "savepoint")
    def lose(connection, _name):
        event.remove(store._database.engine, "savepoint", lose)
        pid = connection.connection.dbapi_connection.info.backend_pid
        with psycopg.connect(postgresql) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [pid])

    with pytest.raises(StoreError):
        write(store, *range(1, 700))
    write(store, *range(1, 700))
    found = store.series("capteur-01")[0]
    assert (found.stored, found.missing, found.duplicates) == (700, 0, 0)


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
