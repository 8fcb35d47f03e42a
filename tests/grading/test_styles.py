"""Correct programs in styles that only wait by looking: they pass, as they would on a board."""

from __future__ import annotations

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import grade

BLINK_BY_CLASS = """
from machine import Pin
import time


class Blinker:
    def __init__(self, pin, half_ms, changes):
        self.led = Pin(pin, Pin.OUT)
        self.led.on()
        self.half_ms, self.left, self.last = half_ms, changes, time.ticks_ms()

    def update(self):
        now = time.ticks_ms()
        if self.left and time.ticks_diff(now, self.last) >= self.half_ms:
            self.last = now
            self.left -= 1
            self.led.value(not self.led.value())


blinkers = [Blinker(2, 500, 9)]
while True:
    for one in blinkers:
        one.update()
"""
BLINK_BY_TIMER = """
from machine import Pin, Timer

led = Pin(2, Pin.OUT)
led.on()
changes = 0


def half(t):
    global changes
    changes += 1
    led.value(not led.value())


timer = Timer(0)
timer.init(period=500, callback=half)
done = False
while not done:
    if changes == 9:
        timer.deinit()
        done = True
"""
BUTTON_BY_LOOKING = """
from machine import Pin
import time
button, led, memory = Pin(18, Pin.IN, Pin.PULL_UP), Pin(2, Pin.OUT), Pin(4, Pin.OUT)
state, before = 0, 1
while True:
    now = button.value()
    if now == 0 and before == 1:
        state = 1 - state
        memory.value(state)
    if now != before:
        led.value(1 - now)
        before = now
        time.sleep_ms(30)
"""
BUTTON_BY_FLAG = """
from machine import Pin
import time

led, memory, button = Pin(2, Pin.OUT), Pin(4, Pin.OUT), Pin(18, Pin.IN, Pin.PULL_UP)
changed = down = False


def edge(pin):
    global changed
    changed = True


button.irq(trigger=Pin.IRQ_FALLING | Pin.IRQ_RISING, handler=edge)
while True:
    if changed:
        changed = False
        now = button.value() == 0
        if now != down:
            down = now
            led.value(down)
            if down:
                memory.value(not memory.value())
            time.sleep_ms(30)
            changed = True
"""
PROGRAMS = {
    "blink by a class": ("blink", BLINK_BY_CLASS),
    "blink by a timer": ("blink", BLINK_BY_TIMER),
    "button by looking": ("button", BUTTON_BY_LOOKING),
    "button by a flag": ("button", BUTTON_BY_FLAG),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_program_that_waits_without_sleeping_passes(name):
    exercise, program = PROGRAMS[name]
    report = grade(load_exercise(exercise), program, language="en")
    assert report.verdict == "passed", report
