"""Interrupts reach a program between two turns of any loop, at their instants, without its help; twice the same."""

from __future__ import annotations

import pytest

from iot_lab.simulator.parts.button import Button, Press
from tests.rigs.simulator_runs import run, seen

FLAG_US = 250_000
# A turn of the loop, the callback, the end of the loop; the longest turn computes for a millisecond.
LATEST_US = 1_500
BEGIN = """
from machine import Timer
import time
flag = False
def tick(timer):
    global flag
    flag = True
n = 0
Timer(0).init(mode=Timer.ONE_SHOT, period={period}, callback=tick)
began = time.ticks_us()
"""
LOOPS = {
    "while pass": "while not flag: pass",
    "while that counts": "while not flag: n += 1",
    "for": "for n in range(10 ** 9):\n    if flag: break",
    "function": "def ready(): return flag\nwhile not ready(): pass",
    "method": """
class Counter:
    def __init__(self): self.n = 0
    def step(self): self.n += 1
    def done(self): return flag
counter = Counter()
while not counter.done(): counter.step()
""",
    "comprehension": "while not flag: n += len([x for x in range(50)])",
    "recursion": "def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)\nwhile not flag: fib(5)",
    "generator": "def ones():\n    while True: yield 1\nfor _ in ones():\n    if flag: break",
    "floats": "while not flag: n += 0.5",
    "asyncio": "async def main():\n    while not flag: await asyncio.sleep_ms(0)\nasyncio.run(main())",
}
ENDING = "\nprint(time.ticks_diff(time.ticks_us(), began))\n"


def program(name, period_ms):
    imports = "import asyncio\n" if name == "asyncio" else ""
    return imports + BEGIN.format(period=period_ms) + LOOPS[name] + ENDING


@pytest.mark.parametrize("name", LOOPS)
def test_flag_of_a_timer_is_seen_by_every_kind_of_loop_at_its_instant(name):
    first, second = (run(program(name, 250)) for _ in range(2))
    assert (first.end, first.error) == ("finished", None)
    assert 0 <= int(first.output) - FLAG_US <= LATEST_US
    assert (first.output, first.fuel, first.events) == (second.output, second.fuel, second.events)


@pytest.mark.parametrize("name", LOOPS)
def test_five_minutes_of_waiting_are_not_computed(name):
    """What is computed for them, in fuel: under three seconds of an ESP32, a hundredth of the time that passes."""
    outcome = run(program(name, 300_000), seconds=400)
    assert 0 <= int(outcome.output) - 300_000_000 <= LATEST_US
    assert outcome.fuel < 3_000_000 * 265


def test_loop_that_never_ends_costs_little_and_reaches_the_scenario_s_end():
    outcome = run("while True: pass", seconds=3600)
    assert (outcome.end, outcome.virtual_us) == ("deadline", 3_600_000_000)
    assert outcome.fuel < 50_000_000


def test_edges_come_into_a_loop_that_only_looks_at_a_flag():
    outcome = run(
        """
        from machine import Pin
        seen = False
        def edge(pin):
            global seen
            seen = True
        Pin(14, Pin.IN, Pin.PULL_DOWN).irq(trigger=Pin.IRQ_RISING, handler=edge)
        count = 0
        while count < 2:
            if seen:
                seen = False
                count += 1
                print("edge", count)
        """,
        seconds=20,
        parts=(Button(14, (Press(2, 0.5), Press(5, 0.5), Press(8, 0.5)), closes_to=1, bounces=0),),
    )
    assert outcome.output == "edge 1\nedge 2\n"
    assert [t_us for t_us, _ in seen(outcome, "print")] == [pytest.approx(t_us, abs=500) for t_us in (2e6, 5e6)]


def test_callbacks_that_allocate_and_collect_harm_nobody():
    outcome = run(
        """
        from machine import Timer
        import gc
        log = []
        def tick(timer):
            log.append({"n": len(log), "s": "x" * (len(log) % 50)})
            if len(log) % 50 == 0: gc.collect()
        timer = Timer(0)
        timer.init(period=5, callback=tick)
        kept = []
        while len(log) < 300:
            kept = [x for x in (kept + [str(len(kept))])[-300:]]
        timer.deinit()
        print(all(one["n"] == i and len(one["s"]) == i % 50 for i, one in enumerate(log)))
        """
    )
    assert outcome.output == "True\n"


def test_disabled_interrupts_wait_for_the_loop_to_end():
    outcome = run(
        """
        from machine import Timer, disable_irq, enable_irq
        n = 0
        def tick(timer):
            global n
            n += 1
        timer = Timer(0)
        timer.init(period=20, callback=tick)
        state = disable_irq()
        for i in range(20000): pass
        print(n)
        enable_irq(state)
        for i in range(3): pass
        print(n > 0)
        timer.deinit()
        """
    )
    assert outcome.output == "0\nTrue\n"


def test_error_in_a_callback_has_the_program_s_line_and_none_of_ours():
    outcome = run(
        """
        from machine import Timer
        import time
        def late(timer):
            print({"a": 1}["b"])
        Timer(0).init(mode=Timer.ONE_SHOT, period=100, callback=late)
        time.sleep(1)
        """
    )
    where = '  File "main.py", line 5, in late\n'
    assert outcome.output == f"Traceback (most recent call last):\n{where}KeyError: b\n"
