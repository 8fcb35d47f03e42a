"""Live boards on pages, beside Node-RED 5 with its dashboard: what they cost, and how soon a message is on a page.

`python bench/live.py [--quick]`; exit 1 when a goal is missed. Thirty boards send 1 and 10 samples a second, QoS 1,
while no browser, one and twenty look at all of them. The first browser is a real Chromium, in which the time is taken
from the sending of a message until its value, or a newer one, stands in the page; the others listen (live_load.py).
Ours runs with accounts, rights, journal and store, Node-RED with none of it, beside mosquitto.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from live_load import Listeners, Sender
from live_peers import ROOM, Kit, NodeRed, NotToBeHad, prepare, scratch

from tests.rigs.any_chromium import find_chromium, running_chromium

if TYPE_CHECKING:
    from collections.abc import Sequence

    import psutil
    from playwright.sync_api import Browser, Page

BOARDS: Final = [f"board-{number:02}" for number in range(30)]
RATES: Final = (1, 10)
BROWSERS: Final = (0, 1, 20)
FAST_P50_MS, FAST_P99_MS, SLOW_P50_MS = 60.0, 150.0, 10.0
CPU_SHARE, MEMORY_SHARE = 1 / 5, 1 / 4
WATCH: Final = """([value, board]) => {
  window.seen = [];
  const note = node => {
    const place = (node.nodeType === 1 ? node : node.parentElement)?.closest(value);
    const home = place?.closest(board);
    const name = home && (home.dataset.board ?? home.querySelector('label').textContent.trim());
    if (name) window.seen.push([name, Number(place.textContent.replace(/[^0-9]/g, '')), Date.now()]);
  };
  new MutationObserver(changes => changes.forEach(one => note(one.target)))
    .observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@dataclass
class Cell:
    """What was seen with one rate and one number of browsers."""

    cpu_percent: float
    delays_ms: list[float] = field(default_factory=list)

    @property
    def p50_ms(self) -> float:
        return statistics.median(self.delays_ms)

    @property
    def p99_ms(self) -> float:
        return statistics.quantiles(self.delays_ms, n=100)[-1]


@dataclass
class Seen:
    """What was seen of one of the two."""

    cells: dict[tuple[int, int], Cell]
    memory_mb: float
    lost: int


def measure(peer: type[Kit | NodeRed], browser: Browser, seconds: float, rates: Sequence[int] = RATES) -> Seen:
    """Run one of the two through all cells of these rates, and print them."""
    with scratch() as folder:
        room = peer(Path(folder), BOARDS)
        try:
            sender = Sender(room.mqtt_port, ROOM, room.accounts)
            sender.send(10, 1.0)
            cells = {}
            for rate in rates:
                for browsers in BROWSERS:
                    cells[rate, browsers] = cell = measure_cell(room, sender, browser, browsers, rate, seconds)
                    page = f"{cell.p50_ms:6.1f} {cell.p99_ms:6.1f} ms" if cell.delays_ms else ""
                    print(
                        f"{room.name:9} {rate:2}/s {browsers:2} browsers  {cell.cpu_percent:5.1f} % of a core  {page}"
                    )
            memory_mb = sum(memory_of(one) for one in room.processes()) / 1e6
            time.sleep(0.5)
            sender.close()
            lost = room.lost(sender.sent)
        finally:
            room.close()
    print(f"{'':9} {memory_mb:.0f} MB")
    return Seen(cells, memory_mb, lost)


def measure_cell(
    room: Kit | NodeRed, sender: Sender, browser: Browser, browsers: int, rate: float, seconds: float
) -> Cell:
    """Let the boards send; return what it cost, and the delays in the real browser."""
    if not browsers:
        return Cell(send_and_cost(room, sender, rate, seconds))
    with closing(browser.new_context(base_url=f"http://127.0.0.1:{room.port}", locale="en-GB")) as context:
        page = context.new_page()
        page.goto(room.page)
        page.locator(room.value).nth(len(BOARDS) - 1).wait_for()
        sender.send(rate, 1 / rate)
        listeners = Listeners([room.listen(room.port, number) for number in range(browsers - 1)])
        try:
            page.evaluate(WATCH, [room.value, room.board])
            sender.sent_ms.clear()
            cpu = send_and_cost(room, sender, rate, seconds)
            page.wait_for_timeout(500)
            return Cell(cpu, delays(sender, page))
        finally:
            listeners.close()


def send_and_cost(room: Kit | NodeRed, sender: Sender, rate: float, seconds: float) -> float:
    """Return what its processes used meanwhile, in percent of one core."""
    begun_s, used_s = time.monotonic(), cpu_s(room.processes())
    sender.send(rate, seconds)
    return (cpu_s(room.processes()) - used_s) / (time.monotonic() - begun_s) * 100


def delays(sender: Sender, page: Page) -> list[float]:
    """Return for each message how long it took until its value, or a newer one, stood in the page; inf for never."""
    shown: dict[str, list[tuple[int, float]]] = {}
    seen: list[Any] = page.evaluate("window.seen")
    for name, number, at_ms in seen:
        shown.setdefault(name, []).append((number, at_ms))
    found = []
    for (name, number), sent_ms in sender.sent_ms.items():
        later = [at_ms for there, at_ms in shown.get(name, ()) if there >= number]
        found.append(max(0.0, min(later) - sent_ms) if later else float("inf"))
    return found


def cpu_s(processes: list[psutil.Process]) -> float:
    times = [one.cpu_times() for one in processes]
    return float(sum(one.user + one.system for one in times))


def memory_of(process: psutil.Process) -> float:
    """Return its memory in bytes, what it shares with others divided among them where the system says it."""
    memory = process.memory_full_info()
    return float(getattr(memory, "pss", memory.uss))


def verdict(ours: Seen, theirs: Seen) -> int:
    """Print the goal line; return the exit code."""
    fast, slow = [ours.cells[10, browsers] for browsers in BROWSERS[1:]], [ours.cells[1, b] for b in BROWSERS[1:]]
    cpu = max(ours.cells[10, browsers].cpu_percent / theirs.cells[10, browsers].cpu_percent for browsers in BROWSERS)
    memory = ours.memory_mb / theirs.memory_mb
    p50_ms, p99_ms = max(cell.p50_ms for cell in fast), max(cell.p99_ms for cell in fast)
    slow_ms = max(cell.p50_ms for cell in slow)
    goals = {
        f"at 10/s x{cpu:.2f} of Node-RED's CPU (at most {CPU_SHARE:.2f})": cpu <= CPU_SHARE,
        f"x{memory:.2f} of its memory (at most {MEMORY_SHARE:.2f})": memory <= MEMORY_SHARE,
        f"message to page p50 {p50_ms:.0f} ms (at most {FAST_P50_MS:.0f})": p50_ms <= FAST_P50_MS,
        f"p99 {p99_ms:.0f} ms (at most {FAST_P99_MS:.0f})": p99_ms <= FAST_P99_MS,
        f"at 1/s p50 {slow_ms:.0f} ms (at most {SLOW_P50_MS:.0f})": slow_ms <= SLOW_P50_MS,
        f"{ours.lost} lost (none)": ours.lost == 0,
    }
    said = ", ".join(words if is_met else f"{words} MISSED" for words, is_met in goals.items())
    print(f"goal: {'met' if all(goals.values()) else 'missed'}: {said}")
    return 0 if all(goals.values()) else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="2 s a figure instead of 20, Node-RED at 10/s alone")
    is_quick = parser.parse_args().quick
    seconds = 2.0 if is_quick else 20.0
    path = find_chromium()
    try:
        if path is None:
            raise NotToBeHad("no Chromium, Chrome or Edge found: install one or set KIT_BROWSER")
        prepare()
        with running_chromium(path) as browser:
            ours = measure(Kit, browser, seconds)
            theirs = measure(NodeRed, browser, seconds, RATES[1:] if is_quick else RATES)
    except NotToBeHad as missing:
        print(f"goal: missed: cannot be compared: {missing}")
        return 1
    return verdict(ours, theirs)


if __name__ == "__main__":
    sys.exit(main())
