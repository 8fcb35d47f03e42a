"""One greedy computer in front of a running kit, and how long an honest learner beside it waits."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from iot_lab.course import load_exercise
from tests.rigs.classroom import Learner
from tests.rigs.running_kit import RunningKit

if TYPE_CHECKING:
    from pathlib import Path

GREEDY_BROWSERS: Final = 8
GREEDY, HONEST = 200, 1
"""The last number of each computer's loopback address."""
ENDLESS: Final = "number = 0\nwhile True:\n    number += 1\n"
CHECKS: Final = 6


def slowest_honest_verdict(folder: Path) -> float:
    """Return the longest wait of an honest learner, in s, while another computer floods under eight names."""
    kit = RunningKit(folder / "greedy", "--simulate", "0")
    kit.start()
    stop = threading.Event()
    flood = [threading.Thread(target=_flood, args=(kit.port, stop), daemon=True) for _ in range(GREEDY_BROWSERS)]
    try:
        for one in flood:
            one.start()
        time.sleep(5)
        waited = _honest(kit.port)
    finally:
        stop.set()
        kit.interrupt()
    return max(waited)


def _honest(port: int) -> list[float]:
    blink = load_exercise("blink")
    learner = Learner(port, "blink", HONEST)
    waited = []
    for _ in range(CHECKS):
        answer = learner.check(blink.solution)
        assert answer.verdict == "passed", answer
        waited.append(answer.waited_s)
        time.sleep(1)
    return waited


def _flood(port: int, stop: threading.Event) -> None:
    while not stop.is_set():
        with suppress(Exception):  # refused, or the kit is gone
            learner = Learner(port, "blink", GREEDY)
            while not stop.is_set():
                learner.check(ENDLESS)
                time.sleep(0.05)
