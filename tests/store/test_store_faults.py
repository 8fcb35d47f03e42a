"""A store that cannot write says why, changes nothing, and goes on when it can."""

import sqlite3

import pytest

from iot_lab.store import Batch, Reading, Store, StoreFull, StoreLocked, StoreReadOnly, StoreUnreachable

START = 1_764_000_000_000
SERIES = ("capteur-01", "temperature")


@pytest.fixture
def store(tmp_path):
    opened = Store.open(f"sqlite:///{tmp_path / 'lab.db'}", "atelier")
    yield opened
    opened.close()


def batch(first, count):
    return Batch(readings={SERIES: [Reading(START + 1000 * n, n, 1.0, False) for n in range(first, first + count)]})


def test_full_disk_is_told_apart_and_the_same_batch_passes_later(store):
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    refused = batch(0, 5000)
    with pytest.raises(StoreFull):
        store.write(refused)
    assert store.totals().stored == 0
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert store.write(refused).change.stored == 5000
    assert store.series("capteur-01")[0].stored == 5000


def test_counts_in_memory_are_those_of_the_table_after_a_failure(store, tmp_path):
    store.write(batch(0, 10))
    other = sqlite3.connect(tmp_path / "lab.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreLocked):
        store.write(batch(20, 10))
    other.execute("ROLLBACK")
    other.close()
    store.write(batch(10, 10))
    found = store.series("capteur-01")[0]
    assert (found.stored, found.missing) == (store.totals().stored, 0) == (20, 0)


def test_database_that_may_not_be_written_is_told_apart(store, tmp_path):
    store.write(batch(0, 1))
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StoreReadOnly):
        store.write(batch(1, 1))
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all/lab.db", "no address", "oracle://somewhere/else"])
def test_address_that_leads_nowhere_is_said(url):
    with pytest.raises(StoreUnreachable):
        Store.open(url, "atelier")


def test_fault_never_tells_a_password():
    pytest.importorskip("psycopg")
    with pytest.raises(StoreUnreachable) as caught:
        Store.open("postgresql+psycopg://lab:secret-word@127.0.0.1:1/lab?connect_timeout=1", "atelier")
    assert "secret-word" not in str(caught.value)
