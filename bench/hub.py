"""The hub: from the broker into SQLite on one core each, and charts that stay fast as the store grows.

`python bench/hub.py [--quick]`; exit 1 when the goal is missed. Beside them, in the same run: the plainest insert there
is (sqlite3's executemany of the same rows), and the plainest chart (GROUP BY over the samples).
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from iot_lab.room import Register
from iot_lab.store import Batch, Reading, TelemetryStore

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST_PER_S = 15_000
MOST_CHART_MS = 50.0
MOST_GROWTH = 1.5
BOARDS = 30
ROOM = "atelier"
START_MS = 1_764_000_000_000
BATCH = 10_000
FAST_HZ = 100
BROKER = """
import sys, threading
from pathlib import Path
from iot_lab.broker import Broker, BrokerLimits
from iot_lab.room import Register
data = Path(sys.argv[1])
limits = BrokerLimits(messages_per_s=10**9)
broker = Broker(Register.open(data), host="127.0.0.1", port=0, state=data / "broker", limits=limits)
broker.start()
print(broker.port, flush=True)
threading.Event().wait()
"""
HUB = """
import json, sys, time
from iot_lab.hub import Hub
from iot_lab.hub.limits import HubLimits
from iot_lab.store import TelemetryStore
url, database, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = TelemetryStore.open(f"sqlite:///{database}", "atelier")
hub = Hub(store, url, room="atelier", limits=HubLimits(messages_per_s=1e9, burst_messages=1e9))
hub.start()
while hub.state().state != "ok":
    time.sleep(0.05)
print("ready", flush=True)
end = time.time() + 120
while store.totals().stored < wanted and time.time() < end:
    time.sleep(0.01)
counts = store.totals()
print(json.dumps({"stored": counts.stored, "duplicates": counts.duplicates, "end_s": time.time(),
                  "cpu_s": time.process_time()}), flush=True)
hub.stop()
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer messages and samples, under 50 s")
    quick = parser.parse_args().quick
    per_s, lost = ingest(60_000 if quick else 300_000)
    growth, slowest_ms = grow(1_000_000 if quick else 10_000_000)
    is_met = per_s >= LEAST_PER_S and lost == 0 and growth <= MOST_GROWTH and slowest_ms <= MOST_CHART_MS
    if quick:
        print("quick: a tenth of the samples and a fifth of the messages; without --quick the store holds 10,000,000")
    print(
        f"goal: {'met' if is_met else 'missed'}: {per_s:,.0f} QoS 1 messages/s into SQLite (at least {LEAST_PER_S:,}), "
        f"{lost} lost (none), inserts x{growth:.2f} from the first to the last samples (at most {MOST_GROWTH}), "
        f"slowest chart {slowest_ms:.0f} ms (at most {MOST_CHART_MS:.0f})"
    )
    return 0 if is_met else 1


def ingest(messages: int) -> tuple[float, int]:
    """Return messages/s from the first publish to the last row committed, and how many were lost."""
    with tempfile.TemporaryDirectory(prefix="iot-lab-bench-") as folder:
        data = Path(folder)
        register = Register.open(data, ROOM)
        accounts = {name: register.add(name, "board").secret for name in (f"board-{n:02}" for n in range(BOARDS))}
        hub_secret = register.add("hub", "hub").secret
        broker = _start(BROKER, 0, str(data))
        port = int(_line(broker))
        wanted = messages // BOARDS // 50 * 50 * BOARDS
        hub = _start(HUB, 1, f"mqtt://hub:{hub_secret}@127.0.0.1:{port}", str(data / "lab.db"), str(wanted))
        _line(hub)
        load = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("hub_load.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        _pin(load.pid, 0)
        assert load.stdin is not None
        load.stdin.write(json.dumps({"port": port, "room": ROOM, "accounts": accounts, "messages": messages}) + "\n")
        load.stdin.flush()
        began = json.loads(_line(load))
        result = json.loads(_line(hub))
        for process in (load, hub, broker):
            process.terminate()
            process.wait(10)
        per_s = result["stored"] / (result["end_s"] - began["start_s"])
        limit = _plain_insert(data / "plain.db", wanted)
        lost = began["sent"] - result["stored"]
        print(f"broker to SQLite   {per_s:10,.0f} messages/s   {lost} lost, {result['duplicates']} twice")
        print(f"sqlite3 alone      {limit:10,.0f} rows/s       the hub is at x{per_s / limit:.2f} of it")
    return per_s, lost


def _plain_insert(path: Path, rows: int) -> float:
    """Insert the same rows with nothing around: the limit."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE samples (series, t, n, value, PRIMARY KEY (series, t, n)) WITHOUT ROWID")
    start = time.perf_counter()
    for first in range(0, rows, BATCH):
        with connection:
            batch = [
                (n % BOARDS, START_MS + 1000 * n, n, 20 + n % 97 / 10) for n in range(first, min(rows, first + BATCH))
            ]
            connection.executemany("INSERT INTO samples VALUES (?, ?, ?, ?)", batch)
    connection.close()
    return rows / (time.perf_counter() - start)


def grow(total: int) -> tuple[float, float]:
    """Fill a store; return how much dearer the last inserts are than the first, and the slowest chart in ms."""
    with tempfile.TemporaryDirectory(prefix="iot-lab-bench-") as folder:
        store = TelemetryStore.open(f"sqlite:///{folder}/lab.db", ROOM)
        costs = [_fill(store, first, BATCH) for first in range(0, total, BATCH)]
        tenth = max(1, len(costs) // 10)
        first, last = sum(costs[:tenth]) / tenth, sum(costs[-tenth:]) / tenth
        print(f"store of {total:,} samples, {BOARDS} series: {1e6 * first / BATCH:.1f} us a sample at first,", end=" ")
        print(f"{1e6 * last / BATCH:.1f} us at last (x{last / first:.2f})")
        path, slow_ms = Path(folder) / "lab.db", 1000 * (total // BOARDS)
        slowest = _time_charts(store, path, ("board-07", "temperature"), slow_ms)
        fast = ("board-08", "motion")
        for begin in range(0, total // 10, BATCH):
            rows = [Reading(START_MS + n * 1000 // FAST_HZ, n, n % 997 / 9, False) for n in range(begin, begin + BATCH)]
            store.write(Batch(now_ms=START_MS, readings={fast: rows}))
        print(f"and of a series of {total // 10:,} samples at {FAST_HZ} Hz:")
        slowest = max(slowest, _time_charts(store, path, fast, total // 10 * 1000 // FAST_HZ))
        store.close()
    return last / first, slowest


def _fill(store: TelemetryStore, first: int, count: int) -> float:
    readings: dict[tuple[str, str], list[Reading]] = {}
    for number in range(first, first + count):
        board, n = number % BOARDS, number // BOARDS
        row = Reading(START_MS + 1000 * n, n + 1, 20 + number % 997 / 100, False)
        readings.setdefault((f"board-{board:02}", "temperature"), []).append(row)
    start = time.perf_counter()
    store.write(Batch(now_ms=START_MS, readings=readings))
    return time.perf_counter() - start


def _time_charts(store: TelemetryStore, path: Path, series: tuple[str, str], span_ms: int) -> float:
    connection = sqlite3.connect(path)
    query = "SELECT s.id FROM series s JOIN boards b ON b.id = board_id WHERE b.name = ? AND s.name = ?"
    series_id = connection.execute(query, series).fetchone()[0]
    connection.close()
    windows = {
        "everything": span_ms,
        "a day": 86_400_000,
        "an hour": 3_600_000,
        "ten minutes": 600_000,
        "a minute": 60_000,
    }
    slowest = 0.0
    print(f"{'chart of':14}{'ours':>10}{'GROUP BY':>12}{'ratio':>8}")
    for name, window_ms in windows.items():
        end_ms = START_MS + span_ms
        if window_ms > span_ms:
            continue
        start_ms = end_ms - window_ms
        ours = _best(lambda: store.chart(*series, start_ms, end_ms, 500))  # noqa: B023
        plain = _best(lambda: _group_by(path, series_id, start_ms, end_ms))  # noqa: B023
        slowest = max(slowest, ours)
        print(f"{name:14}{ours:7.1f} ms{plain:9.1f} ms{plain / ours:7.1f}x")
    return slowest


def _best(read: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        read()
        times.append(1000 * (time.perf_counter() - start))
    return sorted(times)[1]


def _group_by(path: Path, series_id: int, start_ms: int, end_ms: int) -> None:
    connection = sqlite3.connect(path)
    width = max(1, (end_ms - start_ms) // 500)
    connection.execute(
        "SELECT t_ms / ?, min(value), max(value), avg(value) FROM samples"
        " WHERE series_id = ? AND t_ms >= ? AND t_ms < ? GROUP BY 1",
        (width, series_id, start_ms, end_ms),
    ).fetchall()
    connection.close()


def _start(code: str, core: int, *words: str) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", code, *words], stdout=subprocess.PIPE, text=True)
    _pin(process.pid, core)
    return process


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def _pin(process_id: int, core: int) -> None:
    with suppress(AttributeError, psutil.Error):
        psutil.Process(process_id).cpu_affinity([core])


if __name__ == "__main__":
    sys.exit(main())
