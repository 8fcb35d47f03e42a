"""Tell boards what changed about them: their new name, the room's Wi-Fi. Over MQTT where they are, else over USB.

The list (register, journal) changes first, so that a board that hears of it is already known; it changes back where
the board could not be told.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from iot_lab.boards.errors import BoardError, BoardSwapped
from iot_lab.boards.find import list_board_ports
from iot_lab.contract import config
from iot_lab.errors import LabError
from iot_lab.workshop import running
from iot_lab.workshop.board_orders import BoardAway, BoardOrders, BoardUnknown, OrderUnanswered, RoomNotRunning

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from iot_lab.boards import usb_work
    from iot_lab.contract.config import WifiNetwork
    from iot_lab.workshop.board_list import BoardList, ListedBoard

BACK_WITHIN_S: Final = 40.0
"""A real board needs some 15 s to restart and join the Wi-Fi again."""
_MOST_AT_ONCE: Final = 32
_RUNS: Final = frozenset({"running", "restored"})
Way = Literal["room", "usb"]
Wifi = list[dict[str, str]]


class BoardOutOfReach(LabError):
    """The board is neither in the room nor plugged: it cannot be told. Details: board."""

    code = "board-out-of-reach"


class BoardNotBack(LabError):
    """The board was told its new name and did not come back with it yet. Details: board, new."""

    code = "board-not-back"


@dataclass(slots=True)
class UpdateReport:
    """How telling all boards went: names by way, those that could not be told, and what stood in the way."""

    over_room: list[str] = field(default_factory=list)
    over_usb: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    errors: dict[str, LabError] = field(default_factory=dict)


def rename(folder: Path, board_list: BoardList, name: str, new: str, *, may_use_usb: bool = True) -> Way:
    """Give a board another name and tell it; return how. What it measured goes with it; its program runs again.

    Raises what the list raises; BoardOutOfReach, BoardNotBack, what orders and the USB port raise.
    """
    board_list.rename(name, new)
    try:
        way = _tell_name(folder, board_list, name, new, may_use_usb=may_use_usb)
    except BoardNotBack:  # it has its new name: both stay valid until it comes back
        board_list.carry(name, new)
        raise
    except BaseException:
        board_list.rename(new, name)
        board_list.drop(new)
        raise
    board_list.carry(name, new)
    board_list.drop(name)
    return way


def tell_wifi(folder: Path, board_list: BoardList, networks: tuple[WifiNetwork, ...]) -> UpdateReport:
    """Tell these networks to every board that the journal knows; nothing is flashed, no file of a learner changes."""
    wifi = [{"ssid": network.ssid, "password": network.password} for network in networks]
    told = UpdateReport()
    rows = [row for row in board_list.rows() if row.state]
    left = _tell_wifi_in_room(folder, rows, wifi, told)
    if left:
        left = _tell_wifi_on_usb(board_list, left, wifi, told)
    told.left = [row.name for row in left]
    return told


def tell_settings(folder: Path, board_list: BoardList, **changes: Any) -> list[str]:
    """Give the real boards that are in the room other settings for their next start; return those that kept them."""
    rows = [row for row in board_list.rows() if row.is_online and not row.is_simulated]
    if not rows or running.find(folder) is None:
        return []

    def is_told(row: ListedBoard) -> bool:
        try:
            room.ask(row.name, "settings", **changes)
        except LabError:
            return False
        return True

    try:
        with BoardOrders(folder) as room, ThreadPoolExecutor(max_workers=_MOST_AT_ONCE) as pool:
            return [row.name for row, told in zip(rows, pool.map(is_told, rows), strict=True) if told]
    except RoomNotRunning:
        return []


def find_on_usb(mac: str) -> str | None:
    """Return the port of the plugged board that has this MAC. Plugged boards restart."""
    from iot_lab.boards import usb_work  # esptool's 4 MB and third of a second are for who asks for USB

    found = usb_work.look(list_board_ports)
    return next((one.port.path for one in found if one.board and one.board.mac == mac), None)


def _tell_name(folder: Path, board_list: BoardList, name: str, new: str, *, may_use_usb: bool) -> Way:
    if running.find(folder) is not None:
        try:
            with BoardOrders(folder) as room:
                _tell_name_in_room(room, name, new)
                return "room"
        except (BoardAway, BoardUnknown, RoomNotRunning):
            pass  # not in the room: perhaps plugged
    mac = next((row.mac for row in board_list.rows() if row.name == new), "")
    port = find_on_usb(mac) if mac and may_use_usb else None
    if port is None:
        raise BoardOutOfReach(board=name)
    _tell_name_on_usb(board_list, port, mac, new)
    return "usb"


def _tell_name_in_room(room: BoardOrders, name: str, new: str) -> None:
    """Keep the name on the board, restart the board, and its program as it was."""
    had_program = room.program_state(name) in _RUNS if room.is_online(name) else False
    try:
        room.ask(name, "settings", name=new)
    except OrderUnanswered as error:  # it may have kept the name: both stay valid
        raise BoardNotBack(board=name, new=new) from error
    # From here on the board comes back with its new name, whatever fails or stops this command.
    try:
        with suppress(LabError):
            room.ask(name, "rescue")
        is_back = room.is_online(new, BACK_WITHIN_S)
        if is_back and had_program:
            with suppress(LabError):
                room.ask(new, "run")
    except KeyboardInterrupt:
        is_back = False
    if not is_back:
        raise BoardNotBack(board=name, new=new)


def _tell_name_on_usb(board_list: BoardList, port: str, mac: str, new: str) -> None:
    from iot_lab.boards import usb_work

    is_told = False

    def work(held: usb_work.HeldBoard) -> None:
        nonlocal is_told
        change_kit_file(held, board_list, config.FILE_NAME, {"name": new}, mac)
        is_told = True

    try:
        usb_work.on_board(port, list_board_ports, work)
    except BoardError:
        if not is_told:  # else only its restart failed: it comes with its new name when it has power again
            raise


def _tell_wifi_in_room(folder: Path, rows: list[ListedBoard], wifi: Wifi, told: UpdateReport) -> list[ListedBoard]:
    """Tell the boards that are in the room, all at once; return the others."""
    if running.find(folder) is None or not rows:
        return rows
    try:
        with BoardOrders(folder) as room, ThreadPoolExecutor(max_workers=_MOST_AT_ONCE) as pool:
            heard = list(pool.map(lambda row: _is_told_in_room(room, row, wifi, told), rows))
    except RoomNotRunning:
        return rows
    told.over_room = [row.name for row, is_told in zip(rows, heard, strict=True) if is_told]
    return [row for row, is_told in zip(rows, heard, strict=True) if not is_told]


def _is_told_in_room(room: BoardOrders, row: ListedBoard, wifi: Wifi, told: UpdateReport) -> bool:
    try:
        room.ask(row.name, "settings", wifi=wifi)
    except (BoardAway, BoardUnknown):
        return False
    except LabError as error:
        told.errors[row.name] = error
        return False
    return True


def _tell_wifi_on_usb(
    board_list: BoardList, rows: list[ListedBoard], wifi: Wifi, told: UpdateReport
) -> list[ListedBoard]:
    from iot_lab.boards import usb_work

    by_mac = {row.mac: row for row in rows}
    boards = [found.board for found in usb_work.look(list_board_ports) if found.board]
    plugged = [(board.port.path, by_mac[board.mac]) for board in boards if board.mac in by_mac]
    if plugged:
        with ThreadPoolExecutor(max_workers=_MOST_AT_ONCE) as pool:
            list(pool.map(lambda one: _tell_wifi_on_port(board_list, one[0], one[1], wifi, told), plugged))
    done = set(told.over_usb)
    return [row for row in rows if row.name not in done]


def _tell_wifi_on_port(board_list: BoardList, port: str, row: ListedBoard, wifi: Wifi, told: UpdateReport) -> None:
    from iot_lab.boards import usb_work

    def work(held: usb_work.HeldBoard) -> None:
        change_kit_file(held, board_list, config.FILE_NAME, {"wifi": wifi}, row.mac)

    try:
        usb_work.on_board(port, list_board_ports, work)
    except LabError as error:
        told.errors[row.name] = error
    else:
        told.errors.pop(row.name, None)
        told.over_usb.append(row.name)


def change_kit_file(
    held: usb_work.HeldBoard, board_list: BoardList, path: str, changes: dict[str, Any], mac: str = ""
) -> None:
    """Change a JSON file of the kit on a plugged board; the journal says meanwhile that the board is unfinished.

    Raises BoardSwapped where another board than `mac` answers, BoardWithoutKit.
    """
    if mac and held.mac != mac:
        raise BoardSwapped(port=held.port, expected=mac, seen=held.mac)
    before = next((row.state for row in board_list.rows() if row.mac == held.mac), "")
    if held.change_json(path, changes, lambda: board_list.note(held.mac, "writing")) and before:
        board_list.note(held.mac, before)


def port_of(board_list: BoardList, name: str) -> str:
    """Return the port where a board is plugged. Raises BoardUnknown, BoardOutOfReach."""
    rows = {row.name: row for row in board_list.rows()}
    if name not in rows:
        raise BoardUnknown(board=name, known=", ".join(rows) or "-")
    port = find_on_usb(rows[name].mac) if rows[name].mac else None
    if port is None:
        raise BoardOutOfReach(board=name)
    return port


def rescue_in_room(folder: Path, name: str, tell_sleeps: Callable[[], None] = lambda: None) -> bool:
    """Ask a board to restart without its program; say whether it is in the room. `tell_sleeps`: it may take minutes."""
    if running.find(folder) is None:
        return False
    try:
        with BoardOrders(folder) as room:
            if room.sleeps(name):
                tell_sleeps()
            room.ask(name, "rescue")
    except (BoardAway, BoardUnknown, RoomNotRunning):
        return False
    return True


def rescue_on_usb(held: usb_work.HeldBoard, board_list: BoardList) -> str:
    """Have the next start of a plugged board leave the program out; return the board's name."""
    from iot_lab.boards import usb_work

    announced = held.announced()
    change_kit_file(held, board_list, usb_work.STATE_FILE, {"skip": True})
    return announced.name if announced else held.port
