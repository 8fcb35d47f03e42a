"""Pins, analog inputs, buses and parts behave, and fail, as on an ESP32."""

from __future__ import annotations

import pytest

from iot_lab.simulator.parts.button import Button, Press
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.parts.mpu6050 import Mpu6050
from iot_lab.simulator.parts.photoresistor import Photoresistor, voltage
from iot_lab.simulator.world.curves import Line, Noise, Repeat, Steps, Sum, Wave, value_at
from tests.rigs.simulator_runs import run, seen

PIN = "from machine import Pin, ADC, I2C, Signal\nimport time\n"


def error_of(program: str, **around) -> tuple[str, str]:
    error = run(PIN + program, **around).error
    return error.type, error.message


def test_blinking_is_in_the_trace():
    outcome = run(
        PIN + "led = Pin(2, Pin.OUT)\nfor i in range(2):\n led.on()\n time.sleep(1)\n led.off()\n time.sleep(1)"
    )
    assert [value for _, value in seen(outcome, "pin", "2")] == [1, 0, 1, 0]
    assert seen(outcome, "pin-mode", "2") == [(0, {"mode": "out", "pull": None})]


@pytest.mark.parametrize("number", [-1, 24, 28, 31, 40, 1000])
def test_pin_that_does_not_exist_is_a_value_error(number):
    assert error_of(f"Pin({number})") == ("ValueError", "invalid pin")


@pytest.mark.parametrize("number", [34, 35, 36, 39])
def test_input_only_pin_cannot_be_an_output(number):
    assert error_of(f"Pin({number}, Pin.OUT)") == ("ValueError", "pin can only be input")


def test_unheld_input_hums_and_a_pull_holds_it():
    program = """
levels = {0: set(), 1: set(), 2: set()}
pins = [Pin(4, Pin.IN), Pin(5, Pin.IN, Pin.PULL_UP), Pin(18, Pin.IN, Pin.PULL_DOWN)]
for _ in range(10):
    for index, pin in enumerate(pins):
        levels[index].add(pin.value())
    time.sleep_ms(7)
print(sorted(levels[0]), levels[1], levels[2])
"""
    assert run(PIN + program).output == "[0, 1] {1} {0}\n"


def test_button_closes_to_ground_while_pressed():
    program = "b = Pin(4, Pin.IN, Pin.PULL_UP)\nfor _ in range(4):\n print(b.value(), end='')\n time.sleep(1)"
    assert run(PIN + program, parts=(Button(4, (Press(0.5, 1.0),)),)).output == "1011"


def test_bounces_are_counted_by_a_naive_program():
    program = "n = []\nPin(4, Pin.IN, Pin.PULL_UP).irq(n.append, Pin.IRQ_FALLING)\ntime.sleep(2)\nprint(len(n))"
    assert run(PIN + program, parts=(Button(4, (Press(1),), bounces=3),)).output == "4\n"


def test_inverted_signal_lights_at_level_0():
    outcome = run(PIN + "s = Signal(2, Pin.OUT, invert=True)\ns.on()\nprint(s.value())\ns.off()")
    assert [value for _, value in seen(outcome, "pin", "2")] == [0, 1]
    assert outcome.output == "1\n"


def test_analog_reading_follows_the_light_and_the_attenuation():
    program = """
eye = ADC(Pin(34), atten=ADC.ATTN_11DB)
print(abs(eye.read_uv() - VOLTS) < 2000, eye.read_u16() // 16 == eye.read())
eye.atten(ADC.ATTN_0DB)
print(eye.read(), eye.read_u16())
eye.width(ADC.WIDTH_9BIT)
print(eye.read())
""".replace("VOLTS", str(round(voltage(100) * 1e6)))
    assert run(PIN + program, parts=(Photoresistor(34, 100),)).output == "True True\n4095 65535\n511\n"


def test_more_light_gives_more_volts():
    assert voltage(1) < voltage(10) < voltage(1000)
    assert voltage(10) == pytest.approx(1.65)


@pytest.mark.parametrize("program", ["ADC(Pin(5))", "ADC(Pin(34), atten=7)"])
def test_wrong_analog_setting_is_a_value_error(program):
    assert error_of(program)[0] == "ValueError"


def test_dht22_gives_tenths_with_their_sign():
    program = "import dht\nd = dht.DHT22(Pin(15))\nd.measure()\nprint('%.1f %.1f' % (d.temperature(), d.humidity()))"
    assert run(PIN + program, parts=(Dht22(15, -5.3, 41.8, silent_s=0),)).output == "-5.3 41.8\n"


def test_dht22_asked_twice_within_2_s_does_not_answer():
    program = "import dht\nd = dht.DHT22(Pin(15))\nd.measure()\ntime.sleep(PAUSE)\nd.measure()"
    assert run(PIN + program.replace("PAUSE", "2"), parts=(Dht22(15, silent_s=0),)).end == "finished"
    assert error_of(program.replace("PAUSE", "1"), parts=(Dht22(15, silent_s=0),)) == (
        "OSError",
        "[Errno 116] ETIMEDOUT",
    )


def test_dht22_that_is_not_there_times_out():
    assert error_of("import dht\ndht.DHT22(Pin(15)).measure()") == ("OSError", "[Errno 116] ETIMEDOUT")


MPU = "import struct\ni = I2C(0, scl=Pin(22), sda=Pin(21))\n"
READ = "print(struct.unpack('>hhh', i.readfrom_mem(0x68, 0x3B, 6)))\n"


def test_mpu6050_sleeps_until_it_is_woken():
    outcome = run(PIN + MPU + READ + "i.writeto_mem(0x68, 0x6B, b'\\0')\n" + READ, parts=(Mpu6050(),))
    assert outcome.output == "(0, 0, 0)\n(0, 0, 16384)\n"


def test_mpu6050_says_who_it_is_and_is_found_by_a_scan():
    outcome = run(PIN + MPU + "print(i.scan(), i.readfrom_mem(0x68, 0x75, 1))", parts=(Mpu6050(),))
    assert outcome.output == "[104] b'h'\n"


def test_nobody_at_an_address_is_enodev():
    assert error_of(MPU + "i.readfrom(0x40, 1)") == ("OSError", "[Errno 19] ENODEV")


def test_part_on_other_pins_is_not_found():
    assert run(PIN + "print(I2C(0, scl=Pin(18), sda=Pin(19)).scan())", parts=(Mpu6050(),)).output == "[]\n"


def test_neopixel_sends_green_red_blue():
    outcome = run(PIN + "import neopixel\nn = neopixel.NeoPixel(Pin(5), 2)\nn[1] = (1, 2, 3)\nn.write()\nprint(n[1])")
    assert seen(outcome, "wire-write", "5")[0][1] == bytes([0, 0, 0, 2, 1, 3])
    assert outcome.output == "(1, 2, 3)\n"


def test_curves_have_the_values_they_say():
    assert [value_at(Steps(((0, 1), (5, 2))), t) for t in (0, 4.9, 5)] == [1, 1, 2]
    assert [value_at(Line(((1, 0), (3, 4))), t) for t in (0, 2, 9)] == [0, 2, 4]
    assert value_at(Wave(20, 2, 60), 15) == pytest.approx(22)
    assert value_at(Repeat(Line(((0, 0), (10, 10))), 10), 13) == pytest.approx(3)
    assert value_at(Sum((1, 2.5)), 0) == 3.5


def test_noise_is_the_same_for_the_same_seed_only():
    noise = Noise(1.0)
    assert noise.at(3.14, 1) == noise.at(3.14, 1)
    assert noise.at(3.14, 1) != noise.at(3.14, 2)
