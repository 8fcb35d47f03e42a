"""A real kit in a process of its own, as a trainer starts it: `iot-lab up --no-browser` on free ports."""

import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, suppress
from pathlib import Path

DEADLINE_S = 300.0
IS_TAKEN = re.compile(r"iot-lab up --(mqtt-)?port \d")


def free_port() -> int:
    """Return a port below those that the system hands out by itself: nobody's connection takes it before the kit does."""
    while True:
        with closing(socket.socket()) as probe, suppress(OSError):
            probe.bind(("127.0.0.1", random.SystemRandom().randrange(12_000, 32_000)))
            return int(probe.getsockname()[1])


def wait_until(condition, deadline_s: float = DEADLINE_S):
    """Return the condition's first true answer; fails after the deadline."""
    end = time.monotonic() + deadline_s
    while time.monotonic() < end:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.02)
    raise AssertionError(f"nothing within {deadline_s} s: {condition}")


class RunningKit:
    """One `iot-lab up`; ports stay the same from one start to the next."""

    def __init__(self, data: Path, *options: str) -> None:
        self.data = data
        self.port, self.mqtt_port = free_port(), free_port()
        self.options = options
        self.language = "fr"
        self.output = data.parent / f"{data.name}.out"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start; for the first time, on other ports where somebody took these since they were chosen."""
        is_first = self.process is None
        try:
            self._start_once()
        except AssertionError:
            if not is_first or not IS_TAKEN.search(self.said()):
                raise
            self.port, self.mqtt_port = free_port(), free_port()
            self._start_once()

    def _start_once(self) -> None:
        command = [sys.executable, "-m", "iot_lab", "up", "--no-browser", "--host", "127.0.0.1"]
        command += ["--lang", self.language, "--port", str(self.port), "--mqtt-port", str(self.mqtt_port)]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*command, "--data", str(self.data), *self.options],
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, "COLUMNS": "200", "PYTHONWARNINGS": "error"},
            )
        wait_until(self.is_answering)

    def is_answering(self) -> bool:
        assert self.process is not None
        if self.process.poll() is not None:
            raise AssertionError(f"the kit ended: {self.said()}")
        try:
            with urllib.request.urlopen(f"{self.url}/health", timeout=2) as answer:
                return answer.status == 200
        except OSError:
            return False

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")

    def trainer_link(self) -> str:
        found = wait_until(lambda: re.search(r"http://\S+/join\?key=\S+", self.said()))
        return found[0]

    def interrupt(self) -> int:
        """Press Ctrl-C and return the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(DEADLINE_S)

    def kill(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()
