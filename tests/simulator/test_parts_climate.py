"""Thermometers and hygrometers, spoken to register by register as their datasheets say."""

from __future__ import annotations

import json

import pytest

from iot_lab.simulator.parts import _bosch as bosch
from iot_lab.simulator.parts._crc8 import crc8
from iot_lab.simulator.parts.aht20 import Aht20
from iot_lab.simulator.parts.bme280 import Bme280
from iot_lab.simulator.parts.bmp280 import Bmp280
from iot_lab.simulator.parts.dht11 import Dht11
from iot_lab.simulator.world.curves import Line
from tests.rigs.simulator_runs import run

START = "from machine import Pin, I2C\nimport time, json\ni = I2C(0, scl=Pin(22), sda=Pin(21))\n"
READ_BOSCH = """
def raw():
    b = i.readfrom_mem(0x76, 0xF7, 8)
    print(json.dumps([b[0] << 12 | b[1] << 4 | b[2] >> 4, b[3] << 12 | b[4] << 4 | b[5] >> 4, b[6] << 8 | b[7]]))
"""
FORCED = "i.writeto_mem(0x76, 0xF2, b'\\x01')\ni.writeto_mem(0x76, 0xF4, b'\\xb5')\n"  # all on, pressure and T x16
ALL_NORMAL = "i.writeto_mem(0x76, 0xF2, b'\\x01')\ni.writeto_mem(0x76, 0xF4, b'\\x27')\n"
SKIPPED = [0x80000, 0x80000, 0x8000]


def said(program: str, *parts, **around) -> list:
    outcome = run(START + program, parts=parts, **around)
    assert outcome.error is None, outcome.error
    return [json.loads(line) for line in outcome.output.splitlines()]


def error_of(program: str, *parts) -> tuple[str, str]:
    error = run(START + program, parts=parts).error
    return error.type, error.message


def humidity_of(raw: int, fine: float) -> float:
    """The datasheet's formula (BME280, section 8.1), as a driver has it."""
    warm = fine - 76800
    value = (raw - (bosch.H4 * 64 + bosch.H5 / 16384 * warm)) * (
        bosch.H2 / 65536 * (1 + bosch.H6 / 67108864 * warm * (1 + bosch.H3 / 67108864 * warm))
    )
    return value * (1 - bosch.H1 * value / 524288)


def pressure_of(raw: int, fine: float) -> float:
    """The datasheet's formula (BMP280, section 8.1), as a driver has it."""
    one = fine / 2 - 64000
    two = one * one * bosch.P6 / 32768 + one * bosch.P5 * 2
    two = two / 4 + bosch.P4 * 65536
    one = (bosch.P3 * one * one / 524288 + bosch.P2 * one) / 524288
    one = (1 + one / 32768) * bosch.P1
    pressure = (1048576 - raw - two / 4096) * 6250 / one
    one, two = bosch.P9 * pressure * pressure / 2147483648, pressure * bosch.P8 / 32768
    return pressure + (one + two + bosch.P7) / 16


def test_bosch_formulas_give_the_datasheets_worked_example():
    fine = bosch.fine_temperature(519888)
    assert round(fine) == 128422
    assert bosch.raw_pressure(100653.27, fine) == 415148
    assert pressure_of(415148, fine) == pytest.approx(100653.27, abs=0.01)


@pytest.mark.parametrize("climate", [(21.0, 1013.25, 45.0), (-40, 300, 0), (85, 1100, 100), (-7.3, 876.5, 93.1)])
def test_bme280_raw_values_give_the_curves_values_back(climate):
    ((pressure, temperature, humidity),) = said(
        READ_BOSCH + FORCED + "time.sleep_ms(100)\nraw()", Bme280(22, 21, 0x76, *climate)
    )
    fine = bosch.fine_temperature(temperature)
    assert fine / 5120 == pytest.approx(climate[0], abs=0.01)
    assert pressure_of(pressure, fine) == pytest.approx(climate[1] * 100, abs=1)
    assert humidity_of(humidity, fine) == pytest.approx(climate[2], abs=0.02)


def test_bme280_and_bmp280_say_who_they_are():
    program = "print(i.scan(), i.readfrom_mem(0x76, 0xD0, 1)[0], i.readfrom_mem(0x77, 0xD0, 1)[0])"
    outcome = run(START + program, parts=(Bme280(), Bmp280(address=0x77)))
    assert outcome.output == "[118, 119] 96 88\n"


def test_bme280_measures_nothing_until_it_is_asked():
    assert said(READ_BOSCH + "time.sleep(1)\nraw()", Bme280()) == [SKIPPED]


def test_bme280_humidity_counts_only_from_the_next_write_to_ctrl_meas():
    wrong_order = "i.writeto_mem(0x76, 0xF4, b'\\x25')\ni.writeto_mem(0x76, 0xF2, b'\\x01')\ntime.sleep_ms(50)\nraw()"
    ((_, temperature, humidity),) = said(READ_BOSCH + wrong_order, Bme280())
    assert temperature != 0x80000
    assert humidity == 0x8000


def test_bme280_in_forced_mode_is_busy_then_measures_once_and_sleeps():
    status = "print(i.readfrom_mem(0x76, 0xF3, 1)[0], end=' ')\n"
    program = FORCED + status + "time.sleep_ms(100)\n" + status + "print(i.readfrom_mem(0x76, 0xF4, 1)[0] & 3)"
    assert run(START + program, parts=(Bme280(),)).output == "8 0 0\n"


def test_bme280_in_normal_mode_follows_its_curve():
    warming = Bme280(temperature_c=Line(((0, 0.0), (10, 10.0))))
    first, second = said(READ_BOSCH + ALL_NORMAL + "for _ in range(2):\n time.sleep(4)\n raw()", warming)
    seen = [bosch.fine_temperature(one[1]) / 5120 for one in (first, second)]
    assert seen == pytest.approx([4.0, 8.0], abs=0.05)


def test_bme280_soft_reset_puts_it_to_sleep():
    reset = "i.writeto_mem(0x76, 0xE0, b'\\xb6')\ntime.sleep_ms(5)\n"
    assert said(READ_BOSCH + ALL_NORMAL + "time.sleep(1)\n" + reset + "raw()", Bme280()) == [SKIPPED]


def test_bmp280_has_no_humidity():
    ((_, temperature, humidity),) = said(READ_BOSCH + FORCED + "time.sleep_ms(100)\nraw()", Bmp280())
    assert temperature != 0x80000
    assert humidity == 0x8000


MEASURE_AHT = "i.writeto(0x38, b'\\xac\\x33\\x00')\n"
READ_AHT = "print(list(i.readfrom(0x38, 7)))\n"


def climate_of(data: list[int]) -> tuple[float, float]:
    humidity = (data[1] << 12 | data[2] << 4 | data[3] >> 4) / 2**20 * 100
    return ((data[3] & 15) << 16 | data[4] << 8 | data[5]) / 2**20 * 200 - 50, humidity


def test_aht20_gives_the_curves_values_with_their_check_byte():
    (data,) = said(MEASURE_AHT + "time.sleep_ms(80)\n" + READ_AHT, Aht20(22, 21, -12.34, 56.78))
    assert climate_of(data) == pytest.approx((-12.34, 56.78), abs=0.001)
    assert data[6] == crc8(bytes(data[:6]))


def test_aht20_is_busy_for_80_ms_and_then_acknowledges_no_command():
    early, late = said(MEASURE_AHT + READ_AHT + "time.sleep_ms(80)\n" + READ_AHT, Aht20())
    assert early[0] & 0x80
    assert not late[0] & 0x80
    assert error_of(MEASURE_AHT * 2, Aht20()) == ("OSError", "[Errno 19] ENODEV")


def test_aht20_that_is_not_calibrated_must_be_initialised():
    program = "print(i.readfrom(0x38, 1)[0])\ni.writeto(0x38, b'\\xbe\\x08\\x00')\ntime.sleep_ms(10)\nprint(i.readfrom(0x38, 1)[0])"
    before, after = said(program, Aht20(is_calibrated=False))
    assert (before & 8, after & 8) == (0, 8)


def test_dht11_gives_whole_percents_and_does_not_go_below_zero():
    program = "import dht\nd = dht.DHT11(Pin(15))\nd.measure()\nprint(json.dumps([d.temperature(), d.humidity()]))"
    assert said(program, Dht11(15, 23.4, 56.4, silent_s=0)) == [[23, 56]]
    assert said(program, Dht11(15, -5.0, 99.0, silent_s=0)) == [[0, 90]]


def test_dht11_asked_twice_within_1_s_does_not_answer():
    program = "import dht\nd = dht.DHT11(Pin(15))\nd.measure()\ntime.sleep_ms(500)\nd.measure()"
    assert error_of(program, Dht11(15, silent_s=0)) == ("OSError", "[Errno 116] ETIMEDOUT")
