"""USB adapters that give a computer pins, and what Blinka must be told to use them (its BLINKA_... variables).

USB numbers: those that adafruit-platformdetect looks for (chip.py).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Adapter:
    """One kind of adapter: our word for it, its name, Blinka's variable, its USB numbers (vendor, product)."""

    word: str
    title: str
    variable: str
    usb: frozenset[tuple[int, int]]


ADAPTERS: Final = (
    Adapter("mcp2221", "MCP2221", "BLINKA_MCP2221", frozenset({(0x04D8, 0x00DD)})),
    Adapter("ft232h", "FT232H", "BLINKA_FT232H", frozenset({(0x0403, 0x6014)})),
    Adapter("u2if", "Pico u2if", "BLINKA_U2IF", frozenset({(0xCAFE, 0x4005), (0xCAFF, 0x4005), (0x2E8A, 0x103A)})),
)


def choose(word: str, usb: Iterable[tuple[int, int]]) -> Adapter | None:
    """Return the adapter of that word, for `auto` the first that is plugged, None for the computer's own pins."""
    if word == "auto":
        plugged = frozenset(usb)
        return next((adapter for adapter in ADAPTERS if adapter.usb & plugged), None)
    return next((adapter for adapter in ADAPTERS if adapter.word == word), None)


def is_told() -> bool:
    """Say whether the person already told Blinka what to use."""
    return any(name.startswith("BLINKA_") and value for name, value in os.environ.items() if name not in _OTHERS)


def plugged() -> list[tuple[int, int]]:
    """Return the USB numbers (vendor, product) of what is plugged, as far as serial ports and HID tell."""
    from serial.tools import list_ports

    found = [(port.vid, port.pid) for port in list_ports.comports() if port.vid is not None and port.pid is not None]
    try:
        import hid
    except ImportError:
        return found
    return found + [(one["vendor_id"], one["product_id"]) for one in hid.enumerate()]


_OTHERS: Final = frozenset({"BLINKA_SKIP_DEPENDENCY_CHECK", "BLINKA_MCP2221_HID_DELAY", "BLINKA_MCP2221_RESET_DELAY"})
