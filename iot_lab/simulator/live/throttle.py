"""What makes a live board as slow as an ESP32: its instructions take an ESP32's time; the rest is slept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.simulator.sandbox import Limits, RunEnded

if TYPE_CHECKING:
    from iot_lab.simulator.door import Door
    from iot_lab.simulator.sandbox import Sandbox

# Measured: about 265 units of fuel per microsecond of a 240 MHz ESP32 (docs/decisions/0002-runtime.md).
FUEL_PER_US: Final = 265
FOR_EVER: Final = 1 << 60
LIVE_LIMITS: Final = Limits(fuel=FOR_EVER, output_bytes=FOR_EVER, calls=FOR_EVER)
# Memory that a guest touches once stays with its process: collecting early keeps 300 boards small.
LIVE_PREAMBLE: Final = "import gc; gc.threshold(16384)\n"
# A byte on the serial console at 115,200 baud: 10 bits.
PRINTED_BYTE_US: Final = 87


def throttle(door: Door, sandbox: Sandbox) -> None:
    """Slow one boot down: at each call, and at each beat of the ticker (`ticker.py`) while it computes."""
    spent_us = 0

    def spend_cpu() -> None:
        nonlocal spent_us
        used_us = sandbox.fuel_used // FUEL_PER_US
        cost_us, spent_us = used_us - spent_us, used_us
        door.board.advance(door.board.now_us + cost_us)

    def beat() -> bool:
        try:
            spend_cpu()
        except RunEnded as ended:
            sandbox.stop(ended.reason)
        except Exception as error:  # noqa: BLE001
            sandbox.fault = error
            sandbox.stop("fault")
        return sandbox.end is None

    door.printed_byte_us = PRINTED_BYTE_US
    door.spend_cpu = spend_cpu
    sandbox.guest.on_epoch(beat)
