"""The simulated ESP32: MicroPython in a sandbox whose clock, pins, buses and network are ours (docs/simulator.md)."""

from iot_lab.simulator.board import Event
from iot_lab.simulator.errors import GuestError
from iot_lab.simulator.virtual import Outcome, run_virtual
from iot_lab.simulator.world.scenario import Scenario

__all__ = ["Event", "GuestError", "Outcome", "Scenario", "run_virtual"]
