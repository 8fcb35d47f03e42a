"""The simulated ESP32: MicroPython in a sandbox whose clock, pins, buses and network are ours (docs/simulator.md)."""
