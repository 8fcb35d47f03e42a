"""Timers: exact in virtual time, four of hardware, as many virtual ones as one likes."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.rigs.simulator_runs import run, seen

TIMER = "from machine import Timer, Pin, disable_irq, enable_irq\nimport time\n"

# Importing and making a timer, in the microseconds of an ESP32.
MOST_TO_START_US = 1000


def said(program: str, **around) -> str:
    return run(TIMER + program, **around).output


def error_of(program: str) -> tuple[str, str]:
    error = run(TIMER + program).error
    return error.type, error.message


def test_10_ms_timer_fires_1000_times_in_10_s():
    program = "n = []\nTimer(0, period=10, callback=n.append)\ntime.sleep(10)\nprint(len(n))"
    assert said(program, seconds=20) == "1000\n"


def test_instants_never_drift():
    program = "led = Pin(2, Pin.OUT)\nTimer(0, freq=3, callback=lambda t: led.toggle())"
    instants = [t_us for t_us, _ in seen(run(TIMER + program, seconds=61), "pin", "2")]
    started_us = instants[0] - 333_333
    assert 0 <= started_us < MOST_TO_START_US
    assert [instants[2] - started_us, instants[179] - started_us] == [999_999, 59_999_994]


def test_callback_slower_than_its_timer_leaves_the_program_its_turn():
    program = """
        n = []
        def slow(t):
            n.append(1)
            time.sleep_ms(15)
        Timer(0, period=10, callback=slow)
        time.sleep(1)
        print(60 <= len(n) <= 75, time.ticks_ms() < 1200)
    """
    assert run(TIMER + dedent(program)).output == "True True\n"


def test_one_shot_fires_once_after_main_has_ended():
    outcome = run(TIMER + "Timer(3, mode=Timer.ONE_SHOT, period=1500, callback=lambda t: print('now'))")
    ((t_us, told),) = seen(outcome, "print")
    assert (told, 0 <= t_us - 1_500_000 < MOST_TO_START_US) == ("now\n", True)
    assert outcome.end == "finished"


def test_periodic_timer_keeps_a_program_that_ended_alive():
    outcome = run(TIMER + "Timer(1, period=1000, callback=lambda t: print('tick'))", seconds=5.5)
    assert (outcome.end, outcome.output) == ("deadline", "tick\n" * 5)


def test_deinit_stops_it_and_the_program_ends():
    program = "t = Timer(1, period=100, callback=lambda t: print('tick'))\ntime.sleep_ms(250)\nt.deinit()"
    outcome = run(TIMER + program)
    assert (outcome.end, outcome.output) == ("finished", "tick\ntick\n")


def test_init_again_replaces_period_and_callback():
    program = "t = Timer(0)\nt.init(period=10, callback=lambda t: print('old'))\nt.init(period=100, callback=lambda t: print('new'))\ntime.sleep_ms(250)\nt.deinit()"
    assert said(program) == "new\nnew\n"


def test_callback_gets_its_own_timer():
    program = "t = Timer(2, period=10, callback=lambda it: (print(it is t, it is Timer(2)), it.deinit()))"
    assert said(program) == "True True\n"


def test_a_timer_says_its_number_mode_and_period():
    program = "for n in (1, 2):\n Timer(n, mode=Timer.ONE_SHOT, period=10 * n, callback=lambda t: print(t))"
    assert said(program) == "Timer(1, mode=ONE_SHOT, period=10)\nTimer(2, mode=ONE_SHOT, period=20)\n"


def test_value_counts_milliseconds_of_the_period():
    assert (
        said("t = Timer(0, period=1000, callback=lambda t: None)\ntime.sleep_ms(1234)\nprint(t.value())\nt.deinit()")
        == "234\n"
    )


def test_frequency_may_be_a_fraction():
    assert (
        said("n = []\nt = Timer(0, freq=2.5, callback=n.append)\ntime.sleep_ms(2001)\nprint(len(n))\nt.deinit()")
        == "5\n"
    )


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("Timer(4)", ("ValueError", "invalid Timer number")),
        ("Timer(-2)", ("ValueError", "invalid Timer number")),
        ("Timer(0, period=1.5)", ("TypeError", "can't convert float to int")),
        ("Timer('0')", ("TypeError", "can't convert str to int")),
        ("Timer(0, period=10, hard=True)", ("ValueError", "hard Timers are not implemented")),
    ],
)
def test_wrong_timer_is_refused(program, expected):
    assert error_of(program) == expected


def test_exception_in_a_callback_is_told_and_the_timer_goes_on():
    outcome = run(TIMER + "Timer(0, period=1000, callback=lambda t: 1 / 0)", seconds=3.5)
    assert len(seen(outcome, "callback-error")) == 3
    assert "ZeroDivisionError" in outcome.output


def test_disabled_interrupts_wait():
    program = """
state = disable_irq()
Timer(0, period=100, callback=lambda t: print("tick"))
time.sleep_ms(250)
print("on")
enable_irq(state)
Timer(0).deinit()
"""
    assert said(program) == "on\ntick\ntick\n"


def test_idle_program_with_a_timer_costs_little():
    outcome = run(TIMER + "n = []\nTimer(0, period=1000, callback=n.append)\nwhile True:\n pass", seconds=600)
    quiet = run(TIMER + "while True:\n time.sleep(1)", seconds=600)
    assert outcome.fuel < 8 * quiet.fuel


def test_same_seed_gives_the_same_trace():
    program = "Timer(0, freq=7, callback=lambda t: print(time.ticks_us()))\nwhile True:\n time.sleep_ms(13)"
    one, other = run(TIMER + program), run(TIMER + program)
    assert (one.events, one.fuel) == (other.events, other.fuel)
