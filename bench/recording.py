"""Recordings: 10 boards x 50 Hz x 6 axes x 30 minutes: `python bench/recording.py [--quick]`.

The half hour is sent as fast as the broker acknowledges, dated as boards would, with QoS 1; then a stretch of it at its
real pace, to measure the processor. Goals on the last line: nothing lost or twice, each board's mean rate within 1 %,
25 MB on disk at most, every take of it whole, 15 % of a core at most. Under 3 minutes; --quick (under 50 s) sends a
sixth of it. It waits as long as numbers come, and 30 s more, however slow the machine is.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from hub_load import Board, serve

from iot_lab.room import Register
from iot_lab.store import Database, RecordingsStore, TelemetryStore
from iot_lab.workshop.ai.takes import COUNTDOWN_MS, RecordedTakes

ROOM = "atelier"
BOARDS, HZ, AXES = 10, 50, ("ax", "ay", "az", "gx", "gy", "gz")
BLOCK = HZ // 2
MINUTES = 30
MOST_BYTES, MOST_SHARE, MOST_OFF = 25_000_000, 0.15, 0.01
START_MS = 1_764_000_000_000
TAKE_S = 100
BROKER_AND_HUB = """
import json, sys, time
from pathlib import Path
from iot_lab.broker import Broker, BrokerLimits
from iot_lab.hub import Hub
from iot_lab.hub.limits import HubLimits
from iot_lab.room import Register
from iot_lab.store import TelemetryStore
data = Path(sys.argv[1])
limits = BrokerLimits(messages_per_s=10**9)
broker = Broker(Register.open(data), host="127.0.0.1", port=0, state=data / "broker", limits=limits)
broker.start()
store = TelemetryStore.open(f"sqlite:///{data / 'lab.db'}", "atelier")
url = f"mqtt://hub:{sys.argv[2]}@127.0.0.1:{broker.port}"
hub = Hub(store, url, room="atelier", limits=HubLimits(messages_per_s=1e9, burst_messages=1e9))
hub.start()
while hub.state().state != "ok":
    time.sleep(0.05)
print(broker.port, flush=True)
for wanted in sys.stdin:
    before, came_s = None, time.time()
    while (come := store.totals().stored + store.totals().duplicates) < int(wanted) and time.time() < came_s + 30:
        before, came_s = come, came_s if come == before else time.time()
        time.sleep(0.05)
    counts = store.totals()
    print(json.dumps([counts.stored, counts.missing, counts.duplicates]), flush=True)
hub.stop()
store.close()
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="5 of the 30 minutes, under 50 s")
    quick = parser.parse_args().quick
    minutes = MINUTES / 6 if quick else MINUTES
    with tempfile.TemporaryDirectory(prefix="iot-lab-bench-") as folder:
        data = Path(folder)
        register = Register.open(data, ROOM)
        accounts = {name: register.add(name, "board").secret for name in (f"board-{n:02}" for n in range(BOARDS))}
        secret = register.add("hub", "hub").secret
        command = [sys.executable, "-c", BROKER_AND_HUB, str(data), secret]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as room:
            goals = record(room, accounts, round(minutes * 60), 8 if quick else 60)
        goals += kept(data, round(minutes * 60), minutes / MINUTES)
    missed = [words for words, is_met in goals if not is_met]
    print(f"goal: {len(goals) - len(missed)} of {len(goals)} met" + "".join(f"; missed: {one}" for one in missed))
    return 1 if missed else 0


Goals = list[tuple[str, bool]]


def record(room: subprocess.Popen[str], accounts: dict[str, str], seconds: int, real_s: int) -> Goals:
    """Send the recording, then some more of it at its own pace."""
    port = int(_line(room))
    boards = [
        Board(port, name, secret, blocks(name, 2 * seconds, 2 * real_s), 1) for name, secret in accounts.items()
    ]  # fmt: skip
    began_s = time.perf_counter()
    for board in boards:
        board.hold(2 * seconds)
    serve(boards)
    fast = seconds * HZ * BOARDS * len(AXES)
    stored, missing, twice = asked(room, fast)
    took_s = time.perf_counter() - began_s
    print(f"{seconds / 60:.0f} minutes in {took_s:.0f} s: {stored} of {fast} numbers, {missing} missing, {twice} twice")
    process = psutil.Process(room.pid)
    before, began_s = _cpu_s(process), time.perf_counter()
    for turn in range(2 * real_s):
        for board in boards:
            board.hold(2 * seconds + turn + 1)
        serve(boards)
        time.sleep(max(0.0, began_s + (turn + 1) / 2 - time.perf_counter()))
    share = (_cpu_s(process) - before) / (time.perf_counter() - began_s)
    more = asked(room, fast + real_s * HZ * BOARDS * len(AXES))
    print(f"at real speed for {real_s} s: {100 * share:.1f} % of a core for broker, hub and store; counts {more}")
    assert room.stdin is not None
    room.stdin.close()
    room.wait(30)
    is_whole = (missing, twice, *more[1:]) == (0, 0, 0, 0)
    return [
        ("nothing lost or twice", stored == fast and is_whole and more[0] == fast + real_s * HZ * BOARDS * len(AXES)),
        ("processor", share <= MOST_SHARE),
    ]


def blocks(board: str, fast: int, real: int) -> list[bytes]:
    """Return the packets of one board, half a second each, of a movement that is never quite the same."""
    topic = f"lab/{ROOM}/{board}/data/motion".encode()
    head = len(topic).to_bytes(2, "big") + topic
    place = int(board[-2:])
    packets = []
    for number in range(fast + real):
        times = [(number * BLOCK + one) / HZ for one in range(BLOCK)]
        values = {
            axis: [
                round(
                    900 * math.sin((axis_place + 2) * t + place) + (number * 7919 + i * 104729 + axis_place) % 41 - 20
                )
                for i, t in enumerate(times)
            ]
            for axis_place, axis in enumerate(AXES)
        }
        told = {"v": values, "per": 1000, "t": START_MS + number * 500, "dt": 20, "n": number * BLOCK + 1}
        body = head + (number % 65535 + 1).to_bytes(2, "big") + json.dumps(told, separators=(",", ":")).encode()
        packets.append(b"\x32" + _length(len(body)) + body)
    return packets


def _length(size: int) -> bytes:
    """Return MQTT's variable length (OASIS 3.1.1, 2.2.3)."""
    found = b""
    while size > 127:
        found += bytes((size & 127 | 128,))
        size >>= 7
    return found + bytes((size,))


def asked(room: subprocess.Popen[str], wanted: int) -> tuple[int, int, int]:
    """Return how many numbers are stored, missing and twice, when so many came or nothing comes any more."""
    assert room.stdin is not None
    room.stdin.write(f"{wanted}\n")
    room.stdin.flush()
    stored, missing, twice = json.loads(_line(room))
    return stored, missing, twice


def kept(data: Path, seconds: int, share: float) -> Goals:
    """Look at what is on the disk: its size, each board's rate, takes that cover all of it."""
    database = Database.open(f"sqlite:///{data / 'lab.db'}")
    store = TelemetryStore(database, ROOM)
    names = [one.name for one in store.boards()]
    rates = []
    for name in names:
        found = store.blocks(name, "motion", START_MS, START_MS + 1000 * seconds - 1)
        rates.append(sum(one.size for one in found) / seconds)
    takes, began_s = RecordedTakes(RecordingsStore(database, ROOM), store), time.process_time()
    for turn in range(seconds // TAKE_S):
        planned_ms = START_MS - COUNTDOWN_MS + turn * TAKE_S * 1000
        takes.record(
            f"bench-{turn}", [(name, "motion") for name in names], "wave", "A", "2026-11-27", TAKE_S, 1, planned_ms
        )
    after_ms = START_MS + 10_000_000
    found_takes = [one for turn in range(seconds // TAKE_S) for one in takes.takes(f"bench-{turn}", after_ms)]
    states = [(one.samples.state, one.samples.size) for one in found_takes]
    database.close()
    print(f"takes planned and read in {time.process_time() - began_s:.1f} s of processor")
    size = sum(path.stat().st_size for path in data.glob("lab.db*"))
    # The half hour bears dates of last year and came in minutes: as after an outage, each take came late, and whole.
    whole = sum(state in ("complete", "late") and size == TAKE_S * HZ for state, size in states)
    print(
        f"on disk {size / 1e6:.1f} MB for {60 * MINUTES * share / 60:.0f} minutes; rates {min(rates):.2f} to "
        f"{max(rates):.2f} Hz; {whole} of {len(states)} takes of {TAKE_S} s whole"
    )
    return [
        ("25 MB on disk", size <= MOST_BYTES * (share + (0.1 if share < 1 else 0))),
        ("rate within 1 %", all(abs(one / HZ - 1) <= MOST_OFF for one in rates) and len(rates) == BOARDS),
        ("takes whole", whole == len(states) > 0),
    ]


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


if __name__ == "__main__":
    sys.exit(main())
