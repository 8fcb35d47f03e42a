"""Where a program is when its scenario ends: its line is known, and asking for it changes nothing."""

import pytest

from tests.rigs.simulator_runs import run, seen

SLEEPS = """
    import time
    while True:
        time.sleep(1)
"""
CALLS = """
    import time
    def rest():
        time.sleep(1)
    while True:
        rest()
"""
LOOKS = """
    import network
    wlan = network.WLAN(network.STA_IF)
    wlan.active(True)
    wlan.connect("elsewhere", "x")
    while not wlan.isconnected():
        pass
"""
SPINS = """
    while True:
        pass
"""
PRINTS = """
    while True:
        print("x" * 1000)
"""
CATCHES_ALL = """
    import time
    while True:
        try:
            time.sleep(1)
        except:
            pass
"""
CLEANS_UP = """
    import time
    from machine import Pin
    led = Pin(2, Pin.OUT)
    try:
        while True:
            time.sleep(1)
    finally:
        led.on()
"""
HOLDS_OUT = """
    while True:
        try:
            while True:
                pass
        except KeyboardInterrupt:
            while True:
                print("still here")
"""
TIMER = """
    from machine import Pin, Timer
    led = Pin(2, Pin.OUT)
    Timer(0).init(period=1000, callback=lambda timer: led.value(not led.value()))
"""


@pytest.mark.parametrize(
    ("program", "line"),
    [(SLEEPS, 4), (CALLS, 4), (LOOKS, 7), (SPINS, 3), (PRINTS, 3), (CATCHES_ALL, 5)],
    ids=["sleeps", "in a function", "looks", "spins", "prints", "catches all"],
)
def test_line_at_the_end_is_known(program, line):
    outcome = run(program)
    assert (outcome.end, outcome.error, outcome.last_line) == ("deadline", None, line)


@pytest.mark.parametrize("program", [CLEANS_UP, HOLDS_OUT, TIMER], ids=["cleans up", "holds out", "timer"])
def test_line_that_cannot_be_had_stays_unknown(program):
    outcome = run(program)
    assert (outcome.end, outcome.error, outcome.last_line) == ("deadline", None, None)


def test_nothing_that_follows_the_interruption_is_recorded():
    outcome = run(CLEANS_UP)
    assert (seen(outcome, "pin"), outcome.virtual_us, outcome.output) == ([], 10_000_000, "")


def test_program_that_ends_has_no_last_line():
    assert run("print(1)").last_line is None
