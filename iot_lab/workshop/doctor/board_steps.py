"""The steps about the boards themselves: do they result, and is there a firmware for them? Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from iot_lab.boards.errors import NoFirmware
from iot_lab.texts import key
from iot_lab.workshop.doctor.finding import Finding, broken, not_concerned, ok

if TYPE_CHECKING:
    from iot_lab.boards.find import Port
    from iot_lab.boards.probe import Found
    from iot_lab.workshop.doctor.facts import Asked, Machine

USUAL_CHIP: Final = "ESP32"


def boards(machine: Machine, asked: Asked) -> Finding:
    """Judge whether the boards that may be restarted enter their bootloader and say who they are."""
    if not asked.may_restart_boards:
        return not_concerned(key("doctor.said.not-asked"))
    ports = _ports_to_ask(machine, asked)
    if not ports:
        return not_concerned(key("doctor.said.no-port"))
    found = machine.ask(ports)
    errors = [one.error for one in found if one.error is not None]
    if errors:
        return broken(*errors)
    return ok(key("doctor.said.boards"), boards=", ".join(_words(one) for one in found))


def firmware(machine: Machine, _asked: Asked) -> Finding:
    """Judge whether a firmware is kept here, undamaged."""
    kept = machine.firmware()
    if not kept:
        return broken(NoFirmware(chip=USUAL_CHIP))
    return ok(key("doctor.said.firmware"), firmware=", ".join(f"{one.chip} {one.version}" for one in kept))


def _ports_to_ask(machine: Machine, asked: Asked) -> list[Port]:
    from iot_lab.boards.find import Port

    ports = machine.ports()
    if not asked.port:
        return [port for port in ports if port.may_be_board]
    named = [port for port in ports if port.path == asked.port]
    return named or ([Port(asked.port, "", "", "", "")] if machine.exists(asked.port) else [])


def _words(found: Found) -> str:
    board = found.board
    if board is None:
        return found.port.path
    announced = board.runs.announced
    name = f" {announced.name}" if announced else ""
    return f"{found.port.path}{name} {board.chip.name} {board.mac}"
