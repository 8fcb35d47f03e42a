"""Ports of this computer that may lead to a board, from what USB says. Nothing is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from serial.tools import list_ports

_ESPRESSIF: Final = 0x303A
_ADAPTERS: Final = {
    (0x1A86, 0x7523): "CH340",
    (0x1A86, 0x5523): "CH341",
    (0x1A86, 0x55D3): "CH343",
    (0x1A86, 0x55D4): "CH9102F",
    (0x10C4, 0xEA60): "CP210x",
    (0x10C4, 0xEA70): "CP2105",
    (0x0403, 0x6001): "FT232R",
    (0x0403, 0x6010): "FT2232H",
    (0x0403, 0x6011): "FT4232H",
    (0x0403, 0x6014): "FT232H",
    (0x0403, 0x6015): "FT-X",
    (0x0403, 0x601C): "FT4222H",
    (0x067B, 0x2303): "PL2303",
}
NATIVE_USB: Final = "USB"


@dataclass(frozen=True, slots=True)
class Port:
    """One serial port. `adapter` is empty where USB names no adapter that ESP32 boards use.

    `slot` is the hub's place (`1-2.4`), empty where the system does not say; `usb` is `1a86:7523` or empty.
    """

    path: str
    adapter: str
    slot: str
    usb: str
    description: str

    @property
    def may_be_board(self) -> bool:
        """Whether to look for a board there without being asked for this very port."""
        return bool(self.adapter)


PortLister = Callable[[], list[Port]]


def list_board_ports() -> list[Port]:
    """Return all serial ports of this computer, in the order of the hub's slots."""
    return sorted((port_of(info) for info in list_ports.comports()), key=_slot_order)


def port_of(info: Any) -> Port:
    """Return what pyserial's ListPortInfo says, in our words."""
    vendor, product = info.vid, info.pid
    if vendor is None or product is None:
        return Port(info.device, "", "", "", _plain(info.description))
    # pyserial adds the interface on Linux (`1-2.4:1.0`); the slot is what comes before.
    slot = (info.location or "").split(":")[0]
    return Port(info.device, adapter_of(vendor, product), slot, f"{vendor:04x}:{product:04x}", _plain(info.description))


def adapter_of(vendor: int, product: int) -> str:
    """Return the name of a USB adapter that ESP32 boards use, empty for any other device."""
    return NATIVE_USB if vendor == _ESPRESSIF else _ADAPTERS.get((vendor, product), "")


def _slot_order(port: Port) -> tuple[list[int], str]:
    numbers = "".join(letter if letter.isdigit() else " " for letter in port.slot).split()
    return [int(number) for number in numbers], port.path


def _plain(text: str | None) -> str:
    kept = "".join(letter for letter in text or "" if letter.isprintable())
    return "" if kept == "n/a" else kept[:80]
