"""The drivers of firmware/lib on the simulator's parts: right values, and a clear error for each thing that goes wrong."""

from __future__ import annotations

import ast
import runpy
from dataclasses import dataclass

import pytest

from iot_lab.simulator import Outcome, Scenario, run_virtual
from iot_lab.simulator.board_library import library
from iot_lab.simulator.parts import _bosch as bosch
from iot_lab.simulator.parts.aht20 import Aht20
from iot_lab.simulator.parts.bh1750 import Bh1750
from iot_lab.simulator.parts.bme280 import Bme280
from iot_lab.simulator.parts.bmp280 import Bmp280
from iot_lab.simulator.parts.buzzer import Buzzer
from iot_lab.simulator.parts.hc_sr04 import HcSr04
from iot_lab.simulator.parts.lcd1602 import Lcd1602
from iot_lab.simulator.parts.mpu6050 import Mpu6050
from iot_lab.simulator.parts.sg90 import Sg90
from iot_lab.simulator.parts.sht31 import Sht31
from iot_lab.simulator.parts.ssd1306 import Ssd1306, dots
from iot_lab.simulator.shows import shown
from iot_lab.simulator.world.curves import Steps
from iot_lab.simulator.world.faults import Corrupted, StuckBus, Unplugged
from iot_lab.simulator.world.scenario import Span
from tests.rigs.single_precision import Single
from tests.rigs.unix_board import FIRMWARE

START = """
import time
from machine import I2C, Pin
i2c = I2C(0, scl=Pin(22), sda=Pin(21))
def say(value):
    print(repr(tuple(value) if isinstance(value, tuple) else value))
"""
ON_I2C = {"bme280": "BME280", "aht20": "AHT20", "sht31": "SHT31", "mpu6050": "MPU6050", "bh1750": "BH1750"}
DISPLAYS = {"ssd1306": "SSD1306", "lcd1602": "LCD1602"}
PARTS = {
    "bme280": Bme280(), "aht20": Aht20(), "sht31": Sht31(), "mpu6050": Mpu6050(), "bh1750": Bh1750(),
    "ssd1306": Ssd1306(), "lcd1602": Lcd1602(),
}  # fmt: skip
MOST_HEAP_BYTES = 7_000  # the BME280's; most take a third of it
WHOLE_RUN = (Span(0, 60),)


@dataclass(frozen=True)
class Chip:
    """A chip that takes all it is told, and answers the same bytes over and over."""

    address: int
    answer: bytes
    registers: dict[int, int] | None = None

    def attach(self, board):
        board.i2c.setdefault((22, 21), {})[self.address] = _Chip(self)


class _Chip:
    def __init__(self, chip):
        self._chip = chip
        self._register = -1

    def write(self, data, t_us):
        self._register = data[0]
        return True

    def read(self, size, t_us):
        if self._chip.registers and self._register in self._chip.registers:
            return bytes([self._chip.registers[self._register]]) * size
        return (self._chip.answer * size)[:size]


@dataclass(frozen=True)
class HeldHigh:
    """Something that holds a pin high."""

    pin: int

    def attach(self, board):
        board.pins.drive(self.pin, 1)


def run(program: str, *parts, seconds: float = 60) -> Outcome:
    return run_virtual(START + program, Scenario(seconds, parts=parts), seed=1, files=library())


def sensor(driver: str, options: str = "") -> str:
    return f"from {driver} import *\nsensor = {ON_I2C[driver]}(i2c{options})\n"


def said(program: str, *parts) -> list:
    outcome = run(program, *parts)
    assert outcome.error is None, outcome.error
    return [ast.literal_eval(line) for line in outcome.output.splitlines()]


def error_of(program: str, *parts) -> str:
    error = run(program, *parts).error
    assert error is not None
    return f"{error.type}: {error.message}"


SAY = "say(sensor.read())\n"


@pytest.mark.parametrize(
    "climate", [(21.0, 1013.25, 45.0), (-40, 300, 0), (85, 1100, 100), (-7.3, 876.5, 93.1), (0, 955.55, 12.34)]
)
def test_bme280_reads_its_whole_range(climate):
    ((temperature_c, pressure_hpa, humidity_percent),) = said(sensor("bme280") + SAY, Bme280(22, 21, 0x76, *climate))
    assert temperature_c == pytest.approx(climate[0], abs=0.006)  # one sample: 16 bits
    assert pressure_hpa == pytest.approx(climate[1], abs=0.05)
    assert humidity_percent == pytest.approx(climate[2], abs=0.02)


@pytest.mark.parametrize("climate", [(21.0, 101325, 45.0), (-40, 30000, 0), (85, 110000, 100), (-7.3, 87650, 93.1)])
def test_bme280_formulas_bear_an_esp32_s_single_precision(climate):
    driver = runpy.run_path(str(FIRMWARE / "lib" / "bme280.py"))["BME280"]
    chip = driver.__new__(driver)
    chip._t = (bosch.T1, bosch.T2, bosch.T3)
    chip._p = tuple(getattr(bosch, f"P{number}") for number in range(1, 10))
    chip._h = tuple(getattr(bosch, f"H{number}") for number in range(1, 7))
    raw = bosch.raw_temperature(climate[0])
    fine = bosch.fine_temperature(raw)
    seen = chip._fine(Single(raw))
    assert seen / 5120 == pytest.approx(climate[0], abs=0.001)
    assert chip._pressure(Single(bosch.raw_pressure(climate[1], fine)), seen) == pytest.approx(climate[1], abs=2)
    assert chip._humidity(Single(bosch.raw_humidity(climate[2], fine)), seen) == pytest.approx(climate[2], abs=0.02)


@pytest.mark.parametrize("climate", [(21.0, 45.0), (-40, 0), (85, 100), (-7.31, 93.17)])
@pytest.mark.parametrize(("driver", "part"), [("aht20", Aht20), ("sht31", Sht31)])
def test_thermometer_reads_its_whole_range(driver, part, climate):
    there = part(temperature_c=climate[0], humidity_percent=climate[1])
    ((temperature_c, humidity_percent),) = said(sensor(driver) + SAY, there)
    assert (temperature_c, humidity_percent) == pytest.approx(climate, abs=0.002)


@pytest.mark.parametrize(("range_g", "range_dps"), [(2, 250), (4, 500), (8, 1000), (16, 2000)])
def test_mpu6050_reads_its_whole_range(range_g, range_dps):
    felt = (0.99 * range_g, -range_g, 0.01), (0.5, -0.9 * range_dps, range_dps)
    program = sensor("mpu6050", f", range_g={range_g}, range_dps={range_dps}") + SAY
    ((acceleration_g, rotation_dps, temperature_c),) = said(program, Mpu6050(22, 21, 0x68, *felt, temperature_c=-5))
    assert acceleration_g == pytest.approx(felt[0], abs=range_g / 32768)
    assert rotation_dps == pytest.approx(felt[1], abs=range_dps / 32768)
    assert temperature_c == pytest.approx(-5, abs=0.003)


@pytest.mark.parametrize("light_lux", [0, 1, 100, 12345, 54612])
def test_bh1750_reads_its_whole_range(light_lux):
    (value,) = said(sensor("bh1750") + SAY, Bh1750(light_lux=light_lux))
    assert value == pytest.approx(light_lux, abs=1)


def test_readings_have_names_with_units():
    program = sensor("bme280") + "one = sensor.read()\nsay([one.temperature_c, one.humidity_percent])"
    ((temperature_c, humidity_percent),) = said(program, Bme280(temperature_c=19.5, humidity_percent=61))
    assert (temperature_c, humidity_percent) == pytest.approx((19.5, 61), abs=0.02)


@pytest.mark.parametrize("driver", ON_I2C)
def test_sensor_follows_the_world(driver):
    curves = {
        "bh1750": ("light_lux", lambda reading: reading),
        "mpu6050": ("temperature_c", lambda reading: reading[2]),
    }
    name, value_of = curves.get(driver, ("temperature_c", lambda reading: reading[0]))
    program = sensor(driver) + "for _ in range(2):\n say(sensor.read())\n time.sleep(10)\n"
    part = type(PARTS[driver])(**{name: Steps(((0, 20), (5, 30)))})
    before, after = map(value_of, said(program, part))
    assert (before, after) == pytest.approx((20, 30), abs=0.6)


@pytest.mark.parametrize("driver", [*ON_I2C, *DISPLAYS])
def test_absent_chip_is_said_with_what_to_check(driver):
    name = (ON_I2C | DISPLAYS)[driver]
    seen = error_of(f"from {driver} import {name}\n{name}(i2c)")
    assert seen.startswith(f"OSError: [Errno 19] ENODEV: no {name} at 0x")
    assert "check" in seen
    assert "i2c.scan()" in seen


@pytest.mark.parametrize("driver", ON_I2C)
def test_sensor_that_is_unplugged_says_so_and_comes_back(driver):
    program = (
        sensor(driver)
        + """
for _ in range(3):
    try:
        sensor.read()
        print(True)
    except OSError as error:
        say(str(error))
    time.sleep(10)
"""
    )
    before, without, after = said(program, Unplugged(PARTS[driver], (Span(5, 10),)))
    assert (before, after) == (True, True)
    assert f"no {ON_I2C[driver]} at" in without


@pytest.mark.parametrize("driver", ["mpu6050", "aht20"])
def test_chip_that_lost_its_settings_gets_them_again(driver):
    part = {"mpu6050": Mpu6050(temperature_c=21), "aht20": Aht20(is_calibrated=False)}[driver]
    program = sensor(driver) + "for _ in range(2):\n say(sensor.read())\n time.sleep(10)\n"
    before, after = said(program, Unplugged(part, (Span(5, 2),)))
    assert before == after


@pytest.mark.parametrize(
    ("driver", "chip", "told"),
    [
        ("bme280", Bmp280(), "id 0x58): it is a BMP280"),
        ("bme280", Chip(0x76, b"\x61"), "id 0x61): it is another chip"),
        ("mpu6050", Chip(0x68, b"\x70"), "id 0x70): it is an MPU6500"),
        ("aht20", Chip(0x38, b"\x10"), "is no AHT20"),
        ("sht31", Chip(0x44, b"\x10"), "does not speak as an SHT31"),
    ],
)
def test_another_chip_at_the_address_is_said(driver, chip, told):
    assert told in error_of(sensor(driver), chip)


@pytest.mark.parametrize(
    ("driver", "chip", "told"),
    [
        ("bme280", Chip(0x76, b"\x08", {0xD0: 0x60}), "does not finish measuring"),
        ("bme280", Chip(0x76, b"\x80\x00\x00", {0xD0: 0x60, 0xF3: 0}), "measured nothing"),
        ("bme280", Chip(0x76, b"\x00", {0xD0: 0x60}), "coefficients are zero"),
        ("aht20", Chip(0x38, b"\x98"), "stays busy"),
        ("mpu6050", Chip(0x68, b"\x00", {0x75: 0x68}), "stays asleep"),
    ],
)
def test_chip_that_is_busy_asleep_or_broken_is_said(driver, chip, told):
    assert told in error_of(sensor(driver) + SAY, chip)


@pytest.mark.parametrize("driver", ["aht20", "sht31"])
def test_wrong_check_byte_is_an_error_of_input(driver):
    seen = error_of(sensor(driver) + "time.sleep(2)\n" + SAY * 20, Corrupted(PARTS[driver], (Span(1, 60),), one_in=3))
    assert seen.startswith("OSError: [Errno 5] EIO: wrong check byte")


def test_corrupted_readings_are_refused_not_believed():
    program = sensor("sht31") + "for _ in range(60):\n try:\n  say(sensor.read())\n except OSError:\n  pass\n"
    values = said(program, Corrupted(Sht31(temperature_c=21), (Span(0.02, 60),), one_in=2))
    assert 10 < len(values) < 50
    assert all(one[0] == pytest.approx(21, abs=0.01) for one in values)


@pytest.mark.parametrize("driver", ON_I2C)
def test_stuck_bus_is_said(driver):
    assert "ETIMEDOUT: no " in error_of(
        sensor(driver) + "time.sleep(5)\n" + SAY, PARTS[driver], StuckBus((Span(3, 50),))
    )


RANGER = "from hcsr04 import HCSR04\nsensor = HCSR04(Pin(5), Pin(18))\n"


@pytest.mark.parametrize("distance_cm", [2, 10, 73.5, 399])
def test_hcsr04_reads_its_whole_range(distance_cm):
    (value,) = said(RANGER + SAY, HcSr04(5, 18, distance_cm))
    assert value == pytest.approx(distance_cm, rel=0.003, abs=0.02)


def test_hcsr04_says_none_where_nothing_is_near_and_measures_again():
    program = RANGER + "for _ in range(20):\n say(sensor.read())\n"
    values = said(program, HcSr04(5, 18, Steps(((0, 900), (0.6, 50)))))
    assert values[0] is None
    assert values[-1] == pytest.approx(50, rel=0.003)
    assert all(one is None or one == pytest.approx(50, rel=0.003) for one in values)


def test_hcsr04_takes_the_air_s_temperature():
    cold, warm = said(RANGER + "for air_c in 0, 40:\n print(sensor.read(air_c))", HcSr04(5, 18, 100))
    assert warm / cold == pytest.approx(355.5 / 331.3, rel=0.001)


def test_hcsr04_without_echo_is_said():
    assert "no pulse from the HC-SR04: check its 5 V" in error_of(RANGER + SAY)


def test_hcsr04_whose_echo_stays_high_is_said():
    assert "echo stays high" in error_of(RANGER + SAY, HeldHigh(18))


L = [".##"] * 6 + [".######"]
OLED = "from ssd1306 import SSD1306\ndisplay = SSD1306(i2c, height={})\n"


def picture_of(program: str, height: int = 64) -> list[str]:
    outcome = run(OLED.format(height) + program, Ssd1306(height=height))
    assert outcome.error is None, outcome.error
    picture = shown(outcome.events, "ssd1306:0x3c").get("picture")
    return ["".join(".#"[dot] for dot in row) for row in dots(picture)] if picture else []


@pytest.mark.parametrize("height", [32, 64])
def test_oled_shows_dots_where_they_were_drawn(height):
    picture = picture_of(f"display.rect(0, 0, 128, {height}, 1)\ndisplay.pixel(5, 6, 1)\ndisplay.show()", height)
    assert [len(row) for row in picture] == [128] * height
    assert (picture[0], picture[-1]) == ("#" * 128, "#" * 128)
    assert picture[6] == "#....#" + "." * 121 + "#"


def test_oled_writes_a_legible_text():
    picture = picture_of("display.text('L', 8, 0)\ndisplay.show()")
    assert [row[8:16].rstrip(".") for row in picture[:7]] == L
    assert "#" not in "".join(row[:8] + row[16:] for row in picture)


def test_oled_writes_degrees_and_bare_letters_for_accents():
    assert picture_of("display.text('été °\\u202f日')\ndisplay.show()") == picture_of(
        "display.text('ete')\ndisplay.rect(33, 0, 4, 4, 1)\ndisplay.text('?', 48)\ndisplay.show()"
    )


def test_oled_shows_nothing_before_show_and_goes_dark_without_light():
    assert picture_of("display.fill(1)") == []
    assert "#" not in "".join(picture_of("display.fill(1)\ndisplay.show()\ntime.sleep(1)\ndisplay.light(False)"))


def test_oled_of_another_height_is_refused():
    assert error_of(OLED.format(48), Ssd1306()) == "ValueError: height is 32 or 64, not 48"


LCD = "from lcd1602 import LCD1602\ndisplay = LCD1602(i2c)\n"


def lcd_shows(program: str) -> dict:
    outcome = run(LCD + program, Lcd1602())
    assert outcome.error is None, outcome.error
    return shown(outcome.events, "lcd1602:0x27")


def test_lcd_shows_two_lines_in_place_of_those_before():
    program = "display.show('something longer', 'x' * 16)\ntime.sleep(1)\ndisplay.show('Température', '21.5\\u202f°C')"
    assert lcd_shows(program) == {"text": "Temperature\n21.5 °C", "is_lit": True}


def test_lcd_writes_at_a_column_and_cuts_at_the_line_s_end():
    program = "display.text('abc', 14)\ndisplay.text('21 日', 3, 1)"
    assert lcd_shows(program)["text"] == "              ab\n   21 ?"


def test_lcd_clears_and_writes_at_once():
    assert lcd_shows("display.show('a', 'b')\ndisplay.clear()\ndisplay.text('c', 0, 1)")["text"] == "\nc"


def test_lcd_light_goes_out_and_its_text_stays():
    assert lcd_shows("display.show('a')\ndisplay.light(False)") == {"text": "a\n", "is_lit": False}


def test_lcd_refuses_a_place_outside_it():
    assert error_of(LCD + "display.text('a', 16)", Lcd1602()).startswith("ValueError: column is 0 to 15")


def test_lcd_that_was_in_use_before_a_reset_starts_again():
    assert (
        lcd_shows("display._write(display._pulse(0x40))\ndisplay = LCD1602(i2c)\ndisplay.show('again')")["text"]
        == "again\n"
    )


@pytest.mark.parametrize("degrees", [0, 45, 90, 133.5, 180])
def test_servo_turns_to_the_angle(degrees):
    program = f"from servo import Servo\nServo(Pin(18)).turn({degrees})\ntime.sleep(1)"
    events = run(program, Sg90(18, start_degrees=20)).events
    assert shown(events, "sg90:18")["angle_degrees"] == pytest.approx(degrees, abs=0.6)


@pytest.mark.parametrize("degrees", [-1, 180.5, 1000])
def test_servo_refuses_an_angle_outside_its_half_turn(degrees):
    program = f"from servo import Servo\nServo(Pin(18)).turn({degrees})"
    outcome = run(program, Sg90(18))
    assert outcome.error.message == f"a servo turns from 0 to 180 degrees, not to {degrees}"
    assert shown(outcome.events, "sg90:18") == {}


def test_servo_that_is_released_gets_no_pulses():
    program = "from servo import Servo\nhorn = Servo(Pin(18))\nhorn.turn(0)\ntime.sleep(1)\nhorn.release()"
    pulses = [event.value["duty"] for event in run(program, Sg90(18)).events if event.kind == "pwm"]
    assert pulses[-1] == 0
    assert pulses[-2] == pytest.approx(0.025, abs=0.001)


def test_buzzer_plays_a_tune():
    program = "from buzzer import Buzzer\nbuzzer = Buzzer(Pin(25))\nfor tone_hz in 262, 440, 880:\n buzzer.play(tone_hz, 0.5)\n"
    tones = [event.value["tone_hz"] for event in run(program, Buzzer(25)).events if event.kind == "shows"]
    assert tones == [pytest.approx(262, rel=0.01), 0, pytest.approx(440, rel=0.01), 0, pytest.approx(880, rel=0.01), 0]


def test_buzzer_goes_on_until_it_is_silenced():
    program = "from buzzer import Buzzer\nbuzzer = Buzzer(Pin(25))\nbuzzer.play(440)\ntime.sleep(2)\nbuzzer.silence()"
    events = [event for event in run(program, Buzzer(25)).events if event.kind == "shows"]
    assert [event.value["tone_hz"] for event in events] == [pytest.approx(440, rel=0.01), 0]
    assert events[1].t_us - events[0].t_us == pytest.approx(2_000_000, rel=0.01)


def test_buzzer_refuses_what_nobody_hears():
    assert "a tone is 20 to 20000 Hz, not 5" in error_of("from buzzer import Buzzer\nBuzzer(Pin(25)).play(5)")


MAKE = {
    **{driver: f"from {driver} import {name}\nkept = {name}(i2c)" for driver, name in (ON_I2C | DISPLAYS).items()},
    "hcsr04": "from hcsr04 import HCSR04\nkept = HCSR04(Pin(5), Pin(18))",
    "servo": "from servo import Servo\nkept = Servo(Pin(18))",
    "buzzer": "from buzzer import Buzzer\nkept = Buzzer(Pin(25))",
}


@pytest.mark.parametrize("driver", MAKE)
def test_driver_fits_beside_a_program(driver):
    """The simulated board has an ESP32's words of 4 bytes; what is kept once the driver's text is compiled."""
    prepare = (
        "import gc\nfrom machine import PWM, time_pulse_us\nfrom collections import namedtuple\nimport struct, errno\n"
    )
    program = f"{prepare}gc.collect()\nfree = gc.mem_free()\n{MAKE[driver]}\ngc.collect()\nprint(free - gc.mem_free())"
    (used,) = said(program, *([PARTS[driver]] if driver in PARTS else []))
    assert 0 < used < MOST_HEAP_BYTES


@pytest.mark.parametrize("driver", MAKE)
def test_driver_s_line_in_the_documentation_runs(driver):
    table = (FIRMWARE.parent / "docs" / "firmware.md").read_text(encoding="utf-8")
    (row,) = [line for line in table.splitlines() if f"| `{driver}.py` |" in line]
    line = row.rsplit("|", 2)[1].strip().strip("`")
    there = PARTS.get(driver, HcSr04(5, 18))
    outcome = run(f"from {driver} import *\n{line}", there)
    assert outcome.error is None, outcome.error
