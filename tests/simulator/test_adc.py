"""ADC, DAC and touch pads: attenuation, widths, ADC2 against Wi-Fi, refused pins."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.rigs.simulator_runs import run, seen

ADC = "from machine import ADC, ADCBlock, DAC, Pin, TouchPad\nimport network, time\n"
WIFI = "w = network.WLAN(network.STA_IF)\nw.active(True)\n"


@dataclass(frozen=True)
class Voltage:
    """So many volts on a pin, and a finger on pin 4 from 1 s on."""

    pin: int
    volts: float

    def attach(self, board):
        board.analog[self.pin] = lambda t_us: self.volts
        board.touch[4] = lambda t_us: 600 if t_us < 1_000_000 else 90


def said(program: str, volts: float = 0.5, pin: int = 34) -> str:
    return run(ADC + program, parts=(Voltage(pin, volts),)).output


def error_of(program: str) -> tuple[str, str]:
    error = run(ADC + program).error
    return error.type, error.message


@pytest.mark.parametrize(("volts", "raw"), [(0, 0), (0.5, 620), (1.65, 2047), (3.3, 4095)])
def test_without_attenuation_the_whole_range_is_read(volts, raw):
    assert said("print(ADC(Pin(34)).read())", volts) == f"{raw}\n"


@pytest.mark.parametrize(("attenuation", "raw"), [("0DB", 4095), ("2_5DB", 4095), ("6DB", 3378), ("11DB", 2047)])
def test_attenuation_sets_the_full_scale(attenuation, raw):
    assert said(f"print(ADC(34, atten=ADC.ATTN_{attenuation}).read())", 1.65) == f"{raw}\n"


def test_attenuation_stays_with_the_pin():
    assert (
        said("a = ADC(34)\na.atten(ADC.ATTN_0DB)\nprint(a, ADC(35))") == "ADC(Pin(34), atten=0) ADC(Pin(35), atten=3)\n"
    )


def test_microvolts_are_whole_millivolts():
    assert said("print(ADC(34, atten=3).read_uv())", 1.234) == "1233000\n"


@pytest.mark.parametrize(("bits", "raw"), [(9, 511), (10, 1023), (11, 2047), (12, 4095)])
def test_width_sets_how_many_bits_are_read(bits, raw):
    assert said(f"a = ADC(34, atten=0)\na.width({bits})\nprint(a.read(), a.read_u16())", 1.1) == f"{raw} 65535\n"


def test_width_is_that_of_the_whole_converter():
    program = "a, b, c = ADC(34), ADC(35), ADC(4, atten=0)\na.width(9)\nprint(b.read() < 512, c.read() > 512)"
    assert said(program) == "True True\n"


def test_a_new_object_of_the_same_converter_reads_12_bits_again():
    assert said("a = ADC(34, atten=0)\na.width(9)\nADC(35)\nprint(a.read())") == "2047\n"


def test_block_gives_its_pins_by_channel_or_by_pin():
    program = "b = ADC(34).block()\nprint(b.connect(6), ADCBlock(2, bits=12).connect(Pin(4), atten=3))"
    assert said(program) == "ADC(Pin(34), atten=3) ADC(Pin(4), atten=3)\n"


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("ADC(Pin(5))", "invalid pin"),
        ("ADC(50)", "invalid pin"),
        ("ADC(34, atten=4)", "invalid attenuation"),
        ("ADC(34).width(13)", "invalid bit-width"),
        ("ADCBlock(3)", "invalid block id"),
        ("ADCBlock(1).connect(Pin(4))", "no matching ADC"),
        ("TouchPad(Pin(5))", "invalid pin for touchpad"),
        ("DAC(Pin(5))", "invalid Pin for DAC"),
        ("DAC(Pin(25)).write(256)", "value out of range"),
    ],
)
def test_wrong_pin_or_value_is_a_value_error(program, message):
    assert error_of(program) == ("ValueError", message)


@pytest.mark.parametrize("pin", [0, 2, 4, 12, 13, 14, 15, 25, 26, 27])
def test_adc2_is_refused_while_wifi_is_on(pin):
    assert error_of(WIFI + f"ADC({pin}).read()") == ("OSError", "[Errno 116] ETIMEDOUT: ESP_ERR_TIMEOUT")


def test_refused_reading_is_an_etimedout_that_a_program_can_catch():
    program = "import errno\ntry:\n ADC(4).read_u16()\nexcept OSError as error:\n print(error.errno == errno.ETIMEDOUT)"
    outcome = run(ADC + WIFI + program)
    assert outcome.output == "True\n"
    assert len(seen(outcome, "analog-refused", "4")) == 1


@pytest.mark.parametrize("pin", [32, 33, 34, 35, 36, 39])
def test_adc1_reads_while_wifi_is_on(pin):
    assert run(ADC + WIFI + f"print(ADC({pin}).read())").end == "finished"


def test_adc2_reads_again_once_wifi_is_off():
    assert said(WIFI + "w.active(False)\nprint(ADC(4, atten=0).read())", 1.1, 4) == "4095\n"


def test_pin_that_is_driven_is_read_as_its_voltage():
    assert said("Pin(32, Pin.OUT, value=1)\nprint(ADC(32).read())") == "4095\n"


def test_dac_starts_at_0_and_shows_each_change():
    outcome = run(ADC + "d = DAC(Pin(25))\nd.write(128)\nd.write(128)\nd.write(255)\nprint(d)")
    assert [value for _, value in seen(outcome, "dac", "25")] == [0, 128, 255]
    assert outcome.output == "DAC(Pin(25))\n"


def test_touch_pad_reads_less_under_a_finger():
    assert said("t = TouchPad(Pin(4))\nt.config(500)\na = t.read()\ntime.sleep(1)\nprint(a, t.read())") == "600 90\n"


def test_touch_pad_with_nothing_on_it_reads_about_600():
    assert 600 <= int(run(ADC + "print(TouchPad(15).read())").output) < 610


def test_loop_that_only_reads_is_followed_for_half_a_minute():
    assert run(ADC + "adc = ADC(Pin(34))\nwhile True:\n    adc.read_u16()\n", seconds=30).end == "deadline"
