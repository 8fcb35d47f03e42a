"""The steps between the boards and this computer's broker: TCP ports, firewall, address, network. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.texts import key
from iot_lab.workshop.doctor.errors import (
    AddressNotGiven,
    BoardsUnheard,
    FirewalldCloses,
    MacFirewallCloses,
    NoNetwork,
    SelfUnreachable,
    StationsIsolated,
    TcpPortReserved,
    TcpPortTaken,
    UfwCloses,
    WindowsFirewallCloses,
)
from iot_lab.workshop.doctor.finding import Finding, broken, doubtful, not_concerned, ok, unknown

if TYPE_CHECKING:
    from iot_lab.errors import LabError
    from iot_lab.workshop.doctor.facts import Address, Asked, FirewallKind, KnownBoard, Listener, Machine

_FIREWALLS: Final[dict[FirewallKind, type[LabError]]] = {
    "ufw": UfwCloses,
    "firewalld": FirewalldCloses,
    "windows": WindowsFirewallCloses,
    "macos": MacFirewallCloses,
}
_OPTIONS: Final = ("--mqtt-port", "--port")
"""Of `iot-lab up`, in the order of `Machine.tcp_ports`."""
_HEARD_MARGIN_S: Final = 120.0
"""The journal notes a board up to this long after its last restart: it may have been heard just before."""


def ports(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether the ports of messages and pages are free, or ours already."""
    found = [machine.listener(port) for port in machine.tcp_ports()]
    errors = [error for one, option in zip(found, _OPTIONS, strict=True) if (error := _port_error(one, option))]
    if errors:
        return broken(*errors)
    words = ", ".join(str(one.port) for one in found)
    if all(one.is_free for one in found):
        return ok(key("doctor.said.ports-free"), ports=words)
    return ok(key("doctor.said.ports-ours"), ports=words)


def firewall(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether the firewall lets the boards and the browsers in."""
    numbers = machine.tcp_ports()
    found = machine.firewalls(numbers)
    words = ", ".join(map(str, numbers))
    for one in found:
        if one.lets_in is False:
            return broken(_FIREWALLS[one.kind](ports=words, mqtt=numbers[0], web=numbers[-1]))
    for one in found:
        if one.lets_in is None:
            return doubtful(_FIREWALLS[one.kind](ports=words, mqtt=numbers[0], web=numbers[-1]))
    if not found:
        return ok(key("doctor.said.no-firewall"))
    return ok(key("doctor.said.firewall"), firewall=found[0].kind, ports=words)


def address(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether this computer has an address that boards can reach."""
    found = machine.addresses()
    usable = _usable(found)
    if usable:
        return ok(key("doctor.said.address"), addresses=", ".join(f"{one.address} ({one.interface})" for one in usable))
    lonely = [one for one in found if one.is_link_local and not one.is_virtual]
    if lonely:
        return broken(AddressNotGiven(address=lonely[0].address, interface=lonely[0].interface))
    return broken(NoNetwork())


def reach(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether messages come through: from this computer to its own address, and from the boards prepared here."""
    usable = _usable(machine.addresses())
    if not usable:
        return not_concerned(key("doctor.said.no-address"))
    closed = [one.address for one in usable if not machine.reaches(one.address)]
    if closed:
        return broken(SelfUnreachable(address=closed[0]))
    prepared = [board for board in machine.boards() if board.state == "ready"]
    if not prepared or not machine.has_wifi():
        return unknown(key("doctor.said.no-board-yet"))
    unheard = [board.name for board in prepared if not _is_heard(board)]
    if not unheard:
        return ok(key("doctor.said.reach"), count=len(prepared))
    kind = StationsIsolated if len(unheard) == len(prepared) else BoardsUnheard
    return broken(kind(boards=", ".join(unheard), count=len(unheard)))


def _port_error(listener: Listener, option: str) -> LabError | None:
    remedy = f"iot-lab up {option} {listener.other or listener.port + 1}"
    if listener.is_reserved:
        return TcpPortReserved(port=listener.port, remedy=remedy)
    holder = listener.holder
    if listener.is_free or (holder and holder.is_ours):
        return None
    program = f"{holder.program} (pid {holder.pid})" if holder else "?"
    return TcpPortTaken(port=listener.port, program=program, remedy=remedy)


def _usable(found: list[Address]) -> list[Address]:
    return [one for one in found if not (one.is_virtual or one.is_link_local)]


def _is_heard(board: KnownBoard) -> bool:
    return board.heard_s > board.prepared_s - _HEARD_MARGIN_S
