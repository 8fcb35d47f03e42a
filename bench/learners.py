"""A room at work: learners who each run a program on their drawn board, check it now and then, and open pages.

`python bench/learners.py [--quick] [--learners N] [--minutes N]`; exit 1 when a goal is missed. A real kit in a process
of its own; each learner is a thread with a cookie and an address of its own (127.0.1.1 and on). Every learner checks
once a minute, opens a page every ten seconds, saves every five, and has a program that looks at a button.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil

from tests.rigs.running_kit import RunningKit

PAGES_P95_MS = 200.0
GROWTH_MB = 60.0
PROGRAM = """from machine import Pin
import time
button, led = Pin(18, Pin.IN, Pin.PULL_UP), Pin(2, Pin.OUT)
while True:
    led.value(1 - button.value())
    time.sleep_ms({pause})
"""
JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Seen:
    """What all learners saw: milliseconds of pages, of runs and of checks, and what went wrong."""

    pages: list[float] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    checks: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class BenchLearner:
    """One learner."""

    def __init__(self, kit: RunningKit, number: int, seen: Seen) -> None:
        self._source = f"127.0.{1 + number // 200}.{1 + number % 200}"
        self._kit, self._number, self._seen = kit, number, seen
        self._cookie = "language=en"
        self._token: str | None = None

    def come_in(self, code: str) -> None:
        _, headers, _ = self._ask(
            "POST", "/join", urlencode({"nickname": f"Learner {self._number}", "code": code}), FORM
        )
        self._cookie += "; " + headers["Set-Cookie"].partition(";")[0]

    def work(self, end_s: float) -> None:
        begin_s = time.monotonic()
        program = PROGRAM.format(pause=20)
        self._run(program)
        for step in range(1 << 20):
            due_s = begin_s + self._number % 10 / 10 + step
            if due_s >= end_s:
                return
            time.sleep(max(0.0, due_s - time.monotonic()))
            if (step + self._number) % 5 == 0:
                self._save(f"{program}# {step}\n")
            if (step + self._number) % 10 == 0:
                self._seen.pages.append(self._timed("GET", ("/exercises", "/exercises/button")[step % 2]))
            if (step + self._number) % 60 == 1:
                self._check(f"{program}# {step}\n")

    def _run(self, program: str) -> None:
        body = json.dumps({"files": {"main.py": program}})
        self._seen.runs.append(self._timed("POST", "/api/my/board/run/button", body, JSON))

    def _save(self, program: str) -> None:
        body = json.dumps({"files": {"main.py": program}, "base": self._token})
        _, _, said = self._ask("PUT", "/api/my/programs/button", body, JSON)
        self._token = json.loads(said).get("token", self._token)

    def _check(self, program: str) -> None:
        begin_s = time.monotonic()
        body = urlencode({"program": program, "again": "1"})
        status, headers, _ = self._ask("POST", "/exercises/button", body, {**FORM, "X-Fragment": "verdict"})
        while status == 202:
            time.sleep(0.3)
            status, headers, _ = self._ask("GET", headers["Location"], None, {"X-Fragment": "verdict"})
        self._seen.checks.append((time.monotonic() - begin_s) * 1000)

    def _timed(self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None) -> float:
        begin_s = time.monotonic()
        self._ask(method, path, body, headers)
        return (time.monotonic() - begin_s) * 1000

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any, str]:
        connection = HTTPConnection("127.0.0.1", self._kit.port, timeout=60, source_address=(self._source, 0))
        try:
            connection.request(method, path, body, {"Cookie": self._cookie, **(headers or {})})
            answer = connection.getresponse()
            said = answer.read().decode(errors="replace")
        except OSError as error:
            self._seen.errors.append(f"{method} {path}: {error}")
            return 0, {}, "{}"
        finally:
            connection.close()
        if answer.status >= 400:
            self._seen.errors.append(f"{method} {path}: {answer.status} {said[:120]}")
        return answer.status, answer.headers, said


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else 0.0


def measure(learners: int, minutes: float) -> tuple[Seen, float, float, float]:
    """Return what was seen, the kit's CPU in percent of one core, its memory in MB, and how much it grew."""
    seen = Seen()
    with tempfile.TemporaryDirectory() as folder:
        kit = RunningKit(Path(folder) / "data", "--simulate", "0")
        kit.start()
        try:
            assert kit.process is not None
            process = psutil.Process(kit.process.pid)
            code = json.loads((kit.data / "class.json").read_text("utf-8"))["room_code"]
            room = [BenchLearner(kit, number, seen) for number in range(learners)]
            for one in room:
                one.come_in(code)
            end_s = time.monotonic() + minutes * 60
            threads = [threading.Thread(target=one.work, args=(end_s,)) for one in room]
            for thread in threads:
                thread.start()
            time.sleep(15)
            begun_mb, begun_s, used_s = _memory_mb(process), time.monotonic(), _cpu_s(process)
            for thread in threads:
                thread.join()
            cpu = (_cpu_s(process) - used_s) / (time.monotonic() - begun_s) * 100
            grown_mb = _memory_mb(process) - begun_mb
            return seen, cpu, begun_mb + grown_mb, grown_mb
        finally:
            kit.interrupt()


def _memory_mb(process: psutil.Process) -> float:
    return float(process.memory_info().rss) / 1e6


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one minute instead of ten")
    parser.add_argument("--learners", type=int, default=40)
    parser.add_argument("--minutes", type=float, default=10.0)
    chosen = parser.parse_args()
    minutes = 1.0 if chosen.quick else chosen.minutes
    seen, cpu, memory_mb, grown_mb = measure(chosen.learners, minutes)
    print(f"{chosen.learners} learners with a running board, {minutes:g} min")
    for name, values in (("pages", seen.pages), ("runs", seen.runs), ("checks", seen.checks)):
        if values:
            print(f"  {name:<7} {len(values):5} median {statistics.median(values):7.1f} ms   p95 {p95(values):7.1f} ms")
    print(f"  the kit: {cpu:.0f} % of a core, {memory_mb:.0f} MB, grown by {grown_mb:.0f} MB")
    for error in seen.errors[:5]:
        print(f"  {error}")
    is_good = not seen.errors and p95(seen.pages) <= PAGES_P95_MS and grown_mb <= GROWTH_MB
    print(
        f"{len(seen.errors)} errors; goals: pages p95 {PAGES_P95_MS:g} ms, growth {GROWTH_MB:g} MB:",
        "met" if is_good else "MISSED",
    )
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
