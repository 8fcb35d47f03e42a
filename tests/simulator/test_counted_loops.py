"""A loop that looks at the clock or at a pin and counts its turns counts as many as on a board; one that only waits is
skipped as ever."""

from __future__ import annotations

import pytest

from iot_lab.simulator.counted_loops import has_counter
from iot_lab.simulator.parts.button import Button, Press
from tests.rigs.simulator_runs import run

BEGIN = """
import time
from machine import ADC, Pin
pin = Pin(4, Pin.IN, Pin.PULL_UP)
n = 0
class Counter:
    n = 0
    def step(self): self.n += 1
counter, found = Counter(), []
began, began_s, began_us = time.ticks_ms(), time.time(), time.ticks_us()
"""
SECOND = "time.ticks_diff(time.ticks_ms(), began) < 1000"
# A turn takes some 10 to 20 us on a board of 240 MHz.
LOOPS = {
    "milliseconds": (f"while {SECOND}: n += 1\nprint(n)", 50_000),
    "microseconds": ("while time.ticks_diff(time.ticks_us(), began_us) < 500000: n += 1\nprint(n)", 25_000),
    "seconds": ("while time.time() < began_s + 1: n += 1\nprint(n)", 50_000),
    "pin": ("while pin.value(): n += 1\nprint(n)", 50_000),
    "pin and clock": (f"while pin.value() and {SECOND}: n += 1\nprint(n)", 25_000),
    "attribute": (f"while {SECOND}: counter.step()\nprint(counter.n)", 50_000),
    "downwards": (f"while {SECOND}: n -= 1\nprint(-n)", 50_000),
    "list": ("while time.ticks_diff(time.ticks_ms(), began) < 20: found.append(1)\nprint(len(found))", 1_000),
    "function": (f"def count(n=0):\n    while {SECOND}: n += 1\n    return n\nprint(count())", 50_000),
}


@pytest.mark.parametrize("name", LOOPS)
def test_turns_are_as_many_as_on_a_board(name):
    program, fewest = LOOPS[name]
    outcome = run(BEGIN + program, parts=(Button(4, (Press(1),)),), seconds=4)
    assert outcome.end == "finished"
    assert fewest <= int(outcome.output) <= 4 * fewest


def test_count_that_ends_a_wait_ends_it_when_a_board_would():
    program = BEGIN + "while pin.value() and n < 20000: n += 1\nprint(n, time.ticks_diff(time.ticks_ms(), began))"
    turns, ms = map(int, run(program, seconds=60).output.split())
    assert (turns, 150 <= ms <= 500) == (20_000, True)


def test_what_is_counted_is_twice_the_same():
    first, second = (run(BEGIN + LOOPS["pin and clock"][0], seconds=4) for _ in range(2))
    assert (first.output, first.fuel, first.virtual_us) == (second.output, second.fuel, second.virtual_us)


def test_loop_that_counts_for_minutes_is_followed_for_some_seconds():
    outcome = run(BEGIN + "while time.ticks_diff(time.ticks_ms(), began) < 300000: n += 1\nprint(n)", seconds=301)
    assert outcome.end == "finished"
    assert int(outcome.output) > 500_000
    assert outcome.fuel < 6_000_000_000


@pytest.mark.parametrize("look", ["time.ticks_ms() - began < 300000", "time.time() - began_s < 300", "pin.value()"])
def test_loop_that_only_waits_is_skipped(look):
    outcome = run(
        BEGIN + f"while {look}: now = time.ticks_ms()\nprint(now)", parts=(Button(4, (Press(300),)),), seconds=301
    )
    assert outcome.end == "finished"
    assert outcome.fuel < 250_000_000


def words(*numbers):
    return b"".join(number.to_bytes(4, "little") for number in numbers)


@pytest.mark.parametrize(
    ("columns", "counts"),
    [
        ([(11, 35, 59)], True),  # a whole number: twice its value, and one
        ([(59, 35, 11)], True),
        ([(4, 16, 28)], True),  # a length
        ([(11, 35, 60)], False),
        ([(0x20000, 0x20030, 0x20060)], False),  # an address
        ([(11, 251, 491)], False),  # microseconds: 120 passed each time
        ([(11, 11, 11)], False),
        ([(0x353131, 0x353333, 0x353535)], False),  # digits of a text
    ],
)
def test_counter_is_told_from_the_clock_and_from_addresses(columns, counts):
    copies = [words(0, *row) for row in zip(*columns, strict=True)]
    assert has_counter(copies, 0, [0, 120, 240]) is counts


def test_variables_of_c_that_are_no_longer_in_use_are_left_out():
    copies = [words(11, 0), words(35, 0), words(59, 0)]
    assert has_counter(copies, 4, [0, 120, 240]) is False
