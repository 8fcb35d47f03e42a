"""The course at home: what it weighs, how soon a first verdict comes, what checks and the live board cost there.

`python bench/home.py [--quick] [--pyodide DIR]`; exit 1 when a goal is missed. `DIR` is npm's package pyodide, unpacked
(also $KIT_PYODIDE; without either, npm fetches it). A real Chromium, from an HTTP server on this computer. A slow
computer is this one with the page's process stopped most of the time: Chromium's own throttling spares workers.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import sys
import threading
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from home_rig import Home, add_pyodide, home_in_chromium, memory_mb, processor_s, renderers
from pages import ECHO, PRESS

from iot_lab.course import load_exercise
from iot_lab.grading import grade

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from iot_lab.course import Exercise

PACK_MB: Final = 7.5
FIRST_S: Final = {1: 3.0, 6: 15.0}
RENDERER_MB: Final = 200.0
TIMES_NATIVE: Final = 3.0
STOP_MS, KNOB_P95_MS = 300.0, 300.0
EXERCISES: Final = ("blink", "button", "climate", "nothing-lost", "neighbours")
STOPPED_S: Final = 0.010
ENDLESS: Final = ("while True: pass\n", "n = 0\nwhile True:\n    n += 1\n", "while True:\n    print('x')\n", ECHO)
JUDGED = ".verdict:is([data-verdict=passed], [data-verdict=failed])"
"""A verdict on the program; that it could not be checked is none."""
CHECK = """(judged) => new Promise(done => {
  const place = document.getElementById('verdict');
  const begin = performance.now();
  place.replaceChildren();
  new MutationObserver((_, watch) => {
    if (!place.querySelector(judged)) return;
    watch.disconnect();
    done(performance.now() - begin);
  }).observe(place, { childList: true });
  document.getElementById('check').click();
})"""
STOP = """() => new Promise(done => {
  const sign = document.getElementById('drawn-state');
  const begin = performance.now();
  new MutationObserver((_, watch) => {
    if (sign.dataset.state === 'running') return;
    watch.disconnect();
    done(performance.now() - begin);
  }).observe(sign, { attributes: true });
  document.getElementById('stop').click();
})"""


@contextmanager
def slowed(pids: set[int], times: int) -> Iterator[None]:
    """Let processes run one part in `times` of the time."""
    is_over = threading.Event()

    def stop_and_go() -> None:
        while not is_over.is_set():
            _send(pids, signal.SIGSTOP)
            time.sleep(STOPPED_S * (times - 1))
            _send(pids, signal.SIGCONT)
            time.sleep(STOPPED_S)

    thread = threading.Thread(target=stop_and_go)
    if times > 1:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        if times > 1:
            thread.join()
            _send(pids, signal.SIGCONT)


def _send(pids: set[int], number: signal.Signals) -> None:
    for pid in pids:
        os.kill(pid, number)


def measure_first(home: Home, times: int, rounds: int) -> bool:
    """Print when a page that was never visited has judged a first program; say whether the goal is met."""
    seen_s, computed_s = [], []
    for _ in range(rounds):
        known = renderers()
        with closing(home.browser.new_context(locale="fr-FR")) as context:
            page = context.new_page()
            page.goto("about:blank")
            page.evaluate("1")
            mine = renderers() - known
            with slowed(mine, times):
                computed, begun_s = processor_s(mine), time.monotonic()
                page.goto(f"{home.address}index.html#/blink")
                page.locator("#check").click()
                page.locator(JUDGED).wait_for(timeout=120_000)
                seen_s.append(time.monotonic() - begun_s)
                computed_s.append(processor_s(mine) - computed)
    median_s = statistics.median(seen_s)
    print(
        f"first verdict at {times}x    {median_s:5.2f} s      (at most {FIRST_S[times]:g}); "
        f"{statistics.median(computed_s):.2f} s of the page's processor"
    )
    return median_s <= FIRST_S[times]


def measure_checks(page: Page, rounds: int) -> bool:
    """Print what checks of solutions cost beside the kit's own; say whether the goal is met."""
    shares: list[float] = []
    for name in EXERCISES:
        exercise = load_exercise(name)
        page.evaluate("name => { location.hash = `#/${name}`; }", name)
        page.locator("h1", has_text=exercise.titles["fr"]).wait_for()
        page.locator(".cm-content").fill(exercise.solution)
        page.evaluate(CHECK, JUDGED)
        here_ms: float = statistics.median(page.evaluate(CHECK, JUDGED) for _ in range(rounds))
        grade(exercise, exercise.solution, language="fr")
        native_ms = statistics.median(_native_ms(exercise) for _ in range(rounds))
        shares.append(here_ms / native_ms)
        print(f"  {name:14} {here_ms:7.0f} ms, the kit's own {native_ms:5.0f} ms, {shares[-1]:.1f} times")
    median = statistics.median(shares)
    print(f"a check, once warm      {median:5.1f} times the kit's own (at most {TIMES_NATIVE:g})")
    return median <= TIMES_NATIVE


def _native_ms(exercise: Exercise) -> float:
    begun_s = time.perf_counter()
    grade(exercise, exercise.solution, language="fr")
    return (time.perf_counter() - begun_s) * 1000


def measure_board(page: Page, presses: int) -> bool:
    """Print how soon the live board stops and hears its button; say whether the goals are met."""
    page.evaluate("location.hash = '#/button'")
    page.locator("h1", has_text=load_exercise("button").titles["fr"]).wait_for()
    stops_ms: list[float] = []
    for program in ENDLESS:
        run(page, program)
        stops_ms.append(page.evaluate(STOP))
    run(page, ECHO)
    page.locator("#console", has_text="ready").wait_for()
    seen_ms: list[float] = [page.evaluate(PRESS, number % 2 == 0) for number in range(presses)]
    p95_ms = statistics.quantiles(seen_ms, n=20)[-1]
    page.evaluate(STOP)
    print(f"stop                    {max(stops_ms):5.0f} ms at most  (goal {STOP_MS:g})")
    print(
        f"press to LED            {statistics.median(seen_ms):5.0f} ms median, p95 {p95_ms:.0f} (goal {KNOB_P95_MS:g})"
    )
    return max(stops_ms) <= STOP_MS and p95_ms <= KNOB_P95_MS


def run(page: Page, program: str) -> None:
    page.locator(".cm-content").fill(program)
    page.locator("#run").click()
    page.locator('#drawn-state[data-state="running"]').wait_for()


def measure_page(home: Home, rounds: int) -> bool:
    """One page that stays open: checks, the board, and what it holds in memory then."""
    known = renderers()
    with closing(home.browser.new_context(locale="fr-FR")) as context:
        page = context.new_page()
        page.goto(f"{home.address}index.html#/blink")
        page.locator("#check").click()
        page.locator(JUDGED).wait_for(timeout=120_000)
        is_met = measure_checks(page, rounds)
        is_met &= measure_board(page, 10 * rounds)
        used_mb = max(map(memory_mb, renderers() - known))
    print(f"the page's process      {used_mb:5.0f} MB      (at most {RENDERER_MB:g})")
    return is_met and used_mb <= RENDERER_MB


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one visit at each speed instead of five")
    add_pyodide(parser)
    asked = parser.parse_args()
    with home_in_chromium(asked.pyodide) as home:
        print(f"the pack                {home.weight_mb:5.2f} MB     (at most {PACK_MB:g})")
        is_met = home.weight_mb <= PACK_MB
        for times in FIRST_S:
            is_met &= measure_first(home, times, 1 if asked.quick else 5)
        is_met &= measure_page(home, 3 if asked.quick else 9)
    print(f"goal: {'met' if is_met else 'missed'}")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
