"""Parts that show something: what they showed is in the trace."""

from __future__ import annotations

from simulator_runs import run, seen

from iot_lab.simulator.parts.led import Led
from iot_lab.simulator.shows import shown

START = "from machine import Pin\nimport time\n"


def test_led_shines_as_its_pin_says():
    outcome = run(START + "led = Pin(2, Pin.OUT)\ntime.sleep(1)\nled.on()\ntime.sleep(1)", parts=(Led(2),))
    assert shown(outcome.events, "led:2", 500_000) == {}
    assert shown(outcome.events, "led:2") == {"brightness": 1.0}


def test_inverted_led_shines_at_level_0_and_not_on_an_input():
    program = "led = Pin(2, Pin.OUT)\ntime.sleep(1)\nled.on()\ntime.sleep(1)\nPin(2, Pin.IN, Pin.PULL_UP)"
    outcome = run(START + program, parts=(Led(2, is_inverted=True),))
    assert [value for _, value in seen(outcome, "shows", "led:2")] == [{"brightness": 1.0}, {"brightness": 0.0}]


def test_led_that_is_not_an_output_stays_dark():
    outcome = run(START + "led = Pin(2)\nled.on()\ntime.sleep(1)", parts=(Led(2),))
    assert seen(outcome, "shows") == []
