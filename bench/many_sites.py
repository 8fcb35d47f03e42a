"""Two sites and a centre of two workers on PostgreSQL: workers and sites killed while samples come, then a long gap.

`python bench/many_sites.py [--quick] [--offline SAMPLES]`; exit 1 where the centre is not what the sites are. Real
programs, killed with SIGKILL at random; the long gap is a day of one site offline, five million samples unless said
otherwise.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import psutil

from iot_lab.room import Register
from iot_lab.store import Batch, Database, Reading, TelemetryStore
from tests.rigs.mosquitto import accepts
from tests.rigs.postgresql import empty_database, running_server
from tests.rigs.running_kit import free_port, wait_until

START = 1_764_000_000_000
SITES = ("atelier", "mediatheque")


class Site:
    """One room's store, and the `iot-lab sync` that sends it."""

    def __init__(self, folder: Path, room: str, url: str, key: str) -> None:
        self.room, self.data = room, folder / room
        self.data.mkdir()
        Register.open(self.data, room)
        self.address = f"sqlite:///{self.data / 'lab.db'}"
        self.store = TelemetryStore.open(self.address, room)
        self.measured = 0
        self._words = [url, "--key", key, "--data", str(self.data), "--lang", "en"]
        self.sender: subprocess.Popen[str] | None = None

    def measure(self, count: int) -> None:
        readings: dict[tuple[str, str], list[Reading]] = {}
        for number in range(self.measured, self.measured + count):
            n, board = divmod(number, 10)
            name = (f"capteur-{board:02}", "count")
            readings.setdefault(name, []).append(Reading(START + 170 * n, n, float(n), False))
        self.store.write(Batch(readings=readings))
        self.measured += count

    def begin(self, *more: str) -> subprocess.Popen[str]:
        asked = [sys.executable, "-m", "iot_lab", "sync", *self._words, *more]
        self.sender = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return self.sender

    def kill(self) -> None:
        if self.sender is not None:
            self.sender.kill()
            self.sender.communicate()


def race(sites: list[Site], centre: subprocess.Popen[bytes], turns: int) -> None:
    """Let 400 samples a second come while workers and senders are killed."""
    for site in sites:
        site.begin("--every", "1")
    for turn in range(turns):
        for site in sites:
            site.measure(50)
        if turn % 40 == 25:
            children = psutil.Process(centre.pid).children()
            workers = [one for one in children if "spawn_main" in " ".join(one.cmdline())]
            random.choice(workers).send_signal(signal.SIGKILL)
        if turn % 40 == 5:
            site = random.choice(sites)
            site.kill()
            site.begin("--every", "1")
        time.sleep(0.25)
    for site in sites:
        site.kill()


def everything(address: str, room: str) -> object:
    """Return counts and sums of every series from the samples, its roll-ups, and its counts."""
    joined = (
        "FROM {0} JOIN series ON series.id = {0}.series_id JOIN boards ON boards.id = series.board_id"
        f" WHERE boards.room = '{room}'"
    )
    of_series = f"FROM series JOIN boards ON boards.id = series.board_id WHERE boards.room = '{room}'"
    asked = (
        "SELECT boards.name, series.name, count(*), sum(samples.value), min(samples.t_ms), max(samples.t_ms) "
        + joined.format("samples")
        + " GROUP BY 1, 2",
        "SELECT boards.name, series.name, width_ms, start_ms, count, low, high, total " + joined.format("rollups"),
        f"SELECT boards.name, series.name, stored, late, missing, duplicates {of_series}",
    )
    database = Database.open(address)
    with database.reading() as connection:
        found = [sorted(tuple(row) for row in connection.exec_driver_sql(one)) for one in asked]
    database.close()
    return found


def run(server: str, folder: Path, offline: int, *, quick: bool) -> bool:
    with ExitStack() as opened:
        address = opened.enter_context(empty_database(server, "centre"))
        environment, port = {**os.environ, "IOT_LAB_DATABASE": address}, free_port()
        command, sites = [sys.executable, "-m", "iot_lab", "centre"], []
        for room in SITES:
            said = subprocess.run([*command, "add", room], env=environment, capture_output=True, text=True, check=True)
            key = said.stdout.rpartition("--key ")[2].strip()
            sites.append(Site(folder, room, f"http://127.0.0.1:{port}", key))
        words = ["--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
        centre = subprocess.Popen([*command, *words], env=environment, stdout=subprocess.DEVNULL)
        opened.callback(centre.wait)
        opened.callback(centre.terminate)
        wait_until(lambda: accepts(port), 60)
        race(sites, centre, 100 if quick else 400)
        while sites[0].measured < offline:
            sites[0].measure(50_000)
        begin_s = time.perf_counter()
        for site in sites:
            said_there = site.begin().communicate()[0].splitlines()
            print(f"sync       {site.room}: {said_there[0]}, then {said_there[-1]}")
        spent_s = time.perf_counter() - begin_s
        is_same = all(everything(site.address, site.room) == everything(address, site.room) for site in sites)
        count = sum(site.measured for site in sites)
        for site in sites:
            site.store.close()
    print(f"sync       {count:,} samples of two sites at the centre, the rest in {spent_s:.0f} s, equal: {is_same}")
    return is_same


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--offline", type=int, help="samples measured while the site has no network")
    asked = parser.parse_args()
    with running_server() as server, tempfile.TemporaryDirectory() as folder:
        offline = asked.offline or (200_000 if asked.quick else 5_000_000)
        return 0 if run(server, Path(folder), offline, quick=asked.quick) else 1


if __name__ == "__main__":
    sys.exit(main())
