"""A limit ends runaways only: what sleeps or looks all the time reaches the scenario's end, as on a board (`pace.py`)."""

from __future__ import annotations

import pytest

from iot_lab.simulator.limits import Limits
from tests.rigs.simulator_runs import run, seen

FEW_CALLS = Limits(calls=6_000)
FEW_EVENTS = Limits(events=400)
LITTLE_WORK = Limits(fuel=120_000_000)
PINS = "from machine import ADC, PWM, Pin\nimport asyncio, time\nled = Pin(2, Pin.OUT)\n"
GOES_ON = {
    "it shows digit by digit": "while True:\n    led.on()\n    time.sleep_ms(1)\n    led.off()\n    time.sleep_ms(1)",
    "it fades in small steps": (
        "pwm = PWM(Pin(4), freq=1000)\nwhile True:\n    for duty in range(0, 65536, 64):\n"
        "        pwm.duty_u16(duty)\n        time.sleep_us(10)"
    ),
    "it looks at a knob": "pwm, knob = PWM(Pin(4)), ADC(34)\nwhile True:\n    pwm.duty_u16(knob.read_u16())",
    "it shows a pin": "button = Pin(4, Pin.IN, Pin.PULL_UP)\nwhile True:\n    led.value(button.value())",
    "a timer shows digit by digit": (
        "from machine import Timer\nTimer(0).init(period=1, callback=lambda _: led.toggle())\nwhile True:\n    pass"
    ),
    "a timer goes on where the program is over": (
        "from machine import Timer\nTimer(0).init(period=1, callback=lambda _: (led.on(), led.off()))"
    ),
    "tasks of asyncio take turns": (
        "async def blink():\n    while True:\n        led.toggle()\n        await asyncio.sleep_ms(1)\nasyncio.run(blink())"
    ),
}


@pytest.mark.parametrize("limits", [FEW_CALLS, FEW_EVENTS, LITTLE_WORK], ids=["calls", "events", "work"])
@pytest.mark.parametrize("program", GOES_ON)
def test_what_waits_or_looks_reaches_the_scenario_s_end(program, limits):
    outcome = run(PINS + GOES_ON[program], seconds=20, limits=limits)
    assert (outcome.end, outcome.error, outcome.virtual_us) == ("deadline", None, 20_000_000)


RUNAWAYS = (
    "while True:\n    led.toggle()",
    "while True:\n    led.on(), led.off()",
    "def turn(_):\n    while True:\n        led.toggle()\nmicropython.schedule(turn, 0)",
)


@pytest.mark.parametrize("runaway", RUNAWAYS)
def test_submission_that_does_neither_is_ended(runaway):
    limits = Limits(calls=6_000, events=400, ends_runaways=True)
    outcome = run(f"import micropython\n{PINS}{runaway}", seconds=60, limits=limits)
    assert outcome.end == "fuel"


@pytest.mark.parametrize("runaway", RUNAWAYS[:2])
@pytest.mark.parametrize("limits", [FEW_CALLS, FEW_EVENTS, LITTLE_WORK], ids=["calls", "events", "work"])
def test_what_does_neither_goes_on_where_somebody_only_watches(runaway, limits):
    outcome = run(f"import micropython\n{PINS}{runaway}", seconds=60, limits=limits)
    assert (outcome.end, outcome.virtual_us) == ("deadline", 60_000_000)
    assert seen(outcome, "pin")[-1][0] > 55_000_000


def test_fast_changes_come_as_fast_as_on_a_board_at_first():
    times_us = [t_us for t_us, _ in seen(run(f"{PINS}while True:\n    led.on(), led.off()", seconds=0.02), "pin")]
    assert 1.5 <= (times_us[-1] - times_us[0]) / len(times_us) <= 10  # microseconds


def test_two_thirds_of_it_are_followed_to_the_microsecond():
    program = PINS + GOES_ON["it shows digit by digit"]
    near, far = (run(program, seconds=60, limits=Limits(events=most)) for most in (300, 3_000))
    followed = [t_us for t_us, _ in seen(near, "pin")][:190]
    assert followed == [t_us for t_us, _ in seen(far, "pin")][:190]


def test_what_the_world_does_keeps_its_instant():
    program = PINS + (
        "from machine import Timer\nTimer(0).init(period=7_000, callback=lambda _: print(time.ticks_ms() // 100))\n"
    )
    outcome = run(program + GOES_ON["it shows digit by digit"], seconds=30, limits=FEW_EVENTS)
    assert outcome.output == "70\n140\n210\n280\n"


def test_a_slower_display_leaves_other_callbacks_their_instants():
    program = PINS + (
        "from machine import Timer\nTimer(0).init(period=1, callback=lambda _: led.toggle())\n"
        "Timer(1).init(period=2_000, callback=lambda _: print(time.ticks_ms() // 100))\nwhile True:\n    time.sleep(1)"
    )
    outcome = run(program, seconds=9, limits=FEW_EVENTS)
    assert outcome.output == "20\n40\n60\n80\n"


def test_the_text_of_a_long_program_leaves_as_much_memory_as_on_a_board():
    lines = "# nothing but a remark, which a board reads and forgets\n" * 1_000
    free = "import gc\ngc.collect()\nprint(gc.mem_free())"
    long, short = (int(run(text).output) for text in (lines + free, free))
    assert 0 <= long - short <= 20_000
    assert run(lines + free).heap_peak_bytes < 20_000
