"""The same store on PostgreSQL, where its server and driver are installed (the extra `postgresql`)."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

import pytest

from iot_lab.store import Batch, LogLine, Reading, StoreError, TelemetryStore

START = 1_764_000_000_000
SERIES = ("capteur-01", "temperature")


@pytest.fixture(scope="module")
def server():
    pytest.importorskip("psycopg", reason="the extra `postgresql` is not installed")
    programs = [shutil.which("initdb"), shutil.which("postgres")]
    if None in programs:
        pytest.skip("no PostgreSQL server on this machine")
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # PostgreSQL refuses to run as root, and its data must belong to who runs it.
    account = {"user": "nobody"} if hasattr(os, "geteuid") and os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory() as folder:
        if account:
            shutil.chown(folder, "nobody")
        data = str(Path(folder) / "data")
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder, **account}
        subprocess.run([programs[0], "-D", data, "-U", "lab", "-A", "trust"], check=True, **quiet)
        command = [programs[1], "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", folder]
        with subprocess.Popen(command, **quiet) as process:
            yield f"postgresql+psycopg://lab@127.0.0.1:{port}/postgres"
            process.terminate()


@pytest.fixture
def store(server):
    opened = open_when_ready(server)
    yield opened
    opened.close()


def open_when_ready(url):
    end = time.monotonic() + 20
    while True:
        try:
            return TelemetryStore.open(url, f"room-{time.time_ns()}"[:32])
        except StoreError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


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
