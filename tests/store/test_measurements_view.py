"""The view `measurements`, for people who ask with SQL, on SQLite and PostgreSQL."""

from datetime import UTC

import pytest
from sqlalchemy import text

from iot_lab.store import Batch, Database, Reading, TelemetryStore

START = 1_764_000_000_000
QUERY = "SELECT room, board, series, unit, time, n, value FROM measurements ORDER BY board, series, time"


@pytest.fixture
def database(address):
    opened = Database.open(address)
    for room in ("atelier", "autre"):
        store = TelemetryStore(opened, room)
        store.write(
            Batch(
                now_ms=START,
                infos={"c-1": {"series": {"temperature": "°C", "motion": "g", "am2301.humidity": "%"}}},
                readings={
                    ("c-1", "temperature"): [Reading(START + 1500, 7, 21.5, False)],
                    ("c-1", "motion.ax"): [Reading(START, None, 0.5, True)],
                    ("c-1", "am2301.humidity"): [Reading(START, 1, 48.0, False)],
                    ("p", "power"): [Reading(START, 1, 3.0, False)],
                },
            )
        )
    yield opened
    opened.close()


def test_rows_have_room_board_series_unit_time_number_and_value(database):
    with database.reading() as connection:
        rows = [tuple(row) for row in connection.execute(text(QUERY)) if row[0] == "atelier"]
    said = [(*row[:4], _moment(row[4]), *row[5:]) for row in rows]
    assert said == [
        ("atelier", "c-1", "am2301.humidity", "%", "2025-11-24T16:00:00.000Z", 1, 48.0),
        ("atelier", "c-1", "motion.ax", "g", "2025-11-24T16:00:00.000Z", None, 0.5),
        ("atelier", "c-1", "temperature", "°C", "2025-11-24T16:00:01.500Z", 7, 21.5),
        ("atelier", "p", "power", "", "2025-11-24T16:00:00.000Z", 1, 3.0),
    ]


def test_rooms_stand_apart(database):
    with database.reading() as connection:
        counts = connection.execute(text("SELECT room, count(*) FROM measurements GROUP BY room ORDER BY room")).all()
    assert [tuple(row) for row in counts] == [("atelier", 4), ("autre", 4)]


@pytest.mark.parametrize("info", ["", "{", "[]", '{"series": 1}', '{"series": {"power": 3}}', '{"series": null}'])
def test_description_that_was_damaged_costs_its_unit_alone(database, info):
    if database.engine.dialect.name != "sqlite" and info in ("", "{"):
        pytest.skip("PostgreSQL keeps what was written")
    with database.writing() as connection:
        connection.execute(text("UPDATE boards SET info = :info WHERE name = 'p'"), {"info": info})
    with database.reading() as connection:
        (unit,) = connection.execute(text("SELECT unit FROM measurements WHERE board = 'p' AND room = 'atelier'")).one()
    assert str(unit) in {"", "3"}


def _moment(time):
    if isinstance(time, str):
        return time
    utc = time.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"
