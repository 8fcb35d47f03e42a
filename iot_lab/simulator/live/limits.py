"""What a live board may use: all it wants, at an ESP32's speed; and how it stays small."""

from __future__ import annotations

from typing import Final

from iot_lab.simulator.limits import Limits

FOR_EVER: Final = 1 << 60
LIVE_LIMITS: Final = Limits(fuel=FOR_EVER, output_bytes=FOR_EVER, calls=FOR_EVER, throws=FOR_EVER)
# Memory that a guest touches once stays with its process: collecting early keeps 300 boards small.
LIVE_PREAMBLE: Final = "import gc; gc.threshold(16384)\n"
