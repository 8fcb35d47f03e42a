"""Learners' programs and secrets off the boards: what is plugged, which of it is ours, and the wiping of one.

A wiped board keeps its firmware; `iot-lab flash` makes it a board of the room again, with the name it had.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.boards.errors import BoardSwapped, NoBoardFound
from iot_lab.boards.find import list_board_ports

if TYPE_CHECKING:
    from collections.abc import Collection

    from iot_lab.boards import usb_work
    from iot_lab.boards.probe import PluggedBoard
    from iot_lab.errors import LabError
    from iot_lab.workshop.board_list import BoardList


@dataclass(frozen=True, slots=True)
class WipePlan:
    """The boards to wipe with their names by MAC, those of somebody else, and the ports where nobody answered."""

    boards: list[PluggedBoard]
    names: dict[str, str]
    left_alone: list[PluggedBoard]
    errors: list[LabError]


def look(board_list: BoardList, room: str, ports: Collection[str]) -> WipePlan:
    """Look at these ports, all likely ones where there is none: then only boards of this room are taken.

    Nothing is written. Raises NoBoardFound.
    """
    from iot_lab.boards import usb_work

    found = usb_work.look(list_board_ports, ports)
    if not found:
        seen = ", ".join(port.path for port in list_board_ports()) or "-"
        raise NoBoardFound(seen=seen)
    known = {row.mac: row.name for row in board_list.rows() if row.state}
    plugged = [one.board for one in found if one.board]
    chosen = [board for board in plugged if ports or board.mac in known or _is_of(board, room)]
    return WipePlan(
        boards=chosen,
        names={board.mac: known.get(board.mac) or _announced_name(board) or "?" for board in chosen},
        left_alone=[board for board in plugged if board not in chosen],
        errors=[one.error for one in found if one.error],
    )


def wipe(board: PluggedBoard, board_list: BoardList, *, is_forgotten: bool) -> None:
    """Blank one board's files and NVS; its secret is no longer accepted. Raises one of BoardError."""
    from iot_lab.boards import usb_work

    def work(held: usb_work.HeldBoard) -> None:
        if held.mac != board.mac:
            raise BoardSwapped(port=held.port, expected=board.mac, seen=held.mac)
        board_list.note(board.mac, "writing")
        held.wipe()

    usb_work.on_board(board.port.path, list_board_ports, work)
    name = next((row.name for row in board_list.rows() if row.mac == board.mac and row.state), None)
    if name is None:
        return
    if is_forgotten:
        board_list.retire(name)
    else:
        board_list.renew(board.mac)
        board_list.note(board.mac, "named")


def _is_of(board: PluggedBoard, room: str) -> bool:
    announced = board.runs.announced
    return announced is not None and announced.room == room


def _announced_name(board: PluggedBoard) -> str:
    return board.runs.announced.name if board.runs.announced else ""
