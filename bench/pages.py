"""The pages: what they weigh, how soon they show something on a slow computer (CPU slowed 6 times), what they cost.

`python bench/pages.py [--quick]`; exit 1 when a goal is missed. A real kit with three simulated boards, a real Chromium
with an empty cache each time; times are medians, in seconds since the address was asked for.
"""

from __future__ import annotations

import argparse
import math
import statistics
import sys
import tempfile
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from iot_lab.room import Register
from tests.rigs.any_chromium import find_chromium, running_chromium
from tests.rigs.running_kit import RunningKit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession

SLOWED = 6
MANY = "capteur-40"
WATCH = """signs => {
  window.seen = {};
  const look = () => {
    for (const [name, selector] of Object.entries(signs))
      if (!(name in window.seen) && document.querySelector(selector)) window.seen[name] = performance.now() / 1000;
    requestAnimationFrame(look);
  };
  look();
}"""


@dataclass(frozen=True)
class Goal:
    """A page, its budget in compressed KB (headers included), and what must be seen within how many seconds."""

    path: str
    most_kb: float
    signs: dict[str, tuple[str, float]]


GOALS = (
    Goal("/", 60, {"boards": (".card .value", 1.0), "live": ('[data-link="live"]', 1.5)}),
    Goal("/boards/capteur-01", 60, {"text": (".summary", 1.0), "chart": (".chart[data-drawn]", 1.5)}),
    Goal("/exercises/blink", 200, {"text": (".statement p", 0.6), "editor": ('[data-editor="ready"]', 1.5)}),
)
PRESS_P95_MS = 150.0
SERIES, PER_S, SERIES_CPU_PERCENT = 40, 10, 8.0
"""What a page with so many charts may cost of a CPU that nothing slows down."""
ECHO = """from machine import Pin
import time
button, led = Pin(18, Pin.IN, Pin.PULL_UP), Pin(2, Pin.OUT)
led.value(1 - button.value())
print("ready")
while True:
    led.value(1 - button.value())
    time.sleep_ms(5)
"""
PRESS = """isPressed => new Promise(done => {
  const glow = document.querySelector('#drawn-picture [data-part="led:2"] .glow');
  const begin = performance.now();
  new MutationObserver((_, watch) => { watch.disconnect(); done(performance.now() - begin); })
    .observe(glow, { attributes: true });
  const key = new KeyboardEvent(isPressed ? "keydown" : "keyup", { key: " ", bubbles: true });
  document.querySelector("#drawn-knobs .press").dispatchEvent(key);
})"""


def visit(browser: Browser, kit: RunningKit, goal: Goal) -> tuple[float, dict[str, float]]:
    """Open a page once with an empty cache; return its KB and when each sign was seen."""
    context = browser.new_context(base_url=kit.url, locale="fr-FR")
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: list[float] = []
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    session.on("Network.loadingFinished", lambda said: received.append(said["encodedDataLength"]))
    signs: dict[str, Any] = {name: selector for name, (selector, _) in goal.signs.items()}
    page.add_init_script(f"({WATCH})({signs})")
    page.goto(goal.path)
    seen = _seen(session, len(signs))
    context.close()
    return sum(received) / 1024, seen


def _seen(session: CDPSession, wanted: int) -> dict[str, float]:
    """Wait for every sign, asked in the protocol's own words.

    Playwright's begin with a script of theirs in the page, which takes a slowed computer 130 ms just before what is
    to be seen, and which no visitor has.
    """
    for _ in range(600):
        said = session.send("Runtime.evaluate", {"expression": "window.seen", "returnByValue": True})
        seen: dict[str, float] = said["result"]["value"]
        if len(seen) == wanted:
            return seen
        time.sleep(0.05)
    raise TimeoutError(f"seen within 30 s: {seen}")


def measure(browser: Browser, kit: RunningKit, goal: Goal, times: int) -> bool:
    """Print one page's figures; say whether its goals are met."""
    visits = [visit(browser, kit, goal) for _ in range(times)]
    weight_kb = max(weight for weight, _ in visits)
    is_met = weight_kb <= goal.most_kb
    print(f"{goal.path:22} weight {weight_kb:6.1f} KB    (at most {goal.most_kb:g})")
    for name, (_, most_s) in goal.signs.items():
        median_s = statistics.median(seen[name] for _, seen in visits)
        is_met &= median_s <= most_s
        print(f"{'':22} {name:7} {median_s:5.2f} s     (at most {most_s:g})")
    return is_met


def measure_presses(browser: Browser, kit: RunningKit, times: int) -> bool:
    """Print how soon a press of the drawn button is seen on the drawn LED; say whether the goal is met."""
    with closing(browser.new_context(base_url=kit.url, locale="fr-FR")) as context:
        page = context.new_page()
        page.goto("/exercises/button")
        page.locator(".cm-content").click()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(ECHO)
        page.keyboard.press("F8")
        page.locator("#console", has_text="ready").wait_for()
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        seen_ms: list[float] = [page.evaluate(PRESS, number % 2 == 0) for number in range(2 * times)]
    median_ms, p95_ms = statistics.median(seen_ms), statistics.quantiles(seen_ms, n=20)[-1]
    print(f"{'press to LED':22} median {median_ms:.0f} ms, p95 {p95_ms:.0f} ms (at most {PRESS_P95_MS:g})")
    return p95_ms <= PRESS_P95_MS


def measure_series(browser: Browser, kit: RunningKit, seconds: float) -> bool:
    """Print what a page costs that draws many series; say whether the goal is met, and nothing left this computer."""
    with closing(browser.new_context(base_url=kit.url, locale="fr-FR")) as context, many_series(kit):
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"/boards/{MANY}")
        drawn = "wanted => document.querySelectorAll('.chart[data-drawn]').length >= wanted"
        page.wait_for_function(drawn, arg=SERIES, timeout=60_000)
        session = context.new_cdp_session(page)
        session.send("Performance.enable")
        begun_s, used_s = time.monotonic(), _busy_s(session)
        page.wait_for_timeout(seconds * 1000)
        percent = (_busy_s(session) - used_s) / (time.monotonic() - begun_s) * 100
    foreign = [url for url in asked if not url.startswith((kit.url, "data:"))]
    print(f"{SERIES} series at {PER_S} Hz    {percent:5.1f} % of a CPU  (at most {SERIES_CPU_PERCENT:g})")
    print(f"{'':22} {len(foreign)} requests to elsewhere (none)")
    return percent <= SERIES_CPU_PERCENT and not foreign


def _busy_s(session: CDPSession) -> float:
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


@contextmanager
def many_series(kit: RunningKit) -> Iterator[None]:
    """Let a board measure all the while."""
    register = Register.open(kit.data)
    account = next(one for one in register.accounts() if one.name == MANY)
    client = paho.Client(CallbackAPIVersion.VERSION2, client_id=MANY)
    client.username_pw_set(account.name, account.secret)
    client.connect("127.0.0.1", kit.mqtt_port)
    client.loop_start()
    is_over = threading.Event()

    def measure_on() -> None:
        step = 0
        while not is_over.wait(1 / PER_S):
            step += 1
            for number in range(SERIES):
                client.publish(f"{topic}/data/s{number:02}", f"{20 + number + math.sin(step / 20 + number):.2f}")

    topic = f"lab/{register.room}/{MANY}"
    thread = threading.Thread(target=measure_on)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
        client.loop_stop()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three visits of each page instead of nine")
    times = 3 if parser.parse_args().quick else 9
    path = find_chromium()
    if path is None:
        print("no Chromium, Chrome or Edge found: install one or set KIT_BROWSER\ngoal: missed")
        return 1
    with tempfile.TemporaryDirectory() as folder, running_chromium(path) as browser:
        data = Path(folder) / "data"
        data.mkdir()
        Register.open(data).add(MANY, "board")
        kit = RunningKit(data, "--simulate", "3")
        kit.start()
        try:
            visit(browser, kit, Goal("/", 0, {"boards": (".card:nth-child(3) .value", 0)}))
            is_met = sum(measure(browser, kit, goal, times) for goal in GOALS) == len(GOALS)
            is_met &= measure_presses(browser, kit, 10 * times)
            is_met &= measure_series(browser, kit, 2.0 * times)
        finally:
            kit.interrupt()
    print(f"goal: {'met' if is_met else 'missed'}")
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
