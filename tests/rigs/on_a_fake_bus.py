"""`iot-lab` with chips on the I2C bus of Blinka's OS-agnostic board, which has none: the simulator's SHT31 and BME280.

`python on_a_fake_bus.py WORDS...`; a chip is unplugged while the file named by FAKE_BUS_UNPLUGGED holds its address.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

from adafruit_blinka.microcontroller.generic_agnostic_board.i2c import I2C

from iot_lab.cli.main import main
from iot_lab.simulator.parts.bme280 import Bme280
from iot_lab.simulator.parts.sht31 import Sht31

UNPLUGGED = Path(os.environ["FAKE_BUS_UNPLUGGED"])
world = SimpleNamespace(seed=0, i2c={}, spend=lambda _us: None)
Sht31(temperature_c=23.25, humidity_percent=51.0).attach(world)
Bme280(address=0x76, temperature_c=19.5, pressure_hpa=1002.0, humidity_percent=40.0).attach(world)
chips = {address: chip for bus in world.i2c.values() for address, chip in bus.items()}


def chip_at(address):
    unplugged = UNPLUGGED.read_text().split() if UNPLUGGED.exists() else []
    if address not in chips or hex(address) in unplugged:
        raise OSError(121, "Remote I/O error")
    return chips[address]


def writeto(_bus, address, buffer, *, stop=True):
    if not chip_at(address).write(bytes(buffer), time.monotonic_ns() // 1000):
        raise OSError(121, "Remote I/O error")


def readfrom_into(_bus, address, buffer, *, start=0, end=None, stop=True):
    answer = chip_at(address).read(len(buffer), time.monotonic_ns() // 1000)
    if answer is None:
        raise OSError(121, "Remote I/O error")
    buffer[:] = answer


def writeto_then_readfrom(bus, address, out, into, *, out_start=0, out_end=None, in_start=0, in_end=None, stop=False):
    writeto(bus, address, bytes(out)[out_start:out_end])
    readfrom_into(bus, address, memoryview(into)[in_start:in_end])


I2C.writeto, I2C.readfrom_into, I2C.writeto_then_readfrom = writeto, readfrom_into, writeto_then_readfrom
main(sys.argv[1:])
