"""Many rooms: PostgreSQL beside SQLite, two hubs of a room that are killed, a NATS cluster.

`python bench/many_rooms.py [--quick] [rate] [charts] [hubs] [nats]`; exit 1 when a goal is missed. Everything is
real: a private PostgreSQL, mosquitto, three NATS servers, `iot-lab hub`. Whatever is killed is killed
with SIGKILL, at random.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import paho.mqtt.client as paho
import psycopg
from paho.mqtt.enums import CallbackAPIVersion

from iot_lab.contract.topics import client_id
from iot_lab.store import Batch, Database, Reading, TelemetryStore
from iot_lab.store.telemetry import tables
from tests.rigs.mosquitto import running_mosquitto
from tests.rigs.nats import running_nats
from tests.rigs.postgresql import empty_database, running_server
from tests.rigs.running_kit import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

START = 1_764_000_000_000
BOARDS = [f"capteur-{number:02}" for number in range(1, 31)]
LEAST_RATIO = 0.5
MOST_CHART_MS = 50.0
KILLS = 10


def filled(address: str, batches: int, size: int = 600) -> float:
    """Return the rate of `Store.write` in samples a second."""
    store = TelemetryStore.open(address, "atelier")
    each, first, spent_s = size // len(BOARDS), 0, 0.0
    for _ in range(batches):
        readings = {
            (board, "temperature"): [Reading(START + 1000 * n, n, n / 7, False) for n in range(first, first + each)]
            for board in BOARDS
        }
        begin_s = time.perf_counter()
        store.write(Batch(now_ms=START, readings=readings, seen_ms=dict.fromkeys(BOARDS, START)))
        spent_s += time.perf_counter() - begin_s
        first += each
    store.close()
    return batches * size / spent_s


def rate(server: str, folder: Path, *, quick: bool) -> bool:
    batches, best = (60 if quick else 200), {"sqlite": 0.0, "postgresql": 0.0}
    for number in range(3):
        best["sqlite"] = max(best["sqlite"], filled(f"sqlite:///{folder}/rate{number}.db", batches))
        with empty_database(server, f"rate{number}") as address:
            best["postgresql"] = max(best["postgresql"], filled(address, batches))
    ratio = best["postgresql"] / best["sqlite"]
    print(
        f"rate       batches of 600: SQLite {best['sqlite']:,.0f}/s,"
        f" PostgreSQL {best['postgresql']:,.0f}/s: {ratio:.2f}"
    )
    return ratio >= LEAST_RATIO


def charts(server: str, _folder: Path, *, quick: bool) -> bool:
    """Ten million samples of ten boards over four months, put there by SQL; then charts of every width."""
    count = 1_000_000 if quick else 10_000_000
    with empty_database(server, "charts") as address:
        store = TelemetryStore.open(address, "atelier")
        store.write(
            Batch(readings={(board, "t"): [Reading(START + 200_000_000_000, 0, 0.0, False)] for board in BOARDS[:10]})
        )
        for month in range(6):
            store.write(Batch(readings={("capteur-01", "t"): [Reading(START + month * 2_600_000_000, 1, 0.0, False)]}))
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(
                "INSERT INTO samples SELECT s.id, %s + g * 10000::bigint, g, sin(g / 1000.0) FROM series s,"
                " generate_series(2, %s) g ON CONFLICT DO NOTHING",
                (START, count // 10),
            )
            kept = (
                " ON CONFLICT (series_id, width_ms, start_ms) DO UPDATE SET count = excluded.count,"
                " low = excluded.low, high = excluded.high, total = excluded.total"
            )
            connection.execute(
                "INSERT INTO rollups SELECT series_id, 10000, t_ms - t_ms % 10000, count(*), min(value), max(value),"
                f" sum(value) FROM samples GROUP BY 1, 3{kept}"
            )
            for width in (100_000, 1_000_000, 10_000_000, 100_000_000):
                connection.execute(
                    "INSERT INTO rollups SELECT series_id, %s, start_ms - start_ms %% %s, sum(count), min(low),"
                    f" max(high), sum(total) FROM rollups WHERE width_ms = %s GROUP BY 1, 3{kept}",
                    (width, width, width // 10),
                )
            connection.execute("VACUUM ANALYZE")
        medians = {}
        for days in (0.01, 0.1, 1, 7, 30, 110):
            span = int(days * 86_400_000)
            found = []
            for turn in range(7):
                at = START + turn * 7_000_000
                begin_s = time.perf_counter()
                store.chart("capteur-05", "t", at, at + span)
                found.append(1000 * (time.perf_counter() - begin_s))
            medians[days] = sorted(found)[len(found) // 2]
        store.close()
    told = ", ".join(f"{days:g} days {median:.1f} ms" for days, median in medians.items())
    print(f"charts     {count:,} samples in months, median of seven: {told}")
    return max(medians.values()) < MOST_CHART_MS


@contextlib.contextmanager
def publishing(port: int, rooms: tuple[str, ...], per_s: int) -> Iterator[dict[str, int]]:
    """Publish numbered samples for ten boards a room, QoS 1, until the end; yield how many each room was sent."""
    sent, stop = dict.fromkeys(rooms, 0), threading.Event()
    clients = {}
    for room in rooms:
        clients[room] = paho.Client(CallbackAPIVersion.VERSION2, client_id=client_id(room, "bench"))
        clients[room].max_queued_messages_set(0)
        clients[room].connect("127.0.0.1", port)
        clients[room].loop_start()

    def work() -> None:
        began_s = time.monotonic()
        while not stop.wait(0.05):
            while sum(sent.values()) < per_s * (time.monotonic() - began_s):
                for room, client in clients.items():
                    number, board = divmod(sent[room], 10)
                    said = {"v": number + (0.5 if room == rooms[-1] else 0), "t": START + 100 * number, "n": number}
                    client.publish(f"lab/{room}/{BOARDS[board]}/data/count", json.dumps(said), qos=1)
                    sent[room] += 1

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield sent
    finally:
        stop.set()
        thread.join()
        for client in clients.values():
            wait_until(lambda client=client: not client._out_messages, 60)
            client.disconnect()
            client.loop_stop()


def counts(address: str, room: str) -> tuple[int, int]:
    """Return (stored, missing) as the database says now."""
    store = TelemetryStore.open(address, room)
    found = store.totals()
    store.close()
    return found.stored, found.missing


def told(address: str, room: str) -> dict[str, object]:
    """Return samples, counts and roll-ups of a room, to be compared."""
    database = Database.open(address)
    store = TelemetryStore(database, room)
    found: dict[str, object] = {}
    for board in store.boards():
        for one in store.series(board.name):
            rows = [
                (sample.t_ms, sample.n, sample.value) for sample in store.samples(board.name, one.name, 0, 2**50, 10**7)
            ]
            found[f"{board.name}/{one.name}"] = (rows, one.stored, one.missing)
    with database.reading() as connection:
        query = (
            tables.rollups.select()
            .join(tables.series, tables.series.c.id == tables.rollups.c.series_id)
            .join(tables.boards, tables.boards.c.id == tables.series.c.board_id)
            .where(tables.boards.c.room == room)
            .with_only_columns(tables.boards.c.name, tables.series.c.name, *list(tables.rollups.columns)[1:])
        )
        found["rollups"] = sorted(tuple(row) for row in connection.execute(query))
    database.close()
    return found


def hub_process(room: str, database: str, broker: str, folder: Path, number: int) -> subprocess.Popen[bytes]:
    words = ["--room", room, "--database", database, "--broker", broker, "--lang", "en"]
    with (folder / f"hub{number}.log").open("ab") as log:
        return subprocess.Popen([sys.executable, "-m", "iot_lab", "hub", *words], stdout=log, stderr=log)


def hubs(server: str, folder: Path, *, quick: bool) -> bool:
    """Two hubs of one room, one of them killed at random ten times; beside it, what one writer makes of the same."""
    kills = 3 if quick else KILLS
    with contextlib.ExitStack() as opened:
        address = opened.enter_context(empty_database(server, "hubs"))
        broker, _ = opened.enter_context(running_mosquitto(folder))
        pair = [hub_process("atelier", address, broker, folder, number) for number in range(2)]
        wait_until(lambda: any("Storing" in (folder / f"hub{n}.log").read_text() for n in range(2)), 60)
        with publishing(int(broker.rpartition(":")[2]), ("atelier",), 400) as sent:
            for _ in range(kills):
                time.sleep(random.uniform(1.0, 5.0))
                place = random.randrange(2)
                pair[place].kill()
                pair[place].wait()
                pair[place] = hub_process("atelier", address, broker, folder, place)
        wanted = sent["atelier"]
        with contextlib.suppress(AssertionError, TimeoutError):
            wait_until(lambda: counts(address, "atelier")[0] >= wanted, 60)
        for one in pair:
            one.terminate()
            one.wait()
        alone = TelemetryStore.open(f"sqlite:///{folder}/alone.db", "atelier")
        of_one = {
            (BOARDS[board], "count"): [
                Reading(START + 100 * n, n, float(n) + 0.5, False) for n in range((wanted - board + 9) // 10)
            ]
            for board in range(10)
        }
        alone.write(Batch(readings=of_one))
        alone.close()
        same = told(address, "atelier") == told(f"sqlite:///{folder}/alone.db", "atelier")
        stored, missing = counts(address, "atelier")
    print(f"hubs       {kills} kills: sent {wanted:,}, stored {stored:,}, missing {missing}, as one hub's: {same}")
    return same and stored == wanted


def nats(server: str, folder: Path, *, quick: bool) -> bool:
    """Two rooms with boards of the same names on three NATS servers, one of which is killed, and a hub of each."""
    rooms = ("atelier", "mediatheque")
    with contextlib.ExitStack() as opened:
        address = opened.enter_context(empty_database(server, "nats"))
        nodes = opened.enter_context(running_nats(folder, nodes=3))
        time.sleep(5.0)  # the cluster chooses its leader
        places = ",".join(f"127.0.0.1:{node.port}" for node in nodes)
        pairs = [hub_process(room, address, f"mqtt://{places}", folder, 10 + n) for n, room in enumerate(rooms)]
        wait_until(lambda: all(counts(address, room)[0] >= 0 for room in rooms), 60)
        wait_until(lambda: all("Storing" in (folder / f"hub{10 + n}.log").read_text() for n in range(2)), 60)
        time.sleep(5.0)  # subscribed
        with publishing(nodes[2].port, rooms, 200) as sent:
            time.sleep(5.0)
            nodes[0].kill()
            time.sleep(5.0)
            nodes[0].start()
            pairs[1].kill()
            pairs[1].wait()
            pairs[1] = hub_process(rooms[1], address, f"mqtt://{places}", folder, 11)
            time.sleep(3.0 if quick else 20.0)
        with contextlib.suppress(AssertionError, TimeoutError):
            wait_until(lambda: all(counts(address, room)[0] >= sent[room] for room in rooms), 90)
        found = {room: counts(address, room) for room in rooms}
        for one in pairs:
            one.terminate()
            one.wait()
    print(f"nats       a node and a hub killed: sent {sent}, (stored, missing) {found}")
    return all(found[room] == (sent[room], 0) for room in rooms)


PARTS: dict[str, Callable[..., bool]] = {"rate": rate, "charts": charts, "hubs": hubs, "nats": nats}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help="which, all of them by default")
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    is_good = True
    with running_server() as server:
        for name in asked.parts or PARTS:
            with tempfile.TemporaryDirectory() as folder:
                is_good = PARTS[name](server, Path(folder), quick=asked.quick) and is_good
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
