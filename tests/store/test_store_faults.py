"""A store that cannot write says why, changes nothing, and goes on when it can."""

import errno
import os
import shutil
import sqlite3
import traceback
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from iot_lab.store import (
    Batch,
    Database,
    Reading,
    StoreAddressWrong,
    StoreError,
    StoreFull,
    StoreInMemory,
    StoreLocked,
    StoreReadOnly,
    StoreReplaced,
    StoreUnreachable,
    TelemetryStore,
)
from iot_lab.store.database import place_of
from iot_lab.store.errors import said_as_ours

START = 1_764_000_000_000
SERIES = ("capteur-01", "temperature")


@pytest.fixture
def store(tmp_path):
    opened = TelemetryStore.open(f"sqlite:///{tmp_path / 'lab.db'}", "atelier")
    yield opened
    opened.close()


def batch(first, count):
    return Batch(readings={SERIES: [Reading(START + 1000 * n, n, 1.0, False) for n in range(first, first + count)]})


def test_full_disk_is_told_apart_and_the_same_batch_passes_later(store):
    with store._database.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}")
    refused = batch(0, 5000)
    with pytest.raises(StoreFull):
        store.write(refused)
    assert store.totals().stored == 0
    with store._database.engine.connect() as connection:
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
    with store._database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StoreReadOnly):
        store.write(batch(1, 1))
    with store._database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")


def test_address_that_leads_nowhere_is_said():
    with pytest.raises(StoreUnreachable):
        TelemetryStore.open("sqlite:////nowhere/at/all/lab.db", "atelier")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "no address",
        "oracle://lab:secret-word@somewhere/else",
        "lab:secret-word@host",
        "postgresql://[",
        "postgresql://lab:secret-word@[::1/atelier",
        "postgresql://lab:secret-word@host:99999/atelier",
    ],
)
def test_address_that_is_none_is_said_and_not_repeated(address):
    with pytest.raises(StoreAddressWrong) as caught:
        Database.open(address)
    assert "secret-word" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_database_that_would_keep_nothing_is_refused(address):
    with pytest.raises(StoreInMemory):
        Database.open(address)


@pytest.mark.parametrize(
    "options", ["", "?password=secret-word", "?sslpassword=secret-word&connect_timeout=1", "?passfile=secret-word"]
)
def test_place_of_a_server_never_tells_a_password(options):
    url = make_url(f"postgresql://lab:secret-word@db.example:5433/atelier{options}")
    assert place_of(url) == "postgresql://db.example:5433/atelier"


def test_fault_never_tells_a_password():
    address = "postgresql://lab:secret-word@127.0.0.1:1/lab?connect_timeout=1"
    with pytest.raises(StoreUnreachable) as caught:
        TelemetryStore.open(address, "atelier")
    assert "secret-word" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [(errno.ENOSPC, StoreFull), (errno.EROFS, StoreReadOnly), (errno.EACCES, StoreReadOnly), (0, StoreUnreachable)],
)
@pytest.mark.parametrize("code", [sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_CANTOPEN])
def test_what_sqlite_calls_an_error_of_the_disk_is_asked_of_the_disk(tmp_path, monkeypatch, refusal, expected, code):
    def refuse(**_named):
        raise OSError(refusal, "the disk")

    original = sqlite3.OperationalError("disk I/O error")
    original.sqlite_errorcode = code
    if refusal:
        monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(StoreError) as caught, said_as_ours(str(tmp_path / "lab.db")):
        raise OperationalError("SELECT 1", {}, original)
    assert type(caught.value) is expected


def replace_by_an_earlier(path):
    earlier = path.with_name("earlier.db")
    shutil.copyfile(path, earlier)
    earlier.replace(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody replace an open file")
@pytest.mark.parametrize(
    "change",
    [replace_by_an_earlier, Path.unlink, lambda path: path.with_name(f"{path.name}-wal").unlink()],
    ids=["replaced", "removed", "log removed"],
)
def test_database_that_is_replaced_while_open_is_said_and_what_it_held_is_saved(store, tmp_path, change):
    store.write(batch(0, 500))
    change(tmp_path / "lab.db")
    for act in (lambda: store.write(batch(500, 1)), store.boards, lambda: store.write(batch(500, 1))):
        with pytest.raises(StoreReplaced) as caught:
            act()
    again = TelemetryStore.open(f"sqlite:///{caught.value.details['copy']}", "atelier")
    assert again.totals().stored == 500
    assert again.write(batch(500, 1)).change.stored == 1
    again.close()
    assert len(list(tmp_path.glob("lab-kept-*.db"))) == 1
