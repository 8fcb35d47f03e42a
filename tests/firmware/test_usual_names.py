"""The kit's drivers under the names that public tutorials use: the same program runs with the kit's and with the world's."""

from __future__ import annotations

import pytest

from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.board_library import library
from iot_lab.simulator.parts.bh1750 import Bh1750
from iot_lab.simulator.parts.bme280 import Bme280
from iot_lab.simulator.parts.hc_sr04 import HcSr04
from iot_lab.simulator.parts.mpu6050 import Mpu6050
from iot_lab.simulator.parts.sht31 import Sht31
from iot_lab.simulator.parts.ssd1306 import Ssd1306
from iot_lab.simulator.shows import shown

START = "from machine import I2C, Pin\ni2c = I2C(0, scl=Pin(22), sda=Pin(21))\n"


def printed(program: str, *parts) -> list[str]:
    outcome = run_virtual(START + program, Scenario(10, parts=parts), files=library())
    assert outcome.error is None, outcome.error.traceback
    return outcome.output.splitlines()


def test_bme280_gives_texts_with_units():
    program = "import bme280\nb = bme280.BME280(i2c=i2c)\nprint(b.values, b.temperature, b.pressure, b.humidity)"
    values, *alone = printed(program, Bme280())[0].replace("', '", "'|'").split(" ")
    assert (values[:2], values[-3:]) == ("('", "%')")
    assert [text[-3:] if "hPa" in text else text[-1] for text in alone] == ["C", "hPa", "%"]


def test_bme280_gives_numbers_in_pascals():
    program = "import bme280\nt, p, h = bme280.BME280(i2c=i2c).read_compensated_data()\nprint(80000 < p < 110000, 0 <= h <= 100)"
    assert printed(program, Bme280()) == ["True True"]


@pytest.mark.parametrize(
    "made", ["trigger_pin=5, echo_pin=18", "5, 18", "Pin(5), Pin(18)", "trigger=Pin(5), echo=Pin(18)"]
)
def test_hcsr04_takes_pins_or_their_numbers(made):
    program = f"import hcsr04\ns = hcsr04.HCSR04({made})\nprint(round(s.distance_cm()), round(s.distance_mm() / 10))"
    assert printed(program, HcSr04(trigger=5, echo=18, distance_cm=80)) == ["80 80"]


def test_hcsr04_raises_where_nothing_is_in_reach():
    program = (
        "import hcsr04\ntry:\n    hcsr04.HCSR04(trigger_pin=5, echo_pin=18).distance_cm()\n"
        "except OSError as error:\n    print(error)"
    )
    assert printed(program, HcSr04(trigger=5, echo=18, distance_cm=900)) == ["Out of range"]


def test_bh1750_measures_once_and_again():
    program = (
        "from bh1750 import BH1750\nb = BH1750(i2c)\n"
        "print(round(b.luminance(BH1750.ONCE_HIRES_1)), round(b.luminance(BH1750.CONT_HIRES_1)), round(b.luminance(BH1750.CONT_HIRES_1)))\n"
        "b.off()\nb.reset()"
    )
    assert printed(program, Bh1750(light_lux=200)) == ["200 200 200"]


def test_sht31_gives_a_pair():
    program = (
        "from sht31 import SHT31\nt, h = SHT31(i2c, addr=0x44).get_temp_humi()\n"
        "f, _ = SHT31(i2c).get_temp_humi(celsius=False)\nprint(round(t), round(h), abs(f - (t * 1.8 + 32)) < 0.5)"
    )
    assert printed(program, Sht31(temperature_c=21, humidity_percent=40)) == ["21 40 True"]


def test_mpu6050_gives_raw_numbers_and_tuples():
    program = (
        "import mpu6050\na = mpu6050.accel(i2c)\nv = a.get_values()\nprint(sorted(v), v['AcZ'])\n"
        "m = mpu6050.MPU6050(i2c)\nm.wake()\nprint(m.read_accel_data(), len(m.read_gyro_data()), m.read_temperature() > 0)"
    )
    first, second = printed(program, Mpu6050(acceleration_g=(0, 0, 1)))
    assert first == "['AcX', 'AcY', 'AcZ', 'GyX', 'GyY', 'GyZ', 'Tmp'] 16384"
    assert second == "(0.0, 0.0, 1.0) 3 True"


def test_oled_draws_under_its_usual_name():
    program = (
        "import ssd1306\nd = ssd1306.SSD1306_I2C(128, 64, i2c, addr=0x3C)\nd.fill(0)\nd.pixel(3, 4, 1)\nd.contrast(200)\n"
        "d.invert(0)\nd.show()\nprint(d.width, d.height)\nd.poweroff()\nd.poweron()"
    )
    outcome = run_virtual(START + program, Scenario(10, parts=(Ssd1306(),)), files=library())
    assert (outcome.error, outcome.output) == (None, "128 64\n")
    assert shown(outcome.events, "ssd1306:0x3c").get("picture")
