"""How fast an ESP32 is, in the figures that the simulator charges."""

from __future__ import annotations

from typing import Final

# Measured: about 265 units of fuel per microsecond of a 240 MHz ESP32, x0.6 to x1.75 by kind of work
# (docs/decisions/0008-board-clock.md).
FUEL_PER_US: Final = 265
# A byte on the serial console at 115,200 baud, with its start and stop bits, and the chip's own queue for it.
PRINTED_BYTE_US: Final = 87
CONSOLE_QUEUE_BYTES: Final = 128
