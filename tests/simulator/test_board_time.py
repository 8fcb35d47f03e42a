"""The board's clock is charged for what a program computes and prints; limits end runaways only."""

from __future__ import annotations

from itertools import pairwise

import pytest

from iot_lab.simulator.parts.hc_sr04 import HcSr04
from iot_lab.simulator.world.curves import Steps
from tests.rigs.simulator_runs import run, seen

CLOCK = "import time\nbegan = time.ticks_us()\n"
TOLD = "\nprint(time.ticks_diff(time.ticks_us(), began))\n"


def measured_us(body: str, **around) -> int:
    return int(run(CLOCK + body + TOLD, **around).output.splitlines()[-1])


def test_computing_takes_an_esp32_s_time():
    """A turn of an empty loop takes 1 to 10 us of a 240 MHz ESP32."""
    assert 100_000 < measured_us("for i in range(100_000): pass") < 1_000_000


def test_functions_of_the_firmware_take_what_they_take_on_a_board():
    """Ours are written in Python, which is not charged: a level is written in 2 us and the loop around it."""
    body = "from machine import Pin\nled = Pin(2, Pin.OUT)\nbegan = time.ticks_us()\nfor i in range(1000): led.value(1)"
    assert 2_000 < measured_us(body) < 20_000


def test_console_sends_a_byte_in_87_us_once_its_queue_is_full():
    assert measured_us("print('x' * 60)") < 200
    assert 70_000 < measured_us("print('x' * 1000)") < 100_000


def test_loop_that_computes_for_seconds_is_told_what_it_took():
    short, long = (measured_us(f"for i in range({n}): pass", seconds=60) for n in (100_000, 1_000_000))
    assert long == pytest.approx(10 * short, rel=0.02)


def test_distance_measured_by_looking_at_the_pin_is_right_to_half_a_centimetre():
    program = """
        from machine import Pin
        import time
        trig, echo = Pin(5, Pin.OUT), Pin(18, Pin.IN)
        for _ in range(4):
            trig.on()
            time.sleep_us(10)
            trig.off()
            while echo.value() == 0: pass
            start = time.ticks_us()
            while echo.value() == 1: pass
            print(time.ticks_diff(time.ticks_us(), start) * 0.0343 / 2)
            time.sleep(1)
    """
    sonar = HcSr04(5, 18, distance_cm=Steps(((0, 10), (1, 42), (2, 100), (3, 300))))
    outcome = run(program, seconds=20, parts=(sonar,))
    assert [float(line) for line in outcome.output.split()] == [pytest.approx(cm, abs=0.5) for cm in (10, 42, 100, 300)]


def test_blink_that_looks_at_the_milliseconds_is_right_to_one():
    program = """
        from machine import Pin
        import time
        led = Pin(2, Pin.OUT)
        last = begin = time.ticks_ms()
        while time.ticks_diff(time.ticks_ms(), begin) < 5050:
            now = time.ticks_ms()
            if time.ticks_diff(now, last) >= 500:
                last = now
                led.value(not led.value())
    """
    instants = [t_us for t_us, _ in seen(run(program), "pin", "2")]
    gaps = [after - before for before, after in pairwise(instants)]
    assert len(instants) == 10
    assert gaps == [pytest.approx(500_000, abs=1_200)] * 9


def test_logger_of_ten_minutes_ends_by_itself_and_keeps_its_first_and_last_lines():
    program = "import time\nfor i in range(6000):\n    print('reading', i)\n    time.sleep(0.1)\nprint('end')"
    outcome = run(program, seconds=700)
    lines = outcome.output.splitlines()
    assert (outcome.end, lines[0], lines[-2:]) == ("finished", "reading 0", ["reading 5999", "end"])


def test_comparison_that_goes_too_deep_is_the_board_s_recursion_error():
    outcome = run("n = []\nfor i in range(2000): n = [n]\nprint(n == n[0])")
    assert (outcome.end, outcome.fault) == ("exception", None)
    assert (outcome.error.type, outcome.error.message) == ("RuntimeError", "maximum recursion depth exceeded")


def test_wild_pointer_is_a_crash_of_the_board_which_starts_again():
    program = "import uctypes, machine\nprint(machine.reset_cause())\nuctypes.bytes_at(0x7FFFFFF0, 4)"
    outcome = run(program, seconds=3)
    assert (outcome.end, outcome.fault) == ("deadline", None)
    assert outcome.output.split()[:3] == ["1", "2", "2"]
    assert [value for _, value in seen(outcome, "reset")][:2] == ["crash", "crash"]


def test_same_program_takes_the_same_fuel_and_the_same_time():
    program = "import time\nfor i in range(200):\n    x = [str(j) for j in range(i)]\n    print(time.ticks_us())"
    first, second = run(program, seconds=60), run(program, seconds=60)
    assert (first.fuel, first.events, first.virtual_us) == (second.fuel, second.events, second.virtual_us)
