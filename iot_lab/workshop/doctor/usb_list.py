"""What is plugged in USB on each system, serial port or not; and the power of Linux's hubs. Nothing is opened."""

from __future__ import annotations

import json
import plistlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.parsers.expat import ExpatError

from iot_lab.boards.find import adapter_of
from iot_lab.boards.usb import UsbDevice, list_usb
from iot_lab.texts import key
from iot_lab.workshop.doctor.commands import said_by, said_by_powershell
from iot_lab.workshop.doctor.facts import HubPower
from iot_lab.workshop.doctor.finding import CannotTell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.workshop.doctor.facts import System

SYSFS: Final = Path("/sys/bus/usb/devices")
_SELF_POWERED: Final = 0x40  # bmAttributes, USB 2.0, 9.6.3
_HUB_CLASS: Final = "09"
_WINDOWS_SCRIPT: Final = (
    "@(Get-CimInstance Win32_PnPEntity -Filter \"PNPDeviceID LIKE 'USB%'\" | "
    "Select-Object PNPDeviceID, Name) | ConvertTo-Json -Compress"
)
_WINDOWS_ID: Final = re.compile(r"^USB\\VID_([0-9A-F]{4})&PID_([0-9A-F]{4})(&MI_[0-9A-F]{2})?\\(.*)$", re.IGNORECASE)


def plugged(system: System) -> list[UsbDevice]:
    """Return what is plugged in USB. Raises CannotTell."""
    if system == "windows":
        return read_windows(said_by_powershell(_WINDOWS_SCRIPT))
    if system == "macos":
        return read_mac(said_by("ioreg", "-a", "-p", "IOUSB", "-l").encode())
    if system == "linux" and SYSFS.is_dir():
        return list_usb(SYSFS)
    raise CannotTell(key("doctor.said.no-usb"))


def read_windows(text: str) -> list[UsbDevice]:
    """Read what PowerShell says of plug-and-play devices: `PNPDeviceID` (vendor, product, place) and `Name`."""
    try:
        rows: list[dict[str, Any]] = json.loads(text or "[]")
    except ValueError as error:
        raise CannotTell(key("doctor.said.no-usb")) from error
    rows = rows if isinstance(rows, list) else [rows]
    found = []
    for row in rows:
        place = _WINDOWS_ID.match(str(row.get("PNPDeviceID", "")))
        # A composite device appears once itself, and once for each of its interfaces.
        if place and not place[3] and not str(row.get("Name", "")).lower().endswith("hub"):
            found.append(_device(place[4], int(place[1], 16), int(place[2], 16), str(row.get("Name") or "")))
    return found


def read_mac(content: bytes) -> list[UsbDevice]:
    """Read the property list of `ioreg -a -p IOUSB -l`."""
    try:
        tree = plistlib.loads(content) if content.strip() else {}
    except (plistlib.InvalidFileException, ExpatError, ValueError) as error:
        raise CannotTell(key("doctor.said.no-usb")) from error
    return [
        _device(str(node.get("locationID", "")), node["idVendor"], node["idProduct"], _mac_words(node))
        for node in _nodes(tree)
        if isinstance(node.get("idVendor"), int) and isinstance(node.get("idProduct"), int) and not _is_mac_hub(node)
    ]


def hub_powers(folder: Path = SYSFS) -> list[HubPower]:
    """Return the hubs that something of ours is plugged in, from sysfs; a computer's own (`usb1`) has its supply.

    Raises CannotTell where there is no sysfs.
    """
    if not folder.is_dir():
        raise CannotTell(key("doctor.said.no-hub-power"))
    boards = [device.slot for device in list_usb(folder) if device.adapter]
    return [
        HubPower(
            slot=path.name,
            is_self_powered=bool(_hexadecimal(path / "bmAttributes") & _SELF_POWERED),
            boards=sum(slot.rpartition(".")[0] == path.name for slot in boards),
            over_currents=_over_currents(path),
        )
        for path in sorted(folder.iterdir())
        if _word(path / "bDeviceClass") == _HUB_CLASS and not path.name.startswith("usb")
    ]


def _over_currents(hub: Path) -> int:
    """Return how often the kernel saw the hub cut a socket (Linux, ABI/testing/sysfs-bus-usb)."""
    return sum(int(_word(path) or 0) for path in hub.glob("*/*-port*/over_current_count"))


def _hexadecimal(path: Path) -> int:
    try:
        return int(_word(path), 16)
    except ValueError:
        return _SELF_POWERED  # nothing is said against it


def _word(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _device(slot: str, vendor: int, product: int, words: str) -> UsbDevice:
    plain = "".join(letter for letter in words if letter.isprintable())[:60]
    return UsbDevice(slot, f"{vendor:04x}:{product:04x}", plain, adapter_of(vendor, product))


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Walk the tree that ioreg gives: dictionaries with children, a list of them at the root of some versions."""
    if isinstance(tree, list):
        for node in tree:
            yield from _nodes(node)
    elif isinstance(tree, dict):
        yield tree
        yield from _nodes(tree.get("IORegistryEntryChildren", []))


def _is_mac_hub(node: dict[str, Any]) -> bool:
    return node.get("bDeviceClass") == int(_HUB_CLASS)


def _mac_words(node: dict[str, Any]) -> str:
    return str(node.get("USB Product Name") or node.get("kUSBProductString") or node.get("IORegistryEntryName") or "")
