"""A node in this process, on hardware that a test controls, against a real broker that may be killed."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

from iot_lab.mqtt.address import BrokerAddress
from iot_lab.node import Node
from iot_lab.node.node_file import NodeFile, SensorChannel, SensorPlan
from iot_lab.node.outbox import Outbox
from iot_lab.texts import texts
from tests.rigs.running_kit import free_port, wait_until

READ_AT = SensorChannel("read-at", "read_at_ms", "ms")
"""A series whose values are the times at which they were read."""


def plan(name="clock", channel=READ_AT, every_s=0.1, **more) -> SensorPlan:
    return SensorPlan(name, "test:Test", "none", (channel,), every_s, **more)


class Hardware:
    """Every sensor tells the time, but those of `broken`, which raise."""

    name, is_simulated = "TEST", False

    def __init__(self) -> None:
        self.broken: dict[str, Exception] = {}
        self.opened: list[str] = []
        self.blinked: list[str | None] = []

    def open(self, plan):
        self.opened.append(plan.name)
        if plan.name in self.broken:
            raise self.broken[plan.name]
        return SimpleNamespace(read_at_ms=lambda: self._read(plan.name), deinit=lambda: None)

    def _read(self, name):
        if name in self.broken:
            raise self.broken[name]
        return time.time_ns() // 1_000_000

    def blink(self, pin, seconds):
        self.blinked.append(pin)


class Heard:
    """What the person at the computer is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.errors: list[str] = []

    def say(self, line):
        self.lines.append(line)

    def warn(self, error):
        self.errors.append(error.code)


class BrokerProcess:
    """Our broker in a process of its own; `kill` is a power cut."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [
            sys.executable,
            str(Path(__file__).with_name("broker_process.py")),
            str(self.port),
            str(self._folder),
        ]
        self._process = subprocess.Popen(command)
        wait_until(self._is_listening)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _is_listening(self) -> bool:
        import socket

        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class RunningNode:
    """A node that runs in a thread until the context ends."""

    def __init__(self, port: int, queue: Path, *plans: SensorPlan, secret: str = "right", led=None) -> None:
        self.hardware, self.heard = Hardware(), Heard()
        self.outbox = Outbox(queue)
        file = NodeFile("atelier", "capteur-01", secret, plans or (plan(),), led=led, sha256="ab" * 32)
        broker = BrokerAddress("127.0.0.1", port)
        self._stop = threading.Event()
        self.node = Node(file, broker, self.hardware, self.outbox, self.heard, texts("en"))
        self._thread = threading.Thread(target=self.node.run, args=(self._stop,))

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join(20)
        self.outbox.close()
