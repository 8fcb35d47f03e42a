"""Parts as they come from a shop: resistors beside buttons, sensors that need a moment, an ADC that bends."""

from __future__ import annotations

import json
from dataclasses import dataclass
from statistics import stdev

import pytest

from iot_lab.simulator.parts.button import Button, Press
from iot_lab.simulator.parts.dht11 import Dht11
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.world.curves import Line
from iot_lab.simulator.world.faults import StuckBus, Unplugged
from iot_lab.simulator.world.scenario import RealAdc, Span
from tests.rigs.simulator_runs import run

LEVELS = """
from machine import Pin
import time
pin = Pin(4, Pin.IN{pull})
levels = ""
for _ in range(40):
    levels += str(pin.value())
    time.sleep_ms({pause_ms})
print(levels)
"""
DHT = """
import dht, time
from machine import Pin
sensor = dht.{kind}(Pin(4))
for pause in {pauses}:
    time.sleep(pause)
    try:
        sensor.measure()
        print(sensor.temperature())
    except OSError as error:
        print(error)
"""


@dataclass(frozen=True)
class Voltage:
    volts: float

    def attach(self, board):
        board.analog[34] = lambda t_us: self.volts


def levels(pause_ms: int = 100, pull: str = "", seed: int = 0, **around) -> str:
    return run(LEVELS.format(pause_ms=pause_ms, pull=pull), seed=seed, **around).output.strip()


@pytest.mark.parametrize(
    ("button", "released"),
    [
        (Button(4, closes_to=1), {"0"}),
        (Button(4, closes_to=1, resistor_ohm=0), {"0", "1"}),
        (Button(4), {"0", "1"}),
        (Button(4, resistor_ohm=10_000), {"1"}),
    ],
)
def test_a_released_button_is_held_by_its_resistor_or_by_nothing(button, released):
    assert set(levels(parts=(button,))) == released


def test_a_resistor_is_stronger_than_the_pull_of_the_chip():
    assert set(levels(pull=", Pin.PULL_UP", parts=(Button(4, closes_to=1),))) == {"0"}


def test_a_pressed_button_is_stronger_than_its_resistor():
    pressed = Button(4, (Press(1.05, 1),), closes_to=1, bounces=2, release_bounces=2)
    assert levels(parts=(pressed,)) == "0" * 11 + "1" * 10 + "0" * 19


@pytest.mark.parametrize("pause_ms", [1, 7, 10, 20, 40, 50, 60, 100, 110, 200])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a_floating_input_looks_floating_at_any_pause(pause_ms, seed):
    assert set(levels(pause_ms, seed=seed)) == {"0", "1"}


def test_a_floating_input_is_the_same_for_the_same_seed_and_another_for_another():
    assert levels() == levels() != levels(seed=1)


@pytest.mark.parametrize("limit_us", [10_000, 20_000, 30_000, 100_000])
def test_a_pulse_on_a_floating_pin_is_noise_and_never_the_limit(limit_us):
    program = f"from machine import Pin, time_pulse_us\np = Pin(18, Pin.IN)\nprint([time_pulse_us(p, 1, {limit_us}) for _ in range(12)])"
    seen = json.loads(run(program).output)
    assert limit_us not in seen
    assert len(set(seen)) > 1


def test_a_pulse_on_a_pin_that_pwm_feeds_is_its_high_time():
    program = "from machine import PWM, Pin, time_pulse_us\nPWM(Pin(18), freq=50, duty_ns=1500000)\nprint(time_pulse_us(18, 0), time_pulse_us(18, 1))"
    low, high = (int(one) for one in run(program).output.split())
    assert (high, low) == (pytest.approx(1500, abs=25), pytest.approx(18_500, abs=20))


@pytest.mark.parametrize(("kind", "part"), [("DHT11", Dht11), ("DHT22", Dht22)])
def test_a_sensor_that_has_just_got_power_says_nothing_for_a_second(kind, part):
    program = DHT.format(kind=kind, pauses=(0, 0.5, 2))
    assert run(program, parts=(part(4),)).output.splitlines()[:2] == ["[Errno 116] ETIMEDOUT"] * 2
    assert run(program, parts=(part(4),)).output.splitlines()[2].startswith("21")
    assert run(program, parts=(part(4, silent_s=0),)).output.splitlines()[0].startswith("21")


@pytest.mark.parametrize("is_clone", [False, True])
def test_a_sensor_asked_too_soon_is_silent_or_repeats_itself(is_clone):
    warming = Dht22(4, Line(((0, 20.0), (10, 30.0))), repeats_when_hurried=is_clone)
    outcome = run(DHT.format(kind="DHT22", pauses=(2, 1, 1)), parts=(warming,))
    hurried = "22.0" if is_clone else "[Errno 116] ETIMEDOUT"
    first, second, third = outcome.output.splitlines()
    assert (first, second) == ("22.0", hurried)
    assert third.startswith("24")


def test_a_sensor_that_is_plugged_in_again_needs_its_moment_again():
    outcome = run(DHT.format(kind="DHT22", pauses=(2, 3, 1)), parts=(Unplugged(Dht22(4), (Span(3, 1.8),)),))
    assert outcome.output.splitlines() == ["21.0", "[Errno 116] ETIMEDOUT", "21.0"]


def test_a_fault_that_begins_with_the_power_is_there_at_the_first_look():
    program = "from machine import I2C, Pin\nprint(I2C(0, scl=Pin(22), sda=Pin(21)).scan())"
    assert run(program, parts=(StuckBus((Span(0, 60),)),)).output == "[]\n"


def raws(volts: float, attenuation: int = 3, **around) -> list[int]:
    program = f"from machine import ADC\na = ADC(34, atten={attenuation})\nfor _ in range(50): print(a.read())"
    return [int(one) for one in run(program, parts=(Voltage(volts),), **around).output.split()]


@pytest.mark.parametrize(("volts", "raw"), [(0, 0), (0.1, 0), (1.65, 1880), (3.15, 4095), (3.3, 4095)])
def test_the_chip_s_adc_has_a_dead_zone_a_bend_and_an_early_end(volts, raw):
    assert raws(volts, adc=RealAdc(noise_lsb=0))[0] == pytest.approx(raw, abs=20)


def test_the_chip_s_adc_is_noisy_and_the_ideal_one_is_not():
    noisy = raws(1.65, adc=RealAdc())
    assert 3 < stdev(noisy) < 10
    assert noisy == raws(1.65, adc=RealAdc())
    assert len(set(raws(1.65))) == 1


@pytest.mark.parametrize("attenuation", [0, 1, 2, 3])
def test_the_chip_s_adc_never_goes_down_when_the_voltage_goes_up(attenuation):
    seen = [raws(step / 10, attenuation, adc=RealAdc(noise_lsb=0))[0] for step in range(0, 34, 3)]
    assert seen == sorted(seen)


def test_microvolts_take_the_bend_out():
    program = "from machine import ADC\nprint(ADC(34).read_uv())"
    assert int(run(program, parts=(Voltage(1.5),), adc=RealAdc(noise_lsb=0)).output) == pytest.approx(
        1_500_000, abs=2000
    )
