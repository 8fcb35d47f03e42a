"""Speed and cost of simulated boards: `python bench/simulator.py [--quick]`, under 50 s, goals on the last line."""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psutil

from iot_lab.broker.server import Broker
from iot_lab.grading.worker import times_slower
from iot_lab.mqtt.address import BrokerAddress
from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.board_library import library
from iot_lab.simulator.demos import DEMOS
from iot_lab.simulator.live.live_board import BoardIdentity, LiveBoard, simulated_config, stop_all
from iot_lab.simulator.world.scenario import Wifi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEN_MINUTES_GOAL_MS = 60.0
ENDLESS_GOAL = 0.08
BOARDS = 300
BOARDS_GOAL, BOARDS_GOAL_MB = 0.40, 150.0
PROCESS = psutil.Process()
PUBLISHER = """
import json, time, network, dht
from machine import Pin
from umqtt.simple import MQTTClient
w = network.WLAN(network.STA_IF)
w.active(True)
w.connect("atelier", "atelier123")
while not w.isconnected():
    time.sleep_ms(100)
client = MQTTClient("b1", "192.168.4.1")
client.connect()
sensor = dht.DHT22(Pin(15))
while True:
    sensor.measure()
    client.publish("room/temperature", str(sensor.temperature()))
    client.publish("room/humidity", str(sensor.humidity()))
    time.sleep(2)
"""
ONE_HZ = "import lab\nlab.every(1, lambda: lab.publish('count', 1))\nlab.run()\n"


class Anyone:
    """A broker's rights for a bench on 127.0.0.1."""

    def authenticate(self, username: str | None, password: bytes | None) -> str | None:  # noqa: ARG002
        return username

    def may_write(self, account: str, topic: str) -> bool:  # noqa: ARG002
        return True

    def may_read(self, account: str, topic: str) -> bool:  # noqa: ARG002
        return True


def median_ms(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


def cpu_share(seconds: float) -> float:
    """Return the share of one core that this process uses meanwhile."""
    return cpu_shares(seconds, PROCESS)[0]


def settle(most_s: float = 30) -> None:
    """Wait until what boards do once (joining, saying who they are) is done: until the load no longer falls."""
    end_s, before = time.monotonic() + most_s, float("inf")
    while time.monotonic() < end_s and (share := cpu_share(4)) < 0.9 * before:
        before = share


def cpu_shares(seconds: float, *processes: psutil.Process) -> list[float]:
    """Return the share of one core that each process uses meanwhile."""
    before, start = [cpu_s(one) for one in processes], time.monotonic()
    time.sleep(seconds)
    length_s = time.monotonic() - start
    return [(cpu_s(one) - spent) / length_s for one, spent in zip(processes, before, strict=True)]


def cpu_s(process: psutil.Process) -> float:
    spent = process.cpu_times()
    return spent.user + spent.system


@contextmanager
def broker_process() -> Iterator[tuple[int, psutil.Process]]:
    """A broker in a process of its own: its port and that process."""
    command = [sys.executable, __file__, "--broker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline()), psutil.Process(process.pid)
        finally:
            assert process.stdin is not None
            process.stdin.close()


def serve() -> None:
    broker = Broker(Anyone(), host="127.0.0.1", port=0)
    broker.start()
    print(broker.port, flush=True)
    sys.stdin.read()
    broker.stop()


def virtual(*, quick: bool) -> float:
    times = 5 if quick else 15
    climate = DEMOS["climate"]
    wifi = climate.scenario.wifi
    identity = BoardIdentity("atelier", "capteur-01", "secret")
    files = {**library(), "config.json": simulated_config(identity, ("192.168.4.1", 1883), wifi)}
    run_virtual("pass", Scenario())
    fresh = median_ms(lambda: run_virtual("pass", Scenario()), times)
    blink = median_ms(lambda: run_virtual("import time\nfor i in range(600):\n time.sleep(1)", Scenario(600)), times)
    plain = median_ms(lambda: run_virtual(PUBLISHER, climate.scenario), times)
    demo = median_ms(lambda: run_virtual(climate.program, climate.scenario, files=files), times)
    print(f"fresh run                               {fresh:7.1f} ms")
    print(f"ten virtual minutes, 600 sleeps         {blink:7.1f} ms")
    print(f"ten virtual minutes, climate publisher  {plain:7.1f} ms (goal < {TEN_MINUTES_GOAL_MS:.0f})")
    print(f"ten virtual minutes, demo with lab      {demo:7.1f} ms")
    return plain


def endless(port: int, seconds: float) -> float:
    shares = {}
    for name, program in {"while True: pass": "while True: pass", "calls": "def f(): pass\nwhile True: f()"}.items():
        board = live(port, "endless", program)
        time.sleep(0.5)
        shares[name] = cpu_share(seconds)
        start = time.perf_counter()
        board.stop()
        stopped_ms = (time.perf_counter() - start) * 1000
        print(f"endless loop ({name:16}) {100 * shares[name]:7.1f} % of a core, stopped in {stopped_ms:.0f} ms")
    return max(shares.values())


def many(port: int, broker: psutil.Process, seconds: float) -> tuple[float, float]:
    """Return the share of a core and the memory of the process that holds all boards, its Python included."""
    gc.collect()
    boards = [live(port, f"capteur-{number:03}", ONE_HZ) for number in range(BOARDS)]
    settle()
    share, broker_share = cpu_shares(seconds, PROCESS, broker)
    # Its own: what would be free again if it ended; pages of libraries are shared with other processes.
    memory, broker_memory = (one.memory_full_info().uss / 1e6 for one in (PROCESS, broker))
    with_libraries = PROCESS.memory_info().rss / 1e6
    running = sum(board.state == "running" for board in boards)
    start = time.perf_counter()
    stop_all()
    stopped = time.perf_counter() - start
    print(f"{running} live boards at 1 Hz, their process  {100 * share:7.1f} % of a core, {memory:.0f} MB of its own")
    print(f"  with the libraries' shared pages      {'':7} {with_libraries:19.0f} MB")
    print(f"  broker, in its own process            {100 * broker_share:7.1f} % of a core, {broker_memory:.0f} MB")
    print(f"all stopped in                          {stopped:7.2f} s")
    return (share, memory) if running == BOARDS else (1.0, memory)


def live(port: int, name: str, program: str) -> LiveBoard:
    identity = BoardIdentity("atelier", name, "secret")
    around = Scenario(wifi=Wifi(joining_s=0.5))
    board = LiveBoard(identity, BrokerAddress("127.0.0.1", port), program, around, files=library())
    board.start()
    return board


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="shorter looks at the live boards")
    quick = parser.parse_args().quick
    slower = times_slower()
    print(f"this computer takes x{slower:.1f} of the time of the one that the goals were set on (grading/worker.py)")
    plain = virtual(quick=quick)
    with broker_process() as (port, broker):
        try:
            endless_share = endless(port, 2 if quick else 5)
            share, memory = many(port, broker, 5 if quick else 15)
        finally:
            stop_all()
    is_met = plain < TEN_MINUTES_GOAL_MS and endless_share < ENDLESS_GOAL
    is_met = is_met and share < BOARDS_GOAL and memory < BOARDS_GOAL_MB
    facts = {
        "times_slower": round(slower, 1),
        "ten_minutes_ms": round(plain, 1),
        "endless_share": round(endless_share, 3),
        "boards_share": round(share, 3),
        "boards_mb": round(memory),
    }
    print(f"goal: {'met' if is_met else 'missed'} {json.dumps(facts)}")
    return 0 if is_met else 1


serve() if "--broker" in sys.argv else sys.exit(main())
