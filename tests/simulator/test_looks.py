"""Looks that the guest answers itself: nothing is seen of it but the price."""

from __future__ import annotations

import pytest

from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.board_host import BoardHost
from iot_lab.simulator.parts.button import Button, Press

TURN = "import time\nfrom machine import PWM, Pin\nbutton, led = Pin(14, Pin.IN), Pin(2, Pin.OUT)\n"
PRESSED = Button(14, (Press(at_s=7.3),), closes_to=1)
LOOPS = {
    "the clock alone": "while time.ticks_ms() < 9000: pass\n",
    "the clock and a pin": "while time.ticks_ms() < 9000: led.value(button.value())\n",
    "through a method": "class Wait:\n    def over(self): return time.ticks_ms() >= 9000 or button() > 1\nw = Wait()\nwhile not w.over(): pass\n",
    "a duty written again": "p = PWM(Pin(4), freq=900)\nwhile time.ticks_ms() < 9000:\n    p.duty(0)\n    led(button())\n",
}


@pytest.fixture
def asked(monkeypatch):
    """How often the host was asked for the time, and for anything."""
    asked = {"clock": 0, "call": 0}

    def counted(name, answer):
        def ask(*arguments):
            asked[name] += 1
            return answer(*arguments)

        return ask

    monkeypatch.setattr(BoardHost, "read_clock", counted("clock", BoardHost.read_clock))
    monkeypatch.setattr(BoardHost, "call", counted("call", BoardHost.call))
    return asked


@pytest.mark.parametrize("how", LOOPS)
def test_host_is_hardly_asked_by_a_loop_that_polls(how, asked):
    outcome = run_virtual(TURN + LOOPS[how] + "print(time.ticks_ms())", Scenario(20, parts=(PRESSED,)))
    assert 9000 <= int(outcome.output) < 9020
    assert sum(asked.values()) < 900


def test_a_press_in_between_is_seen_at_once():
    outcome = run_virtual(TURN + LOOPS["the clock and a pin"], Scenario(20, parts=(PRESSED,)))
    lit = next(event.t_us for event in outcome.events if (event.kind, event.where, event.value) == ("pin", "2", 1))
    assert 7_300_000 <= lit < 7_300_500


def test_table_that_a_program_scribbles_in_moves_no_clock():
    scribble = "import uctypes\ntable = uctypes.bytearray_at(512, 32)\n"
    loop = "while True:\n    time.ticks_ms()\n    table[:] = b'\\xff' * 32\n"
    outcome = run_virtual(TURN + scribble + loop, Scenario(3))
    assert (outcome.end, outcome.virtual_us) == ("deadline", 3_000_000)
