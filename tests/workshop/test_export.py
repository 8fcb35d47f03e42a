"""Data out: CSV and Parquet of a room, a board, a series, a window, read again by real readers."""

from __future__ import annotations

import csv
import io
import tracemalloc
from datetime import datetime

import duckdb
import pytest

from iot_lab.store import Batch, Reading, TelemetryStore
from iot_lab.store.telemetry import measurements
from iot_lab.texts import LANGUAGES, texts
from iot_lab.workshop.export.asked import ExportAsked, ExportRefused, NothingMeasured, exported
from iot_lab.workshop.export.thrift import I64, Struct, encode_struct

START = 1_764_000_000_000
NOW = START + 3_600_000


def asked(kind="csv", board="", series="", start="", end="", zone="UTC"):
    return ExportAsked.of(kind, board, series, start, end, zone, NOW)


@pytest.fixture
def store(tmp_path):
    opened = TelemetryStore.open(f"sqlite:///{tmp_path}/lab.db", "atelier")
    info = {"series": {"temperature": "°C", "odd": '=1,"2"', "motion": "g"}}
    batch = Batch(now_ms=START, infos={"capteur-01": info})
    rows = [Reading(START + 1000 * n, n, 20 + n / 8, False) for n in range(1, 6)]
    batch.readings = {
        ("capteur-01", "temperature"): rows,
        ("capteur-01", "odd"): [Reading(START + 1, 1, -1e-7, False)],
        ("capteur-01", "motion.ax"): [Reading(START + 2, 1, 0.1, False)],
        ("prise", "power"): [Reading(START + 7, None, 12.5, True), Reading(START + 8, None, 1e38, True)],
    }
    opened.write(batch)
    yield opened
    opened.close()


def table(store, **options):
    text = b"".join(exported(store, asked(**options))).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def parquet_rows(store, tmp_path, **options):
    path = tmp_path / "out.parquet"
    path.write_bytes(b"".join(exported(store, asked("parquet", **options))))
    with duckdb.connect() as reader:
        reader.execute("SET TimeZone = 'UTC'")
        return reader.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall()


def test_table_holds_every_sample_with_unit_zone_and_number(store):
    rows = table(store)
    assert len(rows) == 9
    assert rows[2:4] == [
        {"room": "atelier", "board": "capteur-01", "series": "temperature", "unit": "°C"}
        | {"time": "2025-11-24T16:00:01.000+00:00", "n": "1", "value": "20.125"},
        {"room": "atelier", "board": "capteur-01", "series": "temperature", "unit": "°C"}
        | {"time": "2025-11-24T16:00:02.000+00:00", "n": "2", "value": "20.25"},
    ]
    assert [(row["n"], float(row["value"])) for row in rows[-2:]] == [("", 12.5), ("", 1e38)]
    assert {row["series"]: row["unit"] for row in rows}["motion.ax"] == "g"


def test_unit_that_a_spreadsheet_would_compute_is_text(store):
    assert table(store, series="odd")[0]["unit"] == '\'=1,"2"'


def test_times_are_in_the_zone_that_was_asked_for(store):
    times = [row["time"] for row in table(store, series="temperature", zone="Europe/Paris")]
    assert times[0] == "2025-11-24T17:00:01.000+01:00"


@pytest.mark.parametrize(
    ("start", "end", "numbers"),
    [
        ("", "", ["1", "2", "3", "4", "5"]),
        (str(START + 2000), str(START + 4000), ["2", "3"]),
        ("2025-11-24T16:00:04", "", ["4", "5"]),
        ("2025-11-24T17:00:04+01:00", "", ["4", "5"]),
        ("2025-11-24", "2025-11-25", ["1", "2", "3", "4", "5"]),
        ("2025-11-25", "", []),
        ("1h", "", ["1", "2", "3", "4", "5"]),
        ("3596s", "", ["4", "5"]),
        ("", "1d", []),
    ],
)
def test_window_holds_its_beginning_and_not_its_end(store, start, end, numbers):
    assert [row["n"] for row in table(store, series="temperature", start=start, end=end)] == numbers


def test_board_and_series_choose(store):
    assert {row["board"] for row in table(store, board="prise")} == {"prise"}
    assert len(table(store, board="capteur-01", series="temperature")) == 5


def test_parquet_reads_as_the_table_does(store, tmp_path):
    found = parquet_rows(store, tmp_path)
    assert [
        (room, board, series, unit, time, "" if n is None else str(n), value)
        for room, board, series, unit, time, n, value in found
    ] == [
        (
            *(row["room"], row["board"], row["series"], row["unit"].removeprefix("'")),
            *(datetime.fromisoformat(row["time"]), row["n"], float(row["value"])),
        )
        for row in table(store)
    ]
    assert found[0][4].tzinfo is not None


def test_empty_window_gives_whole_files(store, tmp_path):
    assert table(store, start="2030-01-01") == []
    assert parquet_rows(store, tmp_path, start="2030-01-01") == []


def test_series_of_many_blocks_comes_whole_and_in_order(store, tmp_path, monkeypatch):
    monkeypatch.setattr(measurements, "BLOCK", 2)
    monkeypatch.setattr(measurements, "_BLOCK", measurements._BLOCK.limit(2))
    assert [row["n"] for row in table(store, series="temperature")] == ["1", "2", "3", "4", "5"]
    assert len(parquet_rows(store, tmp_path)) == 9


def test_numbers_that_come_and_go_are_read_back(store, tmp_path):
    numbers = [None, 1, 2, None, None, 3, *[None, 4] * 100]
    rows = [Reading(START + n, number, float(n), False) for n, number in enumerate(numbers)]
    store.write(Batch(readings={("x", "y"): rows}))
    assert [row[5] for row in parquet_rows(store, tmp_path, board="x")] == numbers


def test_memory_stays_flat_however_many_samples(store):
    for part in range(5):
        rows = [Reading(START + part * 10_000 + n, part * 10_000 + n, 1.5, False) for n in range(10_000)]
        store.write(Batch(readings={("gros", "x"): rows}))
    for kind in ("csv", "parquet"):
        tracemalloc.start()
        size = sum(len(piece) for piece in exported(store, asked(kind, board="gros")))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert size > 50_000
        assert peak < 20_000_000


@pytest.mark.parametrize(
    "options",
    [
        {"kind": "xlsx"},
        {"start": "yesterday"},
        {"start": "2026-13-45"},
        {"end": "9" * 40},
        {"zone": "../etc/passwd"},
        {"zone": "Mars/Olympus"},
        {"zone": "/etc"},
        {"start": "٣"},
    ],
)
def test_what_cannot_be_read_is_refused_in_words(options):
    with pytest.raises(ExportRefused) as refused:
        asked(**options)
    for language in LANGUAGES:
        assert "error." not in texts(language).explain(refused.value).seen


@pytest.mark.parametrize("options", [{"board": "nobody"}, {"series": "nothing"}, {"board": "prise", "series": "odd"}])
def test_board_or_series_that_never_measured_is_said(store, options):
    with pytest.raises(NothingMeasured):
        exported(store, asked(**options))


def test_file_is_named_by_what_it_holds():
    names = [asked(), asked("parquet", "capteur-01"), asked("csv", "prise", "energy.power")]
    assert [one.file_name("atelier") for one in names] == [
        "atelier.csv",
        "atelier-capteur-01.parquet",
        "atelier-prise-energy-power.csv",
    ]


def test_same_question_reaches_a_running_kit():
    first = asked("csv", "prise", "power", "2h", "", "Europe/Paris")
    again = ExportAsked.of("csv", **({"end": "", "start": ""} | first.as_query()), now_ms=NOW + 5000)
    assert again == first


@pytest.mark.parametrize(
    ("struct", "wire"),
    [
        (Struct(), "00"),
        (Struct(((1, 3), (2, True), (3, False))), "15061112" + "00"),
        (Struct(((1, I64(-1)), (4, "é"))), "1601" + "3802c3a9" + "00"),
        (Struct(((2, [1, -2]), (3, Struct()))), "29250203" + "1c00" + "00"),
        (Struct(((1, [0] * 16),)), "19f510" + "00" * 16 + "00"),
        (Struct(((1, 300),)), "15d804" + "00"),
    ],
)
def test_metadata_is_thrift_s_compact_protocol(struct, wire):
    assert encode_struct(struct).hex() == wire
