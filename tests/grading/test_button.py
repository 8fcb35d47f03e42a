"""Button end to end: any way of obeying passes, and the truth is what the hand did."""

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import Verdict, grade
from tests.rigs.course_programs import program_of

HEAD = """from machine import Pin
import time
button = Pin(18, Pin.IN, Pin.PULL_UP)
led = Pin(2, Pin.OUT)
memory = Pin(4, Pin.OUT)
"""
OTHER_WAYS = {
    "copies the bounces on the first LED": """
last = 1
since = time.ticks_ms()
while True:
    now = button.value()
    led(not now)
    if now != last and time.ticks_diff(time.ticks_ms(), since) > 35:
        since = time.ticks_ms()
        last = now
        if not now:
            memory(not memory())
    time.sleep_ms(1)
""",
    "interrupt": """
since = -1000
pressed = False
def changed(pin):
    global since
    if time.ticks_diff(time.ticks_ms(), since) > 35:
        since = time.ticks_ms()
        act(pin.value() == 0)
def act(is_pressed):
    global pressed
    if is_pressed != pressed:
        pressed = is_pressed
        led(is_pressed)
        if is_pressed:
            memory(not memory())
button.irq(changed, Pin.IRQ_FALLING | Pin.IRQ_RISING)
while True:
    time.sleep_ms(10)
    if time.ticks_diff(time.ticks_ms(), since) > 35:
        act(button.value() == 0)
""",
    "timer": """
from machine import Timer
state = [1, 0]
def look(timer):
    state[1] += 1
    now = button.value()
    if now != state[0] and state[1] > 6:
        state[0] = now
        state[1] = 0
        led(not now)
        if not now:
            memory(not memory())
Timer(0).init(period=5, mode=Timer.PERIODIC, callback=look)
""",
}


@pytest.fixture(scope="module")
def button():
    return load_exercise("button")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("way", OTHER_WAYS)
def test_another_way_to_obey_passes(button, way, seed):
    report = grade(button, HEAD + OTHER_WAYS[way], language="en", seed=seed)
    assert [(check.id, check.seen) for check in report.checks if check.verdict is not Verdict.PASSED] == []


def test_program_that_plays_the_public_presses_back_fails_the_hidden_ones(button):
    report = grade(button, program_of(button.cheats(), "known-presses"), language="fr")
    assert [one.verdict for one in report.scenarios][:2] == [Verdict.PASSED, Verdict.FAILED]


def test_program_that_stops_obeying_half_way_fails(button):
    program = button.solution.replace("while True:", "while time.ticks_ms() < 2000:")
    assert grade(button, program, language="fr").verdict is Verdict.FAILED
