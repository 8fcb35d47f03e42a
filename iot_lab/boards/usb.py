"""What is plugged in USB, whether or not it became a serial port: the first question when no board is found.

Linux only, from sysfs; elsewhere the list is empty. Nothing is opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from iot_lab.boards.find import adapter_of

_DEVICES: Final = Path("/sys/bus/usb/devices")
_HUB_CLASS: Final = "09"


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """One device: its place (`1-2.4`), `1a86:7523`, what it says it is; `adapter` where ESP32 boards use one."""

    slot: str
    usb: str
    description: str
    adapter: str


def list_usb(folder: Path = _DEVICES) -> list[UsbDevice]:
    """Return what is plugged in USB, hubs left out."""
    if not folder.is_dir():
        return []
    found = [_device(path) for path in sorted(folder.iterdir()) if ":" not in path.name]
    return [device for device in found if device is not None]


def _device(path: Path) -> UsbDevice | None:
    vendor, product = _word(path / "idVendor"), _word(path / "idProduct")
    if not vendor or not product or _word(path / "bDeviceClass") == _HUB_CLASS:
        return None
    words = f"{_word(path / 'manufacturer')} {_word(path / 'product')}".strip()
    return UsbDevice(path.name, f"{vendor}:{product}", words, adapter_of(int(vendor, 16), int(product, 16)))


def _word(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "".join(letter for letter in text if letter.isprintable()).strip()[:60]
