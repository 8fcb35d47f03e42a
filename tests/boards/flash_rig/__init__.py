"""Emulated boards on ptys, over esp32-mock-bootloader: what it lacks is here (docs/flashing.md, section Tests)."""
