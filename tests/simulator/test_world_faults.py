"""Parts are unplugged, wires corrupt, buses get stuck, days are played back from a file."""

from __future__ import annotations

import json

import pytest

from iot_lab.simulator.parts._crc8 import crc8
from iot_lab.simulator.parts.aht20 import Aht20
from iot_lab.simulator.parts.bme280 import Bme280
from iot_lab.simulator.parts.button import Button, Press
from iot_lab.simulator.parts.dht22 import Dht22
from iot_lab.simulator.parts.ds18b20 import Ds18b20
from iot_lab.simulator.parts.hc_sr04 import HcSr04
from iot_lab.simulator.parts.mpu6050 import Mpu6050
from iot_lab.simulator.parts.potentiometer import Potentiometer
from iot_lab.simulator.world.faults import Corrupted, StuckBus, Unplugged
from iot_lab.simulator.world.recorded import Recorded, recorded
from iot_lab.simulator.world.scenario import Span
from tests.rigs.simulator_runs import run

START = "from machine import Pin, I2C, ADC, time_pulse_us\nimport time, json\ni = I2C(0, scl=Pin(22), sda=Pin(21))\n"
EACH_SECOND = """
def each_second(act, count=3):
    for _ in range(count):
        try:
            print(json.dumps(act()))
        except OSError as error:
            print(json.dumps(error.errno))
        time.sleep(1)
"""
ENODEV, ETIMEDOUT = 19, 116
MIDDLE = (Span(0.5, 1.0),)


def said(program: str, *parts, **around) -> list:
    outcome = run(START + EACH_SECOND + program, parts=parts, **around)
    assert outcome.error is None, outcome.error
    return [json.loads(line) for line in outcome.output.splitlines()]


def test_unplugged_part_answers_nothing_on_i2c_and_comes_back():
    who = "each_second(lambda: i.readfrom_mem(0x76, 0xD0, 1)[0])"
    assert said(who, Unplugged(Bme280(), MIDDLE)) == [0x60, ENODEV, 0x60]
    assert said("each_second(i.scan)", Unplugged(Bme280(), MIDDLE)) == [[0x76], [], [0x76]]


def test_part_can_be_missing_from_the_start():
    assert said("each_second(i.scan)", Unplugged(Bme280(), (Span(0, 1.5),))) == [[], [], [0x76]]


def test_part_that_comes_back_is_as_at_power_up():
    program = "i.writeto_mem(0x68, 0x6B, b'\\0')\ni2 = lambda: i.readfrom_mem(0x68, 0x6B, 1)[0]\neach_second(i2)"
    assert said(program, Unplugged(Mpu6050(), MIDDLE)) == [0, ENODEV, 0x40]


def test_unplugged_dht_times_out():
    program = "import dht\nd = dht.DHT22(Pin(15))\neach_second(d.measure)\ntime.sleep(1)\neach_second(d.measure, 1)"
    answers = said(program, Unplugged(Dht22(15, silent_s=0), (Span(0.5, 2.0),)))
    assert answers == [None, ETIMEDOUT, ETIMEDOUT, None]


def test_unplugged_knob_floats():
    program = "a = ADC(Pin(34), atten=ADC.ATTN_11DB)\neach_second(a.read)"
    before, floating, after = said(program, Unplugged(Potentiometer(34, 1.0), MIDDLE))
    assert before == after == 4095
    assert floating < 1000


def test_unplugged_button_is_not_pressed():
    program = "b = Pin(4, Pin.IN, Pin.PULL_UP)\neach_second(b.value)"
    assert said(program, Unplugged(Button(4, (Press(0.0, 9.0),)), MIDDLE)) == [0, 1, 0]


def test_unplugged_distance_sensor_has_no_echo():
    program = "t, e = Pin(5, Pin.OUT), Pin(18, Pin.IN, Pin.PULL_DOWN)\ndef ask():\n t.on()\n time.sleep_us(10)\n t.off()\n return time_pulse_us(e, 1, 30000)\neach_second(ask)"
    first, missing, last = said(program, Unplugged(HcSr04(5, 18, 100), MIDDLE))
    assert first == last == 5830
    assert missing == -2


def test_corrupted_answer_has_one_wrong_bit_that_the_check_byte_tells():
    program = "def ask():\n i.writeto(0x38, b'\\xac\\x33\\x00')\n time.sleep_ms(80)\n return list(i.readfrom(0x38, 7))\neach_second(ask)"
    first, bad, last = said(program, Corrupted(Aht20(), MIDDLE))
    assert [crc8(bytes(one[:6])) == one[6] for one in (first, bad, last)] == [True, False, True]


def test_corrupted_dht_and_thermometer_fail_their_check():
    dht = "import dht\nd = dht.DHT22(Pin(15))\nd.measure()"
    assert run(START + dht, parts=(Corrupted(Dht22(15, silent_s=0)),)).error.message == "checksum error"
    rom = "import onewire, ds18x20\nd = ds18x20.DS18X20(onewire.OneWire(Pin(4)))\nd.read_scratch(d.scan()[0])"
    assert run(START + rom, parts=(Corrupted(Ds18b20(4)),)).error.message == "CRC error"


def test_corruption_comes_now_and_then_and_is_the_same_for_the_same_seed():
    program = "each_second(lambda: i.readfrom_mem(0x76, 0xD0, 1)[0], 60)"
    first, again, other = (said(program, Corrupted(Bme280(), one_in=4), seconds=70, seed=seed) for seed in (1, 1, 2))
    assert first == again != other
    assert 5 < sum(value != 0x60 for value in first) < 30


def test_stuck_bus_times_out_for_everybody():
    who = "each_second(lambda: i.readfrom_mem(0x76, 0xD0, 1)[0])"
    assert said(who, Bme280(), StuckBus(MIDDLE)) == [0x60, ETIMEDOUT, 0x60]


def test_recorded_values_are_joined_by_lines_or_held():
    joined, held = Recorded((0, 10, 20), (1, 3, 2)), Recorded((0, 10, 20), (1, 3, 2), is_stepped=True)
    assert [joined.at(t, 0) for t in (-1, 5, 10, 15, 99)] == [1, 2, 3, 2.5, 2]
    assert [held.at(t, 0) for t in (-1, 5, 10, 15, 99)] == [1, 1, 3, 3, 2]


def test_recording_is_read_from_a_file_and_starts_at_0(tmp_path):
    file = tmp_path / "day.csv"
    file.write_text("t_s,temperature_c\n100,20.5\n160,\n220,21.5\n", encoding="utf-8")
    assert recorded(file, "temperature_c") == Recorded((0, 120), (20.5, 21.5))


@pytest.mark.parametrize("text", ["t_s,light\n0,1\n", "t_s,temperature_c\n", "t_s,temperature_c\n5,1\n5,2\n"])
def test_recording_that_cannot_be_played_is_refused(tmp_path, text):
    file = tmp_path / "day.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"day\.csv"):
        recorded(file, "temperature_c")
