"""Virtual time: minutes pass in milliseconds, waiting loops let time pass, and every run is the same."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from iot_lab.simulator.limits import Limits
from iot_lab.simulator.parts.button import Button, Press
from tests.rigs.simulator_runs import run, seen

BLINK = """
from machine import Pin
import time, random
led = Pin(2, Pin.OUT)
while True:
    led.toggle()
    time.sleep_ms(500 + random.randint(0, 20))
"""


def test_same_seed_gives_same_trace_and_fuel_in_another_process():
    here = run(BLINK, seed=7)
    script = (
        "from tests.rigs.simulator_runs import run\n"
        f"o = run({BLINK!r}, seed=7)\nprint(o.fuel, hash_of(o.events))".replace("hash_of", "len")
        + "; print([(e.t_us, e.value) for e in o.events])"
    )
    there = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    ).stdout
    assert there == f"{here.fuel} {len(here.events)}\n{[(one.t_us, one.value) for one in here.events]}\n"


def environment():
    import os
    from pathlib import Path

    return {**os.environ, "PYTHONPATH": str(Path.cwd()), "PYTHONHASHSEED": "3"}


def test_another_seed_gives_another_trace():
    assert run(BLINK, seed=1).events != run(BLINK, seed=2).events


def test_sleep_moves_the_clock_by_what_it_says():
    outcome = run("import time\nprint()\ntime.sleep(1.5)\ntime.sleep_ms(20)\ntime.sleep_us(7)\nprint()")
    (began_us, *_), (ended_us, *_) = seen(outcome, "print")
    assert 0 <= ended_us - began_us - 1_520_007 <= 20  # and what calling them takes


def test_run_ends_at_the_scenario_s_end():
    outcome = run("import time\nwhile True: time.sleep(3600)", seconds=600)
    assert (outcome.end, outcome.virtual_us) == ("deadline", 600_000_000)


def test_program_that_returns_is_finished():
    assert run("x = 1").end == "finished"


def test_ticks_wrap_like_on_an_esp32():
    program = """
        import time
        time.sleep((2**30 - 500) / 1000)
        before = time.ticks_ms()
        time.sleep(1)
        after = time.ticks_ms()
        print(before > after, 1000 <= time.ticks_diff(after, before) <= 1001, time.ticks_add(2**30 - 1, 2))
    """
    assert run(program, seconds=2e6).output == "True True 1\n"


def test_time_starts_in_2000_and_has_eight_fields():
    program = "import time\ntime.sleep(90061)\nprint(time.gmtime(), time.time(), time.mktime(time.gmtime()))"
    assert run(program, seconds=1e6).output == "(2000, 1, 2, 1, 1, 1, 6, 2) 90061 90061\n"


@pytest.mark.parametrize("name", ["time", "utime"])
def test_polling_the_clock_lets_time_pass(name):
    program = f"""
        import {name} as time
        start = time.ticks_ms()
        while time.ticks_diff(time.ticks_ms(), start) < 30000: pass
        print("done")
    """
    at_us = seen(run(program, seconds=60), "print")[0][0]
    assert 30_000_000 <= at_us < 30_010_000


def test_waits_alike_are_foreseen_and_end_at_their_instant():
    outcome = run(
        """
        import time
        from machine import Pin
        led, last = Pin(2, Pin.OUT), time.ticks_ms()
        while True:
            if time.ticks_diff(time.ticks_ms(), last) >= 5000:
                last = time.ticks_ms()
                led.on()
                while time.ticks_diff(time.ticks_ms(), last) < 15: pass
                led.off()
        """,
        seconds=120,
    )
    times_us = [t_us for t_us, _ in seen(outcome, "pin")]
    assert {round((off - on) / 1000) for on, off in zip(times_us[::2], times_us[1::2], strict=False)} <= {15, 16}
    assert all(5_000_000 <= later - on <= 5_021_000 for on, later in pairwise(times_us[::2]))
    assert outcome.fuel < 80_000_000  # a wait of 5 s takes some 350 looks, and 2,000 before it is foreseen


def test_wait_shorter_than_foreseen_is_noticed_soon():
    outcome = run(
        """
        import time
        from machine import Pin
        led, last, wait = Pin(2, Pin.OUT), time.ticks_ms(), 4000
        while True:
            if time.ticks_diff(time.ticks_ms(), last) >= wait:
                last = time.ticks_ms()
                led.toggle()
                wait = 3000 if last > 30000 else 4000
        """,
        seconds=60,
    )
    gaps_us = [later - sooner for sooner, later in pairwise(t_us for t_us, _ in seen(outcome, "pin"))]
    assert all(0 <= min(gap % 1_000_000, 1_000_000 - gap % 1_000_000) <= 65_000 for gap in gaps_us)


def test_empty_loop_waits_for_the_interrupt():
    program = """
        from machine import Pin
        is_pressed = False
        def pressed(pin):
            global is_pressed
            is_pressed = True
        Pin(4, Pin.IN, Pin.PULL_UP).irq(pressed, Pin.IRQ_FALLING)
        while not is_pressed: pass
        print("pressed")
    """
    outcome = run(program, parts=(Button(4, (Press(2.5),)),))
    ((t_us, said),) = seen(outcome, "print")
    assert (said, 0 <= t_us - 2_500_000 <= 50) == ("pressed\n", True)  # the interrupt, a turn of the loop, the print


def test_loop_that_only_counts_lets_time_pass():
    program = """
        from machine import Pin
        stop, turns = [], 0
        Pin(4, Pin.IN, Pin.PULL_UP).irq(lambda pin: stop.append(1), Pin.IRQ_FALLING)
        while not stop:
            turns += 1
        print(turns > 1000)
    """
    outcome = run(program, parts=(Button(4, (Press(1),)),))
    assert outcome.output == "True\n"


def test_short_computing_loop_takes_little_time():
    outcome = run("n = 0\nwhile n < 1000: n += 1\nprint(n)")
    assert seen(outcome, "print")[0][0] < 30_000


def test_sleep_in_a_callback_works_and_callbacks_do_not_nest():
    program = """
        from machine import Pin
        import time
        def pressed(pin):
            print("in", time.ticks_ms())
            time.sleep_ms(300)
            print("out", time.ticks_ms())
        Pin(4, Pin.IN, Pin.PULL_UP).irq(pressed, Pin.IRQ_FALLING)
        time.sleep(3)
        print("slept", time.ticks_ms())
    """
    outcome = run(program, parts=(Button(4, (Press(1, 0.05), Press(1.1, 0.05))),))
    assert outcome.output == "in 1000\nout 1300\nin 1300\nout 1600\nslept 3000\n"


def test_exception_in_a_callback_is_printed_and_the_program_goes_on():
    program = """
        from machine import Pin
        import time
        Pin(4, Pin.IN, Pin.PULL_UP).irq(lambda pin: 1 / 0, Pin.IRQ_FALLING)
        time.sleep(3)
        print("still here")
    """
    outcome = run(program, parts=(Button(4, (Press(1),)),))
    assert "ZeroDivisionError" in outcome.output
    assert outcome.output.endswith("still here\n")
    assert len(seen(outcome, "callback-error")) == 1


def test_long_scenario_leaves_a_program_as_much_to_do_a_second_as_a_short_one():
    assert Limits().lasting(60) == Limits().lasting(600) == Limits()
    assert [Limits().lasting(seconds).fuel // Limits().fuel for seconds in (1200, 2400, 86400)] == [2, 4, 4]
    outcome = run("import time\nwhile True:\n    time.ticks_ms()\n    time.sleep_ms(20)\n", seconds=1300)
    assert outcome.end == "deadline"
