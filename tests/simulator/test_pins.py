"""Pins: one object each, interrupts, open drain, drive, hold, pulses, bits, and the processor's small services."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pytest

from iot_lab.simulator.parts.button import Button, Press
from iot_lab.simulator.parts.dht22 import Dht22
from tests.rigs.simulator_runs import run, seen

PIN = "from machine import Pin, Signal, time_pulse_us, bitstream, disable_irq, enable_irq\nimport machine, time\n"


@dataclass(frozen=True)
class Levels:
    """A part that drives a pin at instants (seconds)."""

    pin: int
    steps: tuple[tuple[float, int | None], ...]

    def attach(self, board):
        for t_s, level in self.steps:
            board.schedule(round(t_s * 1e6), partial(board.pins.drive, self.pin, level))


def said(program: str, *parts, **around) -> str:
    return run(PIN + program, parts=parts, **around).output


def error_of(program: str) -> tuple[str, str]:
    error = run(PIN + program).error
    return error.type, error.message


def test_a_pin_is_one_object_whoever_asks_for_it():
    program = "p = Pin(4, Pin.IN)\np.irq(lambda it: print(it is p, it is Pin(4), Pin(p) is p), Pin.IRQ_FALLING)\ntime.sleep(2)"
    assert said(program, Levels(4, ((0.5, 1), (1.0, 0)))) == "True True True\n"


def test_asking_for_a_pin_without_mode_leaves_it_as_it_is():
    outcome = run(PIN + "Pin(2, Pin.OUT, value=1)\nprint(Pin(2).value())")
    assert outcome.output == "1\n"
    assert len(seen(outcome, "pin-mode", "2")) == 1


@pytest.mark.parametrize(
    ("trigger", "instants"),
    [("Pin.IRQ_RISING", [1, 3]), ("Pin.IRQ_FALLING", [2, 4]), ("Pin.IRQ_RISING | Pin.IRQ_FALLING", [1, 2, 3, 4])],
)
def test_interrupt_comes_at_its_edges(trigger, instants):
    program = f"import time\nPin(4, Pin.IN).irq(lambda p: print(time.ticks_us()), {trigger})"
    steps = ((0, 0), (1, 1), (2, 0), (3, 1), (4, 0))
    outcome = run(PIN + program, parts=(Levels(4, steps),))
    assert [int(said) for _, said in seen(outcome, "print")] == [pytest.approx(t * 1e6, abs=20) for t in instants]


def test_irq_without_trigger_means_both_edges():
    assert said("Pin(4, Pin.IN).irq(print)", Levels(4, ((0, 0), (1, 1), (2, 0)))) == "Pin(4)\nPin(4)\n"


def test_irq_none_takes_the_handler_away():
    program = "p = Pin(4, Pin.IN)\np.irq(print)\ntime.sleep(1.5)\np.irq(None)\ntime.sleep(3)"
    assert said(program, Levels(4, ((0, 0), (1, 1), (2, 0)))) == "Pin(4)\n"


def test_bouncing_button_counts_too_many_presses_and_debouncing_counts_them_right():
    program = """
last, naive, right = [0], [], []
def pressed(pin):
    naive.append(pin)
    if time.ticks_diff(time.ticks_ms(), last[0]) > 50:
        right.append(pin)
    last[0] = time.ticks_ms()
Pin(4, Pin.IN, Pin.PULL_UP).irq(pressed, Pin.IRQ_FALLING)
time.sleep(6)
print(len(naive), len(right))
"""
    assert said(program, Button(4, (Press(1), Press(3), Press(5)), bounces=4)) == "15 3\n"


def test_flood_of_edges_leaves_the_program_its_turn():
    steps = tuple((0.1 + index * 0.0001, index % 2) for index in range(2000))
    program = "Pin(4, Pin.IN).irq(lambda p: time.sleep_ms(1))\ntime.sleep(0.2)\nprint(time.ticks_ms() < 300)"
    assert said(program, Levels(4, steps)) == "True\n"


def test_disabled_interrupts_run_when_enabled_again():
    program = "Pin(4, Pin.IN).irq(print)\ns = disable_irq()\ntime.sleep(2)\nprint('on')\nenable_irq(s)"
    assert said(program, Levels(4, ((0, 0), (1, 1)))) == "on\nPin(4)\n"


@pytest.mark.parametrize("argument", ["hard=True", "priority=2"])
def test_interrupts_of_an_esp32_are_neither_hard_nor_ranked(argument):
    assert error_of(f"Pin(4).irq(print, {argument})") == ("TypeError", "extra keyword arguments given")


def test_open_drain_pulls_down_or_lets_go():
    program = "p = Pin(4, Pin.OPEN_DRAIN, Pin.PULL_UP, value=0)\na = p.value()\np.on()\nprint(a, p.value())"
    assert said(program) == "0 1\n"


def test_toggle_turns_what_was_written_not_what_is_read():
    program = "p = Pin(4, Pin.OPEN_DRAIN, value=1)\np.toggle()\np.toggle()\nprint(p.value())"
    assert said(program, Levels(4, ((0, 0),))) == "0\n"


def test_held_pin_keeps_its_level_until_let_go():
    program = "p = Pin(2, Pin.OUT, value=1, hold=True)\np.off()\np.init(hold=False)\np.off()"
    assert [value for _, value in seen(run(PIN + program), "pin", "2")] == [1, 0]


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        ("Pin(4, 'out')", ("TypeError", "can't convert str to int")),
        ("Pin('4', Pin.OUT)", ("ValueError", "invalid pin")),
        ("Pin(35, Pin.OPEN_DRAIN)", ("ValueError", "pin can only be input")),
        ("Pin(4, Pin.OUT, speed=1)", ("TypeError", "unexpected keyword argument 'speed'")),
        ("machine.freq(1)", ("ValueError", "frequency must be 20MHz, 40MHz, 80Mhz, 160MHz or 240MHz")),
        ("machine.LED", ("AttributeError", "'module' object has no attribute 'LED'")),
    ],
)
def test_wrong_use_is_refused(program, expected):
    assert error_of(program) == expected


def test_drive_strength_is_accepted():
    assert run(PIN + "Pin(4, Pin.OUT, drive=Pin.DRIVE_3)").end == "finished"


def test_signal_takes_a_pin_or_what_makes_one():
    program = "a = Signal(Pin(2, Pin.OUT), invert=True)\nb = Signal(4, Pin.OUT, invert=True)\na.on()\nb(0)\nprint(a(), b.value(), Pin(2).value(), Pin(4).value())"
    assert said(program) == "1 0 0 1\n"


def test_pulse_is_measured_to_the_microsecond():
    pulse = Levels(5, ((0, 0), (0.010, 1), (0.010583, 0)))
    assert said("print(time_pulse_us(Pin(5, Pin.IN), 1, 100000))", pulse) == "583\n"


@pytest.mark.parametrize(("steps", "answer"), [(((0, 0),), -2), (((0, 1),), -1), (((0, 0), (0.01, 1)), -1)])
def test_pulse_that_never_begins_or_ends_is_told_by_a_negative_number(steps, answer):
    assert said("print(time_pulse_us(Pin(5, Pin.IN), 1, 20000))", Levels(5, steps)) == f"{answer}\n"


def test_bits_leave_in_the_time_they_take():
    outcome = run(PIN + "bitstream(Pin(5), 0, (400, 850, 800, 450), b'abc')\nprint(time.ticks_us())")
    ((t_us, data),) = seen(outcome, "wire-write", "5")
    assert data == b"abc"
    assert int(outcome.output) - t_us == pytest.approx(30, abs=15)


def test_neopixel_refuses_what_the_firmware_refuses():
    assert error_of("import neopixel\nneopixel.NeoPixel(5, 3)") == (
        "AttributeError",
        "'int' object has no attribute 'init'",
    )
    assert error_of("import neopixel\nneopixel.NeoPixel(Pin(5), 3)[3] = (1, 2, 3)")[0] == "IndexError"


def test_neopixel_fills_four_colours():
    outcome = run(
        PIN
        + "import neopixel\nn = neopixel.NeoPixel(Pin(5), 2, bpp=4)\nn.fill((1, 2, 3, 4))\nn.write()\nprint(len(n), n[1])"
    )
    assert seen(outcome, "wire-write", "5")[0][1] == bytes([2, 1, 3, 4] * 2)
    assert outcome.output == "2 (1, 2, 3, 4)\n"


def test_frequency_that_was_set_is_told():
    assert said("machine.freq(80000000)\nprint(machine.freq())") == "80000000\n"


def test_pin_that_wakes_the_board_ends_its_sleep():
    program = (
        "Pin(4, Pin.IN).irq(None, Pin.WAKE_HIGH, wake=machine.SLEEP)\nmachine.lightsleep(9000)\nprint(time.ticks_ms())"
    )
    assert said(program, Levels(4, ((0, 0), (2, 1)))) == "2000\n"


@pytest.mark.parametrize(
    ("program", "message"),
    [("Pin(5).irq(None, Pin.WAKE_LOW, 4)", "invalid pin for wake"), ("Pin(4).irq(None, 4, 9)", "bad wake value")],
)
def test_wrong_wake_is_a_value_error(program, message):
    assert error_of(program) == ("ValueError", message)


def test_dht_takes_a_pin_s_number_too():
    # MicroPython 1.27: dht.py keeps what it is given, and C finds the pin of a number (machine_pin.c, machine_pin_get_id).
    program = "import dht\nd = dht.DHT22(15)\nd.measure()\nprint(d.temperature())"
    assert said(program, Dht22(15, 21.0, silent_s=0)) == "21.0\n"


def test_all_of_machine_can_be_imported_at_once():
    program = "from machine import *\nPWM(Pin(2), freq=50)\nprint(ADC(34), Timer(0), reset_cause() == PWRON_RESET)"
    assert run(program).output == "ADC(Pin(34), atten=3) Timer(0, mode=ONE_SHOT, period=0) True\n"
