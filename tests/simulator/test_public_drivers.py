"""Drivers that other people published for real boards run unmodified on the simulated one.

`tests/fetch_packages.py` fetches them. PyPI has none for MPU6050 and BH1750; micropython-sht30 asks for a hardware I2C
that an ESP32 no longer has, and micropython-bme280 rounds a coefficient away (7 % of the temperature, on a real chip
too): the tests of each part speak to those register by register.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from iot_lab.simulator.parts.aht20 import Aht20
from iot_lab.simulator.parts.bme280 import Bme280
from iot_lab.simulator.parts.dht11 import Dht11
from iot_lab.simulator.parts.hc_sr04 import HcSr04
from iot_lab.simulator.parts.lcd1602 import Lcd1602
from iot_lab.simulator.parts.photoresistor import Photoresistor, voltage
from iot_lab.simulator.parts.potentiometer import Potentiometer
from iot_lab.simulator.parts.sg90 import Sg90
from iot_lab.simulator.parts.soil_moisture import SoilMoisture
from iot_lab.simulator.parts.ssd1306 import Ssd1306, dots
from iot_lab.simulator.shows import shown
from iot_lab.simulator.world.curves import Steps
from iot_lab.simulator.world.faults import Unplugged
from iot_lab.simulator.world.scenario import Span
from tests.rigs.simulator_runs import run, seen

DRIVERS = Path(__file__).resolve().parents[2] / ".make" / "drivers"
START = "from machine import Pin, I2C\nimport time, json\ni = I2C(0, scl=Pin(22), sda=Pin(21))\n"


def driven(package: str, program: str, *parts):
    """Run a program with a public driver in its `lib`."""
    files = {
        f"lib/{path.relative_to(DRIVERS / package).as_posix()}": path.read_bytes()
        for path in sorted((DRIVERS / package).rglob("*.py"))
    }
    if not files:
        missing = f"{package} was not fetched: python tests/fetch_packages.py"
        pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(missing)
    outcome = run(START + program, seconds=60, files=files, parts=parts)
    assert outcome.error is None, outcome.error
    return outcome


def said(package: str, program: str, *parts) -> list:
    return [json.loads(line) for line in driven(package, program, *parts).output.splitlines()]


@pytest.mark.parametrize("climate", [(23.4, 998.7, 61.0), (-12.5, 870.0, 88.8)])
def test_bme280_upy_reads_the_climate(climate):
    program = "import asyncio, bme280\nb = bme280.BME280(i2cBus=i)\nprint(json.dumps(list(b.readForced(filter=bme280.FILTER_OFF))))"
    ((temperature, humidity, pressure),) = said("bme280-upy", program, Bme280(22, 21, 0x76, *climate))
    assert temperature == pytest.approx(climate[0], abs=0.01)
    # It takes the raw humidity for the temperature in the term of H6: a few percent off, on a real chip too.
    assert humidity * 100 == pytest.approx(climate[2], rel=0.1)
    assert pressure / 100 == pytest.approx(climate[1], abs=0.1)


def test_ahtx0_reads_an_aht20():
    program = "import ahtx0\na = ahtx0.AHT20(i)\nprint(json.dumps([a.temperature, a.relative_humidity]))"
    for is_calibrated in (True, False):
        (values,) = said("micropython-ahtx0", program, Aht20(22, 21, 18.75, 66.6, is_calibrated=is_calibrated))
        assert values == pytest.approx([18.75, 66.6], abs=0.01)


@pytest.mark.parametrize("height", [32, 64])
def test_ssd1306_driver_draws_a_picture(height):
    program = f"import ssd1306\nd = ssd1306.SSD1306_I2C(128, {height}, i)\nd.rect(0, 0, 128, {height}, 1)\nd.text('Salut', 40, 12)\nd.show()\n"
    picture = dots(
        shown(driven("micropython-ssd1306", program, Ssd1306(height=height)).events, "ssd1306:0x3c")["picture"]
    )
    assert len(picture) == height
    assert all(picture[0] + picture[-1])
    assert all(row[0] and row[-1] for row in picture)
    assert 30 < sum(sum(row[40:80]) for row in picture[12:20]) < 200
    assert not any(picture[22][1:-1])


def test_ssd1306_driver_inverts_and_switches_off():
    program = "import ssd1306\nd = ssd1306.SSD1306_I2C(128, 64, i)\nd.pixel(5, 6, 1)\nd.show()\ntime.sleep(1)\nd.invert(1)\ntime.sleep(1)\nd.poweroff()"
    pictures = [dots(value["picture"]) for _, value in seen(driven("micropython-ssd1306", program, Ssd1306()), "shows")]
    assert [sum(map(sum, picture)) for picture in pictures] == [1, 128 * 64 - 1, 0]
    assert pictures[0][6][5]


def test_i2c_lcd_driver_writes_two_lines():
    program = "from lcd_i2c import LCD\nl = LCD(addr=0x27, cols=16, rows=2, i2c=i)\nl.begin()\nl.print('Atelier')\nl.set_cursor(col=3, row=1)\nl.print('21 C')"
    outcome = driven("micropython-i2c-lcd", program, Lcd1602())
    assert shown(outcome.events, "lcd1602:0x27") == {"text": "Atelier\n   21 C", "is_lit": True}


def test_rpi_lcd_driver_writes_clears_and_turns_its_light_off():
    program = "from rpi_lcd_i2c_micropython import I2cLcd\nl = I2cLcd(i, 0x27)\nl.putstr('Bonjour')\ntime.sleep(1)\nl.clear()\nl.move_to(0, 1)\nl.putstr('fin')\nl.backlight_off()"
    outcome = driven("rpi-lcd-i2c-micropython", program, Lcd1602())
    assert shown(outcome.events, "lcd1602:0x27", 1_000_000)["text"] == "Bonjour\n"
    assert shown(outcome.events, "lcd1602:0x27") == {"text": "\nfin", "is_lit": False}


@pytest.mark.parametrize("degrees", [0, 45, 90, 180])
def test_servo_driver_turns_the_horn(degrees):
    program = f"from servo import Servo\nServo(18).write({degrees})\ntime.sleep(1)"
    outcome = driven("micropython-servo", program, Sg90(18, least_us=544, start_degrees=20))
    assert shown(outcome.events, "sg90:18")["angle_degrees"] == pytest.approx(degrees, abs=1)


def test_grok_measures_distance_and_knows_when_there_is_none():
    # A collection of garbage between the trigger and the echo cuts the pulse, on a board too: it comes before.
    program = "import gc, grok\nu = grok.Ultrasonic(5, 18)\nfor _ in range(3):\n gc.collect()\n print(json.dumps(u.read()))\n time.sleep(1)"
    distance = Steps(((0, 73.0), (0.9, 900.0), (1.9, 12.0)))
    near, none, close = said("grokesplib", program, HcSr04(5, 18, distance))
    assert (near, none, close) == (pytest.approx(73, rel=0.01), None, pytest.approx(12, rel=0.02))


def test_grok_reads_a_dht11_and_bears_that_it_is_unplugged():
    program = (
        "import grok\nd = grok.DHT11(15, retries=0)\nfor _ in range(3):\n print(json.dumps(d.read()))\n time.sleep(3)"
    )
    part = Unplugged(Dht11(15, 24.0, 51.0, silent_s=0), (Span(2, 3),))
    assert said("grokesplib", program, part) == [[24, 51], [None, None], [24, 51]]


def test_grok_reads_light_knob_and_soil():
    program = "import grok\nprint(grok.LDR(34).light(), grok.Potentiometer(35).value(), grok.SoilMoisture(32).moisture(), sep='\\n')"
    parts = (Photoresistor(34, 80), Potentiometer(35, 0.25), SoilMoisture(32, 60))
    values = said("grokesplib", program, *parts)
    volts = [voltage(80), 0.825, SoilMoisture(32).voltage(60)]
    assert values == pytest.approx([volt / 3.3 * 4095 for volt in volts], rel=0.03)


def test_grok_writes_on_the_lcd_and_turns_the_servo():
    program = "import grok\ngrok.LCD1602(21, 22).show('Bonjour', 'Lyon')\ngrok.Servo(18).angle(90)\ntime.sleep(1)"
    events = driven("grokesplib", program, Lcd1602(), Sg90(18, most_us=2500, start_degrees=0)).events
    assert shown(events, "lcd1602:0x27")["text"] == "Bonjour\nLyon"
    assert shown(events, "sg90:18")["angle_degrees"] == pytest.approx(90, abs=1)
