"""Sensors on pins and buses: light, distance, motion, 1-Wire thermometer, SHT31, movement."""

from __future__ import annotations

import json

import pytest

from iot_lab.simulator.parts._crc8 import crc8
from iot_lab.simulator.parts.bh1750 import Bh1750
from iot_lab.simulator.parts.ds18b20 import Ds18b20
from iot_lab.simulator.parts.hc_sr04 import HcSr04
from iot_lab.simulator.parts.mpu6050 import Mpu6050
from iot_lab.simulator.parts.pir import Pir
from iot_lab.simulator.parts.sht31 import Sht31
from iot_lab.simulator.world.curves import Line, Steps
from iot_lab.simulator.world.scenario import Span
from tests.rigs.simulator_runs import run

START = "from machine import Pin, I2C, time_pulse_us\nimport time, json\ni = I2C(0, scl=Pin(22), sda=Pin(21))\n"


def said(program: str, *parts, **around) -> list:
    outcome = run(START + program, parts=parts, **around)
    assert outcome.error is None, outcome.error
    return [json.loads(line) for line in outcome.output.splitlines()]


def error_of(program: str, *parts) -> tuple[str, str]:
    error = run(START + program, parts=parts).error
    return error.type, error.message


# SHT31

SINGLE = "i.writeto(0x44, b'\\x24\\x00')\n"
READ_SHT = "print(list(i.readfrom(0x44, 6)))\n"


def climate_of(data: list[int]) -> tuple[float, float]:
    return (data[0] << 8 | data[1]) / 65535 * 175 - 45, (data[3] << 8 | data[4]) / 65535 * 100


def test_check_byte_is_that_of_the_datasheets_example():
    assert crc8(b"\xbe\xef") == 0x92


def test_sht31_single_shot_gives_the_curves_values_with_check_bytes():
    (data,) = said(SINGLE + "time.sleep_ms(16)\n" + READ_SHT, Sht31(22, 21, 0x44, -17.2, 61.3))
    assert climate_of(data) == pytest.approx((-17.2, 61.3), abs=0.01)
    assert [data[2], data[5]] == [crc8(bytes(data[:2])), crc8(bytes(data[3:5]))]


def test_sht31_does_not_acknowledge_a_read_before_its_time_nor_a_second_one():
    assert error_of(SINGLE + READ_SHT, Sht31()) == ("OSError", "[Errno 19] ENODEV")
    assert error_of(SINGLE + "time.sleep_ms(16)\n" + READ_SHT * 2, Sht31()) == ("OSError", "[Errno 19] ENODEV")


def test_sht31_with_clock_stretching_makes_the_read_wait():
    program = "i.writeto(0x44, b'\\x2c\\x06')\nt = time.ticks_ms()\ni.readfrom(0x44, 6)\nprint(time.ticks_ms() - t)"
    assert said(program, Sht31()) == [pytest.approx(15, abs=2)]


def test_sht31_in_periodic_mode_gives_each_measurement_once():
    program = (
        "i.writeto(0x44, b'\\x21\\x30')\ntime.sleep_ms(1100)\nfor _ in range(2):\n i.writeto(0x44, b'\\xe0\\x00')\n "
        + READ_SHT
    )
    outcome = run(START + program, parts=(Sht31(),))
    assert len(outcome.output.splitlines()) == 1
    assert outcome.error.message == "[Errno 19] ENODEV"


def test_sht31_status_tells_of_reset_and_heater():
    ask = "i.writeto(0x44, b'\\xf3\\x2d')\nb = i.readfrom(0x44, 3)\nprint(b[0] << 8 | b[1])\n"
    program = ask + "i.writeto(0x44, b'\\x30\\x41')\ni.writeto(0x44, b'\\x30\\x6d')\n" + ask
    reset = "i.writeto(0x44, b'\\x30\\xa2')\ntime.sleep_ms(2)\n" + ask
    assert said(program + reset, Sht31()) == [0x8010, 0x2000, 0x8010]


def test_sht31_heater_warms_the_chip():
    program = "i.writeto(0x44, b'\\x30\\x6d')\n" + SINGLE + "time.sleep_ms(16)\n" + READ_SHT
    (data,) = said(program, Sht31(temperature_c=20.0))
    assert climate_of(data)[0] > 22


# BH1750

READ_LIGHT = "b = i.readfrom(0x23, 2)\nprint(b[0] << 8 | b[1])\n"


def test_bh1750_has_nothing_before_120_ms_and_the_light_after():
    program = "i.writeto(0x23, b'\\x10')\ntime.sleep_ms(100)\n" + READ_LIGHT + "time.sleep_ms(25)\n" + READ_LIGHT
    assert said(program, Bh1750(light_lux=500)) == [0, 600]


def test_bh1750_measures_once_then_sleeps():
    program = "i.writeto(0x23, b'\\x20')\ntime.sleep_ms(130)\n" + READ_LIGHT + "time.sleep(2)\n" + READ_LIGHT
    assert said(program, Bh1750(light_lux=Steps(((0, 10), (1, 1000))))) == [12, 12]


def test_bh1750_counts_double_in_its_finest_mode_and_by_fours_in_the_coarse_one():
    fine = "i.writeto(0x23, b'\\x11')\ntime.sleep_ms(130)\n" + READ_LIGHT
    coarse = "i.writeto(0x23, b'\\x13')\ntime.sleep_ms(20)\n" + READ_LIGHT
    assert said(fine + coarse, Bh1750(light_lux=100)) == [240, 120]


# DS18B20

THERMOMETERS = "import onewire, ds18x20\nd = ds18x20.DS18X20(onewire.OneWire(Pin(4)))\nr = sorted(d.scan())\n"


def test_ds18b20s_on_one_bus_are_told_apart():
    program = THERMOMETERS + "d.convert_temp()\ntime.sleep_ms(750)\nprint(json.dumps([d.read_temp(one) for one in r]))"
    assert said(program, Ds18b20(4, 21.5, serial=1), Ds18b20(4, -10.125, serial=2)) == [[21.5, -10.125]]


def test_ds18b20_reads_85_before_its_first_conversion_ends():
    program = THERMOMETERS + "d.convert_temp()\ntime.sleep_ms(700)\nprint(d.read_temp(r[0]))"
    assert said(program, Ds18b20(4, 20.0)) == [85.0]


def test_ds18b20_with_9_bits_is_quick_and_rough():
    program = (
        THERMOMETERS
        + "d.write_scratch(r[0], b'\\x00\\x00\\x1f')\nd.convert_temp()\ntime.sleep_ms(95)\nprint(d.read_temp(r[0]))"
    )
    assert said(program, Ds18b20(4, 20.4)) == [20.0]


# HC-SR04

ECHO = """
trigger, echo = Pin(5, Pin.OUT), Pin(18, Pin.IN)
def measure():
    trigger.off()
    time.sleep_us(2)
    trigger.on()
    time.sleep_us(WIDTH)
    trigger.off()
    print(time_pulse_us(echo, 1, 30000))
    time.sleep_ms(60)
"""


@pytest.mark.parametrize("distance_cm", [2, 17.5, 400])
def test_hc_sr04_echo_is_as_long_as_the_way(distance_cm):
    (length_us,) = said(ECHO.replace("WIDTH", "10") + "measure()", HcSr04(5, 18, distance_cm))
    assert length_us / 58.3 == pytest.approx(distance_cm, abs=0.1)


def test_hc_sr04_without_an_obstacle_has_no_echo_and_works_again_after():
    program = ECHO.replace("WIDTH", "10") + "measure()\ntime.sleep(1)\nmeasure()"
    none, found = said(program, HcSr04(5, 18, Steps(((0, 900), (0.5, 50)))))
    assert none < 0
    assert found == pytest.approx(2915, abs=3)


def test_hc_sr04_ignores_a_trigger_that_is_too_short():
    assert said(ECHO.replace("WIDTH", "2") + "measure()", HcSr04(5, 18, 50)) == [-2]


def test_hc_sr04_gives_no_pulse_while_its_trigger_wire_is_off():
    program = ECHO.replace("WIDTH", "10") + "measure()\ntime.sleep(1)\nmeasure()"
    none, found = said(program, HcSr04(5, 18, 50, unheard=(Span(0, 0.5),)))
    assert (none, found) == (-2, pytest.approx(2915, abs=3))


# PIR

WATCH = "p = Pin(13, Pin.IN)\nlast = 0\nwhile True:\n v = p.value()\n if v != last:\n  last = v\n  print(json.dumps([v, time.ticks_ms() / 1000]))\n time.sleep_ms(20)"


def test_pir_sees_a_motion_and_holds_its_alarm():
    changes = said(WATCH, Pir(13, (Span(60, 3),), warm_up_s=45, false_alarms=0), seconds=80)
    assert changes == [[1, pytest.approx(60, abs=0.1)], [0, pytest.approx(68, abs=0.1)]]


def test_pir_gives_false_alarms_while_it_warms_up_and_is_blind():
    changes = said(WATCH, Pir(13, (Span(10, 3),), warm_up_s=40, false_alarms=2), seconds=60)
    assert len(changes) == 4
    assert all(instant < 40 for _, instant in changes)


def test_pir_alarm_is_prolonged_by_a_new_motion():
    part = Pir(13, (Span(5, 1), Span(8, 1)), hold_s=5, warm_up_s=0)
    changes = said(WATCH, part, seconds=30)
    assert changes == [[1, pytest.approx(5, abs=0.1)], [0, pytest.approx(14, abs=0.1)]]


# MPU6050

MPU = "import struct\ni.writeto_mem(0x68, 0x6B, b'\\0')\n"


def test_mpu6050_follows_its_curves_at_each_scale():
    read = "print(json.dumps(struct.unpack('>hhhhhhh', i.readfrom_mem(0x68, 0x3B, 14))))\n"
    program = MPU + read + "i.writeto_mem(0x68, 0x1C, b'\\x10')\ni.writeto_mem(0x68, 0x1B, b'\\x18')\n" + read
    fine, rough = said(program, Mpu6050(acceleration_g=(0.5, -0.5, 1.0), rotation_dps=(10.0, 0.0, -10.0)))
    assert [fine[0], fine[1], fine[2], fine[4], fine[6]] == [8192, -8192, 16384, 1310, -1310]
    assert [rough[0], rough[2], rough[4]] == [2048, 4096, 164]
    assert fine[3] / 340 + 36.53 == pytest.approx(25.0, abs=0.01)


def test_mpu6050_keeps_its_last_values_asleep():
    read = "print(struct.unpack('>h', i.readfrom_mem(0x68, 0x3B, 2))[0])\n"
    program = MPU + read + "i.writeto_mem(0x68, 0x6B, b'\\x40')\ntime.sleep(1)\n" + read
    first, second = said(program, Mpu6050(acceleration_g=(Line(((0, 0.0), (2, 2.0))), 0.0, 1.0)))
    assert first == second
