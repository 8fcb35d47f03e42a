"""The steps between a board's cable and its serial port: USB, who takes it, driver, rights, power. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.boards.errors import PortAbsent, PortForbidden
from iot_lab.texts import key
from iot_lab.workshop.doctor.errors import (
    BrlttyTakesBoards,
    DriverMissingOnLinux,
    DriverMissingOnMac,
    DriverMissingOnWindows,
    HubCutPower,
    HubWeak,
    NothingOnUsb,
    SerialGroupMissing,
    SerialPortHeld,
    SerialSessionOld,
)
from iot_lab.workshop.doctor.finding import CannotTell, Finding, broken, doubtful, not_concerned, ok, unknown

if TYPE_CHECKING:
    from iot_lab.boards.find import Port
    from iot_lab.boards.usb import UsbDevice
    from iot_lab.errors import LabError
    from iot_lab.workshop.doctor.facts import Asked, Machine, System

BRLTTY: Final = "brltty"
MODEM_MANAGER: Final = "ModemManager"
MOST_BOARDS_ON_WEAK_HUB: Final = 3
"""A computer's USB 2 socket gives 500 mA; a board on Wi-Fi draws 100 to 250 mA, and peaks of 400."""
_DRIVERS: Final[dict[System, type[LabError]]] = {
    "windows": DriverMissingOnWindows,
    "macos": DriverMissingOnMac,
}
_NO_BOARD: Final = key("doctor.said.no-port")


def board_ports(machine: Machine, asked: Asked) -> list[str]:
    """Return the paths to look at: the port that was named, else all that may lead to a board."""
    return [asked.port] if asked.port else [port.path for port in machine.ports() if port.may_be_board]


def cable(machine: Machine, asked: Asked) -> Finding:
    """Judge whether something that may be a board appears on USB."""
    ports, devices = machine.ports(), _devices(machine)
    if asked.port:
        if asked.port not in {port.path for port in ports} and not machine.exists(asked.port):
            return broken(PortAbsent(port=asked.port))
        return ok(key("doctor.said.usb"), seen=asked.port)
    adapters = _adapter_words(ports, devices)
    if adapters:
        return ok(key("doctor.said.usb"), seen=", ".join(adapters))
    nothing = NothingOnUsb(ports=_port_words(ports) or "–", usb=_device_words(devices))
    return broken(nothing) if asked.asks_boards else doubtful(nothing)


def holders(machine: Machine, asked: Asked) -> Finding:
    """Judge whether another program, brltty or ModemManager above all, took the boards' ports."""
    running = machine.running((BRLTTY, MODEM_MANAGER))
    taken = _without_port(machine)
    if BRLTTY in running and taken:
        return broken(BrlttyTakesBoards(usb=_words(taken[0])))
    paths = board_ports(machine, asked)
    held = [(path, holder) for path in paths for holder in machine.holders(path)]
    for path, holder in held:
        if holder.program == BRLTTY:
            return broken(BrlttyTakesBoards(usb=path))
        if not holder.is_ours:
            return broken(SerialPortHeld(port=path, program=holder.program, pid=holder.pid))
    if not paths:
        return not_concerned(_NO_BOARD)
    if held:
        return ok(key("doctor.said.held-by-us"), port=held[0][0])
    if running:
        return ok(key("doctor.said.may-take"), programs=", ".join(running))
    return ok(key("doctor.said.not-held"))


def driver(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether the system made a serial port of each adapter that it sees on USB."""
    without = _without_port(machine)
    if without:
        kind = _DRIVERS.get(machine.system, DriverMissingOnLinux)
        return broken(kind(usb=_words(without[0]), adapter=without[0].adapter))
    ports = [port for port in machine.ports() if port.may_be_board]
    if not ports:
        return not_concerned(_NO_BOARD)
    return ok(key("doctor.said.driver"), seen=", ".join(f"{port.adapter} {port.path}" for port in ports))


def permission(machine: Machine, asked: Asked) -> Finding:
    """Judge whether this session may open serial ports."""
    if machine.system != "linux":
        return not_concerned(key("doctor.said.linux-only"))
    for path in board_ports(machine, asked) or [""]:
        access = machine.access(path)
        if access.is_allowed:
            continue
        if not access.group:
            return broken(PortForbidden(port=path)) if path else unknown(key("doctor.said.no-group"))
        if access.is_member:
            return broken(SerialSessionOld(group=access.group))
        return broken(SerialGroupMissing(group=access.group, port=path or "/dev/ttyUSB0"))
    return ok(key("doctor.said.permission"))


def hub(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether each hub has the power for the boards on it."""
    hubs = [one for one in machine.hubs() if one.boards or one.over_currents]
    for one in hubs:
        if one.over_currents:
            return broken(HubCutPower(slot=one.slot, times=one.over_currents))
        if not one.is_self_powered and one.boards > MOST_BOARDS_ON_WEAK_HUB:
            return broken(HubWeak(slot=one.slot, count=one.boards))
    if not hubs:
        return not_concerned(key("doctor.said.no-hub"))
    return ok(key("doctor.said.hub"), slots=", ".join(one.slot for one in hubs))


def _devices(machine: Machine) -> list[UsbDevice] | None:
    """Return what is on USB, None where the system does not say."""
    try:
        return machine.usb()
    except CannotTell:
        return None


def _without_port(machine: Machine) -> list[UsbDevice]:
    """Return the adapters of boards that are on USB and have no serial port."""
    left = [port.usb for port in machine.ports()]
    without = []
    for device in _devices(machine) or []:
        if not device.adapter:
            continue
        if device.usb in left:
            left.remove(device.usb)
        else:
            without.append(device)
    return without


def _adapter_words(ports: list[Port], devices: list[UsbDevice] | None) -> list[str]:
    with_port = [f"{port.adapter} {port.path}" for port in ports if port.may_be_board]
    return with_port or [_words(device) for device in devices or [] if device.adapter]


def _port_words(ports: list[Port]) -> str:
    return ", ".join(f"{port.path} ({port.description or port.usb or '?'})" for port in ports)


def _device_words(devices: list[UsbDevice] | None) -> str:
    if devices is None:
        return "?"
    return ", ".join(_words(device) for device in devices) or "–"


def _words(device: UsbDevice) -> str:
    return f"{device.usb} {device.description or device.adapter}".strip()
