"""Databases are brought to the present format when they are opened: once, whole, by one room at a time."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from iot_lab.store import Batch, Database, Reading, StoreFromLater, StoreUnreadable, TelemetryStore, migrating
from iot_lab.store.progress import tables as progress
from iot_lab.store.recordings import tables as recordings
from iot_lab.store.telemetry import tables as telemetry

START = 1_764_000_000_000
SERIES = ("capteur-01", "temperature")
FIRST_FORMAT = Path(__file__).with_name("first_format.sql").read_text(encoding="utf-8")
OPEN_ROOMS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from iot_lab.store import Batch, Reading, TelemetryStore
address, *rooms = sys.argv[1:]
at_once = Barrier(len(rooms))
def opened(room):
    at_once.wait()
    store = TelemetryStore.open(address, room)
    rows = [Reading(1_764_000_000_000 + n, n, 1.0, False) for n in range(100)]
    store.write(Batch(readings={("capteur-01", "count"): rows}))
    return store.totals().stored, len(store.boards())
sys.stdin.readline()
print(*ThreadPoolExecutor(len(rooms)).map(opened, rooms))
"""


def run_sql(address, script):
    if address.startswith("sqlite"):
        with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
            connection.executescript(script)
        connection.close()
    else:
        with psycopg.connect(address) as connection:
            connection.execute(script)


def test_migrations_make_the_tables_that_the_code_uses(address):
    database = Database.open(address)
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": migrating.FORMAT_TABLE})
        difference = compare_metadata(context, [telemetry.metadata, progress.metadata, recordings.metadata])
    database.close()
    assert difference == []


def test_present_format_is_that_of_the_last_migration():
    assert ScriptDirectory(str(migrating.SCRIPTS)).get_heads() == [migrating.PRESENT]


def test_database_of_the_first_format_is_carried_forwards(address):
    run_sql(address, FIRST_FORMAT)
    store = TelemetryStore.open(address, "atelier")
    later = [Reading(START + 1000 * n, n, float(n), False) for n in (4, 6, 7)]
    store.write(Batch(now_ms=START, readings={SERIES: later}))
    found = store.series("capteur-01")[0]
    assert (found.stored, found.late, found.missing, found.duplicates, found.unit) == (5, 1, 2, 2, "°C")
    assert [sample.n for sample in store.samples(*SERIES, 0, 2**50, 10)] == [1, 2, 4, 6, 7]
    assert store.chart(*SERIES, START, START + 100_000, 2).high == [7.0]
    assert [line.text for line in store.log_lines("capteur-01")] == ["one", "two"]
    assert store.deliveries() == {7: (-5, START + 6000)}
    store.close()
    Database.open(address).close()


def test_first_format_is_refused_by_the_programs_that_wrote_it(sqlite):
    run_sql(sqlite, FIRST_FORMAT)
    database = Database.open(sqlite)
    assert "format" not in inspect(database.engine).get_table_names()  # they take a file without it for somebody else's
    database.close()


def test_opened_again_nothing_is_changed(address):
    Database.open(address).close()
    database = Database.open(address)
    with database.reading() as connection:
        assert connection.execute(text(f"SELECT * FROM {migrating.FORMAT_TABLE}")).all() == [(migrating.PRESENT,)]
    database.close()


def test_migration_that_fails_changes_nothing(address, monkeypatch):
    run_sql(address, FIRST_FORMAT + "CREATE TABLE checks (id INTEGER);")  # where the second migration wants its own
    with pytest.raises(StoreUnreadable):
        Database.open(address)
    run_sql(address, "DROP TABLE checks;")
    store = TelemetryStore.open(address, "atelier")
    assert store.totals().stored == 3
    store.close()


def test_database_of_a_later_version_is_said_and_left_alone(address):
    Database.open(address).close()
    run_sql(address, f"UPDATE {migrating.FORMAT_TABLE} SET version_num = '9999';")
    with pytest.raises(StoreFromLater):
        Database.open(address)


def test_tables_of_another_program_are_left_alone(postgresql):
    run_sql(postgresql, "CREATE TABLE recipes (name TEXT);")
    Database.open(postgresql).close()
    run_sql(postgresql, "SELECT name FROM recipes;")


def test_table_of_another_program_with_a_name_of_ours_is_not_taken(address):
    run_sql(address, "CREATE TABLE samples (sound TEXT);")
    with pytest.raises(StoreUnreadable):
        Database.open(address)


def test_ten_rooms_that_open_one_empty_database_at_once_all_start(address):
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_ROOMS, address, *(f"room-{program}-{room}" for room in range(5))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for program in range(2)
    ]
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    rooms = " ".join(["(100, 1)"] * 5)
    assert [program.communicate(timeout=60) for program in programs] == [(f"{rooms}\n", "")] * 2
