"""Nothing written is nothing, everywhere: this interpreter's `b"".hex()` is `b""`, not a text."""

from __future__ import annotations

import pytest

from iot_lab.simulator.parts.bme280 import Bme280
from tests.rigs.simulator_runs import run

WRITES = {
    "rtc": "import machine\nmachine.RTC().memory(b'')\nprint(machine.RTC().memory())",
    "uart": "import machine\nmachine.UART(2, 9600).write(b'')\nprint(b'')",
    "spi": "from machine import *\nSoftSPI(sck=Pin(18), mosi=Pin(23), miso=Pin(19)).write(b'')\nprint(b'')",
    "i2c": "from machine import *\nI2C(0, scl=Pin(22), sda=Pin(21)).writeto(0x76, b'')\nprint(b'')",
    "nvs": "import esp32\nesp32.NVS('a').set_blob('k', b'')\nprint(esp32.NVS('a').get_blob('k', bytearray(1)) or b'')",
    "file": "with open('x', 'wb') as f: f.write(b'')\nprint(open('x', 'rb').read())",
    "neopixel": "from machine import Pin\nimport neopixel\nneopixel.NeoPixel(Pin(4), 0).write()\nprint(b'')",
}


@pytest.mark.parametrize("name", WRITES)
def test_nothing_may_be_written(name):
    outcome = run(WRITES[name], parts=(Bme280(22, 21),))
    assert (outcome.error, outcome.output) == (None, "b''\n")
