"""Calls about peripherals survive any text: they answer or are refused, and never cost more than the program's limits."""

from __future__ import annotations

import random

import pytest

from iot_lab.simulator.calls import analog, buses, one_wire, pins, pulses, pwm, serial, spi, timers
from iot_lab.simulator.limits import Limits
from tests.rigs.simulator_runs import run

FILES = (analog, buses, one_wire, pins, pulses, pwm, serial, spi, timers)
NAMES = sorted(name for file in FILES for name in file.CALLS)
ODD = (
    "",
    " ",
    "-1",
    "0",
    "1",
    "2",
    "4",
    "8",
    "25",
    "34",
    "99",
    "1000000",
    "99999999999999999",
    "-5000000000",
    "x",
    "zz",
    "ff00",
    "u16",
    "any",
    "\x01",
    "é",
)


@pytest.mark.parametrize("name", NAMES)
def test_any_text_is_answered_or_refused(name):
    chance = random.Random(name)
    texts = [" ".join(chance.choices(ODD, k=chance.randint(0, 7))) for _ in range(150)]
    program = f"""
from _board import call
for text in {texts!r}:
    try:
        call({name!r}, text)
    except OSError as error:
        assert error.errno in (19, 22, 116), (text, error)
"""
    # No text here sleeps longer than five seconds; timers of 10 us that are served are work for this computer.
    outcome = run(program, seconds=0.3 if name == "timer-start" else 5)
    assert outcome.end in ("finished", "deadline", "fuel")
    assert (outcome.error, outcome.fault) == (None, None)


def test_timers_that_nobody_serves_cost_little():
    program = """
from host import call
from machine import disable_irq
import time
for number in range(90):
    call("timer-start", "%d 100 1" % number)
disable_irq()
time.sleep(60)
print("slept")
"""
    outcome = run(program, seconds=60.1)
    assert outcome.output.startswith("slept\n")


def test_flood_of_timers_reaches_the_scenario_s_end_within_its_calls():
    program = """
from host import call
import time
for number in range(90):
    call("timer-start", "%d 100 1" % number)
while True:
    time.sleep(1)
"""
    # From two thirds of its calls on, the turns of its timers are fewer (simulator/pace.py): it costs no more than them.
    assert run(program, seconds=100, limits=Limits(calls=10_000)).end == "deadline"


def test_more_timers_than_a_board_could_hold_are_refused():
    program = "from host import call\nfor number in range(101):\n said = call('timer-start', '%d 1000 1' % number)\nprint(said[1:])"
    assert run(program, seconds=0.1).output.startswith("22")
