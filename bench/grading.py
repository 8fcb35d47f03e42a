"""Grading: one trivial exercise of three checks, ours beside check50 and pytest; then a class that checks at once.

`python bench/grading.py [--quick]`; under 50 s when quick; exit 1 when the goal is missed.
"""

from __future__ import annotations

import argparse
import http.client
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import grading_peers as peers
from grading_greedy import slowest_honest_verdict

from iot_lab.course import course_folder, load_exercise
from iot_lab.grading import Pool
from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.demos import DEMOS
from tests.rigs.classroom import check_at_once
from tests.rigs.running_kit import RunningKit, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST_RESIDENT, LEAST_FRESH = 100.0, 3.0
MOST_CLIMATE_MS = 60.0
LEAST_PER_S = 100.0
MOST_VERDICT_S = 2.0
MOST_HONEST_S = 2.0
"""While another computer floods (grading_greedy.py)."""
LEARNERS = 40
WORKERS = 2
RESIDENT_TIMES = 20
THREE_CHECKS = """
from iot_lab.grading.vocabulary import check, expect

@check("output", fr="La broche 2 est une sortie", en="Pin 2 is an output")
def is_an_output(trial):
    expect(trial.pin(2)).is_output()

@check("count", fr="Elle s’allume cinq fois", en="It lights up five times")
def blinks_five_times(trial):
    expect(trial.pin(2)).pulses(5)
"""
ONE_SCENARIO = """
from iot_lab.grading.vocabulary import Scenario, public
from iot_lab.simulator.parts.led import Led

def scenarios(chance):
    return [public("ten-minutes", Scenario(duration_s=600, parts=(Led(pin=2),)))]
"""
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
    client.publish("room/climate", json.dumps({"t": sensor.temperature(), "h": sensor.humidity()}))
    time.sleep(2)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer turns, under 50 s")
    turns = 5 if parser.parse_args().quick else 20
    missing = peers.prepare()
    for one in missing:
        print(f"not compared: {one}")
    facts = {"climate_ms": climate(turns)}
    with tempfile.TemporaryDirectory(prefix="iot-lab-bench-") as name:
        folder = Path(name)
        facts |= side_by_side(folder, turns, has_peers=not missing)
        facts |= whole_class(folder)
        facts["honest_verdict_s"] = slowest_honest_verdict(folder)
    is_met = (
        facts.get("resident_ratio", 0) >= LEAST_RESIDENT
        and facts.get("fresh_ratio", 0) >= LEAST_FRESH
        and facts["climate_ms"] < MOST_CLIMATE_MS
        and facts["per_s"] >= LEAST_PER_S
        and facts["slowest_verdict_s"] <= MOST_VERDICT_S
        and facts["wrong_verdicts"] == 0
        and facts["honest_verdict_s"] <= MOST_HONEST_S
    )
    print(
        f"goal: {'met' if is_met else 'missed'} {json.dumps({name: round(value, 3) for name, value in facts.items()})}"
    )
    return 0 if is_met else 1


def climate(turns: int) -> float:
    """Return the ms that ten virtual minutes of a climate publisher take."""
    around = Scenario(600, parts=DEMOS["climate"].scenario.parts)
    run_virtual(PUBLISHER, around)
    spent_ms = median_ms(lambda: run_virtual(PUBLISHER, around), turns)
    print(f"ten virtual minutes, climate publisher {spent_ms:9.1f} ms (under {MOST_CLIMATE_MS:.0f})")
    return spent_ms


def side_by_side(folder: Path, turns: int, *, has_peers: bool) -> dict[str, float]:
    """Grade the trivial exercise by each, in turns, and by our pool at full speed."""
    solution = load_exercise("blink").solution
    file = folder / "blink.py"
    file.write_text(solution, encoding="utf-8")
    course = trivial_course(folder)
    peers.write_exercise(folder)
    fresh_command = [sys.executable, "-m", "iot_lab", "grade", "blink", str(file), "--json", "--exercises", str(course)]
    pool = Pool(WORKERS, exercises=course)
    try:
        for _ in range(20):
            assert pool.grade("blink", solution, "en")["verdict"] == "passed"
        ways: dict[str, Callable[[], object]] = {
            "ours, resident": lambda: pool.grade("blink", solution, "en"),
            "ours, fresh process": lambda: subprocess.run(fresh_command, capture_output=True, check=True),
        }
        if has_peers:
            ways |= {"check50": lambda: peers.check50(folder), "pytest": lambda: peers.pytest(folder)}
        spent = take_turns(ways, turns)
        per_s = throughput(pool, solution, 40 * turns)
    finally:
        pool.stop()
    for way, ms in spent.items():
        print(f"{way:38} {ms:9.1f} ms")
    print(f"{f'ours, {WORKERS} workers':38} {per_s:9.1f} gradings/s (at least {LEAST_PER_S:.0f})")
    if not has_peers:
        return {"per_s": per_s}
    resident, fresh = (spent["check50"] / spent[way] for way in ("ours, resident", "ours, fresh process"))
    print(f"against check50: resident x{resident:.0f} (at least {LEAST_RESIDENT:.0f}), fresh x{fresh:.1f} "
          f"(at least {LEAST_FRESH:.0f})")  # fmt: skip
    return {"resident_ratio": resident, "fresh_ratio": fresh, "per_s": per_s}


def trivial_course(folder: Path) -> Path:
    """Write a course whose blink has three checks (with that of its end) and one scenario."""
    import shutil

    course = shutil.copytree(course_folder(), folder / "course")
    (course / "blink" / "checks.py").write_text(THREE_CHECKS, encoding="utf-8")
    (course / "blink" / "scenarios.py").write_text(ONE_SCENARIO, encoding="utf-8")
    return course


def take_turns(ways: dict[str, Callable[[], object]], turns: int) -> dict[str, float]:
    """Return the median ms of each way; they take turns, so that what else the machine does spoils all alike."""
    spent: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(turns):
        for way, work in ways.items():
            # A resident grader is one that has just graded for somebody else.
            spent[way].append(median_ms(work, RESIDENT_TIMES if "resident" in way else 1))
    return {way: statistics.median(found) for way, found in spent.items()}


def throughput(pool: Pool, solution: str, count: int) -> float:
    """Return gradings per second with the queue never empty and never over its end."""
    started = time.perf_counter()
    for _ in range(count // 40):
        queued = [pool.submit("blink", solution, "en") for _ in range(40)]
        for check in queued:
            check.answer.result()
    return count / (time.perf_counter() - started)


def whole_class(folder: Path) -> dict[str, float]:
    """Let 40 learners press Check at once in a kit with live boards; watch the live page meanwhile."""
    kit = RunningKit(folder / "data", "--simulate", "12")
    kit.start()
    try:
        blink = load_exercise("blink")
        kinds = [("passed", blink.solution), ("failed", blink.starters["fr"])]
        wanted, programs = zip(*(kinds[number % 2] for number in range(LEARNERS)), strict=True)
        watch = LivePage(kit.port)
        wait_until(lambda: watch.frames > 10)
        check_at_once(kit.port, "blink", list(programs[:WORKERS]))
        calm_ms = watch.p95_ms()
        answers = check_at_once(kit.port, "blink", list(programs))
        busy_ms = watch.p95_ms()
    finally:
        kit.interrupt()
    waits = sorted(answer.waited_s for answer in answers)
    wrong = sum(answer.verdict != want for answer, want in zip(answers, wanted, strict=True))
    print(f"{LEARNERS} learners at once: median {waits[LEARNERS // 2]:.2f} s, slowest {waits[-1]:.2f} s "
          f"(at most {MOST_VERDICT_S:.0f}), {wrong} wrong")  # fmt: skip
    print(f"live page, p95 between two frames: calm {calm_ms:.0f} ms, meanwhile {busy_ms:.0f} ms")
    return {"slowest_verdict_s": waits[-1], "wrong_verdicts": wrong, "calm_p95_ms": calm_ms, "busy_p95_ms": busy_ms}


class LivePage:
    """A browser on the live page: how long it waits between two frames."""

    def __init__(self, port: int) -> None:
        self.frames = 0
        self._gaps_ms: list[float] = []
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._connection.request("GET", "/live")
        self._stream = self._connection.getresponse()
        threading.Thread(target=self._read, daemon=True).start()

    def p95_ms(self) -> float:
        """Return the 95th percentile of the gaps since the last call."""
        gaps, self._gaps_ms = sorted(self._gaps_ms), []
        return gaps[int(len(gaps) * 0.95)] if gaps else 0.0

    def _read(self) -> None:
        last = time.perf_counter()
        try:
            while line := self._stream.readline():
                if line.startswith(b"data:"):
                    now = time.perf_counter()
                    self._gaps_ms.append((now - last) * 1000)
                    last, self.frames = now, self.frames + 1
        except (OSError, ValueError, http.client.HTTPException):
            return


def median_ms(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


if __name__ == "__main__":
    sys.exit(main())
