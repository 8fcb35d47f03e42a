"""A run is boot after boot: what resets, sleep and the watchdog do, and what is kept through them."""

from __future__ import annotations

import pytest

from iot_lab.simulator.boots import MOST_RESETS
from iot_lab.simulator.chip import ResetCause
from iot_lab.simulator.limits import Limits
from iot_lab.simulator.parts.button import Button, Press
from tests.rigs.simulator_runs import run, seen

# Each boot counts itself on the flash: `boot` is 0, 1, 2...
COUNT = """
import machine, time
try:
    with open("boot") as file: boot = int(file.read())
except OSError:
    boot = 0
with open("boot", "w") as file: file.write(str(boot + 1))
"""


@pytest.mark.parametrize(
    ("act", "cause", "said"),
    [
        ("machine.reset()", 2, "hard"),
        ("machine.soft_reset()", 5, "soft"),
        ("raise SystemExit", 5, "soft"),
        ("import sys; sys.exit(3)", 5, "soft"),
        ("machine.WDT(timeout=1000)\n    time.sleep(5)", 3, "watchdog"),
        ("machine.deepsleep(1000)", 4, "deep-sleep"),
    ],
)
def test_next_boot_knows_why(act, cause, said):
    outcome = run(f"{COUNT}\nif boot == 0:\n    {act}\nprint(boot, machine.reset_cause())")
    assert outcome.output.splitlines()[-1] == f"1 {cause}"
    assert [value for _, value in seen(outcome, "boot")] == [said]
    assert (outcome.end, outcome.error) == ("finished", None)


def test_first_boot_is_a_power_on():
    outcome = run("import machine\nprint(machine.reset_cause() == machine.PWRON_RESET, machine.wake_reason())")
    assert outcome.output == "True 0\n"
    assert seen(outcome, "boot") == []


def test_clock_goes_on_and_ticks_begin_again_after_a_reset():
    program = f"{COUNT}\nprint(time.ticks_ms(), time.time())\ntime.sleep(3)\nif boot == 0: machine.reset()"
    outcome = run(program)
    first, second = outcome.output.splitlines()
    assert (first.split()[1], second.split()[1]) == ("0", "3")
    assert int(second.split()[0]) < 100


def test_ticks_go_on_through_a_soft_reset():
    outcome = run(f"{COUNT}\nprint(time.ticks_ms() // 1000)\ntime.sleep(3)\nif boot == 0: machine.soft_reset()")
    assert outcome.output == "0\nMPY: soft reboot\n3\n"


def test_time_that_was_set_is_kept_through_resets():
    program = f"""{COUNT}
rtc = machine.RTC()
if boot == 0:
    rtc.datetime((2026, 11, 24, 1, 8, 30, 0, 0))
    machine.deepsleep(60000)
print(rtc.datetime()[:6], time.localtime()[:5])
"""
    assert run(program, seconds=100).output == "(2026, 11, 24, 1, 8, 31) (2026, 11, 24, 8, 31)\n"


def test_rtc_memory_outlives_deep_sleep():
    program = """
        import machine
        memory = machine.RTC()
        count = len(memory.memory())
        print(count, machine.reset_cause() == machine.DEEPSLEEP_RESET, machine.wake_reason() == machine.TIMER_WAKE)
        memory.memory(b"x" * (count + 1))
        if count < 2:
            machine.deepsleep(10_000)
    """
    outcome = run(program, seconds=60)
    assert outcome.output == "0 False False\n1 True True\n2 True True\n"
    assert outcome.asleep_us == 20_000_000


def test_deep_sleep_passes_in_one_jump_and_counts_as_asleep():
    outcome = run("import machine\nmachine.deepsleep(600000)", seconds=3600)
    assert (outcome.end, outcome.virtual_us) == ("deadline", 3_600_000_000)
    assert outcome.asleep_us > 3_590_000_000


def test_deep_sleep_without_end_lasts_until_the_scenario_s():
    outcome = run("import machine\nmachine.deepsleep()", seconds=100)
    assert (outcome.end, outcome.asleep_us, seen(outcome, "boot")) == ("deadline", 100_000_000, [])


def test_pressed_button_ends_deep_sleep():
    program = """
        import machine, esp32
        from machine import Pin
        if machine.wake_reason() == machine.EXT0_WAKE:
            print("woken by the button")
        else:
            esp32.wake_on_ext0(Pin(4, Pin.IN, Pin.PULL_UP), esp32.WAKEUP_ALL_LOW)
            machine.deepsleep()
    """
    outcome = run(program, seconds=60, parts=(Button(4, (Press(7, 0.5),)),))
    ((when_us, _),) = seen(outcome, "boot")
    assert outcome.output == "woken by the button\n"
    assert 7_400_000 < when_us < 7_700_000


def test_light_sleep_goes_on_where_it_was():
    outcome = run("import machine, time\nmachine.lightsleep(5000)\nprint(time.ticks_ms(), machine.wake_reason())")
    assert (outcome.output, outcome.asleep_us) == ("5000 4\n", 5_000_000)


def test_hard_reset_lets_go_of_pins_and_a_soft_one_does_not():
    program = f"""{COUNT}
from machine import Pin
Pin(2, Pin.OUT, value=1)
if boot < 2:
    (machine.soft_reset, machine.reset)[boot]()
"""
    levels = [value for _, value in seen(run(program), "pin", "2")]
    assert levels == [1, 1]


def test_old_interrupts_and_timers_are_gone_after_a_reset():
    program = f"""{COUNT}
from machine import Pin, Timer
if boot == 0:
    Pin(4, Pin.IN, Pin.PULL_UP).irq(lambda pin: print("old press"))
    Timer(0).init(period=500, callback=lambda timer: print("old beat"))
    machine.soft_reset()
time.sleep(5)
"""
    outcome = run(program, parts=(Button(4, (Press(2, 0.2),)),))
    assert outcome.output == "MPY: soft reboot\n"


def test_fed_watchdog_does_not_bite():
    program = "import machine, time\nw = machine.WDT(timeout=2000)\nfor _ in range(5):\n    time.sleep(1)\n    w.feed()\nprint('fed')"
    outcome = run(program, seconds=7)
    assert outcome.output == "fed\n"


def test_watchdog_ends_a_loop_that_hangs():
    program = f"{COUNT}\nif boot == 0:\n    machine.WDT(timeout=2000)\n    while True: pass\nprint('again', machine.reset_cause())"
    outcome = run(program)
    assert outcome.output == "again 3\n"
    assert seen(outcome, "reset") == [(pytest.approx(2_040_000, rel=0.05), "watchdog")]


@pytest.mark.parametrize("timeout", ["0", "-5"])
def test_watchdog_needs_a_time(timeout):
    outcome = run(f"import machine\nmachine.WDT(timeout={timeout})")
    assert outcome.error.message == "WDT timeout too short"


def test_unclosed_file_is_lost_by_a_hard_reset_only():
    program = f"""{COUNT}
if boot == 0:
    file = open("log", "w")
    file.write("kept?")
    machine.ACT()
print(repr(open("log").read()))
"""
    assert run(program.replace("ACT", "reset")).output.splitlines()[-1] == "''"
    assert run(program.replace("ACT", "soft_reset")).output.splitlines()[-1] == "'kept?'"


def test_board_that_keeps_resetting_ends_as_reset():
    outcome = run("import machine\nmachine.reset()", seconds=3600)
    assert outcome.end == "reset"
    assert len(seen(outcome, "reset")) == MOST_RESETS


def test_board_may_wake_up_more_often_than_it_may_reset():
    outcome = run("import machine\nmachine.deepsleep(1000)", seconds=200)
    assert outcome.end == "deadline"
    assert len(seen(outcome, "boot")) > 2 * MOST_RESETS


def test_all_boots_share_one_budget_of_work():
    outcome = run("import machine\nmachine.reset()", limits=Limits(fuel=12_000_000))
    assert outcome.end == "fuel"
    assert 11_000_000 < outcome.fuel <= 12_000_100


def test_same_seed_gives_the_same_boots():
    program = f"{COUNT}\nimport random, os\nprint(random.random(), os.urandom(4))\nif boot < 3: machine.reset()"
    first, second = run(program), run(program)
    assert (first.events, first.fuel) == (second.events, second.fuel)
    assert len(set(first.output.splitlines())) == 4


def test_boot_py_runs_before_main_py_and_shares_its_names():
    outcome = run("print('main', greeting)", files={"boot.py": b"greeting = 'hi'\nprint('boot')\n"})
    assert outcome.output == "boot\nmain hi\n"


def test_error_in_boot_py_is_shown_and_main_py_runs():
    outcome = run("print('main')", files={"boot.py": b"def f():\n    1 / 0\nf()\n"})
    assert outcome.output.splitlines() == [
        "Traceback (most recent call last):",
        '  File "boot.py", line 3, in <module>',
        '  File "boot.py", line 2, in f',
        "ZeroDivisionError: divide by zero",
        "main",
    ]
    assert (outcome.end, outcome.error) == ("finished", None)


def test_main_py_may_replace_itself_for_the_next_boot():
    program = """
        import machine
        with open("main.py", "w") as file:
            file.write("print('new program')")
        machine.reset()
    """
    assert run(program).output == "new program\n"


def test_board_without_main_py_does_nothing():
    outcome = run("import os, machine\nos.remove('main.py')\nmachine.reset()")
    assert (outcome.end, outcome.output) == ("finished", "")


def test_wifi_stays_through_a_soft_reset_only():
    program = f"""{COUNT}
import network
station = network.WLAN(network.STA_IF)
if boot == 0:
    station.active(True)
    station.connect("atelier", "atelier123")
    while not station.isconnected(): time.sleep_ms(100)
    machine.ACT()
print(station.isconnected())
"""
    assert run(program.replace("ACT", "soft_reset")).output.splitlines()[-1] == "True"
    assert run(program.replace("ACT", "reset")).output.splitlines()[-1] == "False"


def test_causes_have_the_numbers_of_machine():
    program = "import machine\nprint([getattr(machine, name + '_RESET') for name in ('PWRON', 'HARD', 'WDT', 'DEEPSLEEP', 'SOFT')])"
    assert run(program).output == f"{[one.value for one in ResetCause]}\n"
