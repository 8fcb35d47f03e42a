"""What a trainer does to boards from a page: each function begins a task (`board_tasks.py`) and returns it.

Whatever can be taken back knows how: a stop or a rescue runs the program again, a name or an owner goes back. A board
that is away is reached over USB where the trainer sits at the computer it is plugged in (`may_use_usb`).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from iot_lab.boards.find import list_board_ports
from iot_lab.contract.program_parts import MAIN
from iot_lab.errors import LabError
from iot_lab.workshop import board_updates, kit_updates, wiping
from iot_lab.workshop.board_orders import BoardAway, BoardOrders, BoardUnknown
from iot_lab.workshop.free_workshop import DASHBOARD
from iot_lab.workshop.sent_programs import SentPrograms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from iot_lab.boards.probe import PluggedBoard
    from iot_lab.workshop.board_overview import BoardOverview
    from iot_lab.workshop.board_tasks import BoardTask, TellPart
    from iot_lab.workshop.learners import Learner
    from iot_lab.workshop.room import Room


def identify(room: Room, boards: Sequence[str]) -> BoardTask:
    """Let boards blink. Raises TooManyTasks, as all of these do."""
    return room.board_tasks.order("identify", boards, lambda orders, board, _tell: orders.ask(board, "identify"))


def stop(room: Room, boards: Sequence[str]) -> BoardTask:
    """End the boards' programs."""
    return room.board_tasks.order(
        "stop", boards, lambda orders, board, _tell: orders.stop(board), undo=lambda: start(room, boards)
    )


def start(room: Room, boards: Sequence[str]) -> BoardTask:
    """Run again what boards keep."""
    return room.board_tasks.order("start", boards, lambda orders, board, _tell: orders.ask(board, "run"))


def rescue(room: Room, boards: Sequence[str], *, may_use_usb: bool) -> BoardTask:
    """Restart boards without their programs, which stay on them."""

    def act(orders: BoardOrders, board: str, _tell: TellPart) -> None:
        try:
            orders.ask(board, "rescue")
        except (BoardAway, BoardUnknown):
            if not may_use_usb:
                raise
            _rescue_on_usb(room, board)

    return room.board_tasks.order("rescue", boards, act, undo=lambda: start(room, boards))


def send(room: Room, boards: Sequence[str], program: str, files: Mapping[str, bytes], detail: str) -> BoardTask:
    """Run a program on boards, and wait until each has proved itself."""

    def act(orders: BoardOrders, board: str, tell: TellPart) -> None:
        orders.deliver(board, program, tell, files)
        orders.await_trial(board)

    return room.board_tasks.order("send", boards, act, detail=detail)


def update(room: Room, boards: Sequence[str]) -> BoardTask:
    """Bring the boards' kits to this computer's version, each board for itself."""
    kit = kit_updates.installed_kit()
    return room.board_tasks.order(
        "update", boards, lambda orders, board, tell: kit_updates.update(orders, board, kit, tell)
    )


def rename(room: Room, board: str, new: str, *, may_use_usb: bool) -> BoardTask:
    """Give a board another name, here and on the board; its owner stays."""

    def act(_board: str, _tell: TellPart) -> None:
        owner = room.own_boards.owner(board)
        board_updates.rename(room.folder.path, room.board_list, board, new, may_use_usb=may_use_usb)
        if owner is not None:
            room.own_boards.give(new, owner)

    back: Callable[[], object] = lambda: rename(room, new, board, may_use_usb=may_use_usb)  # noqa: E731
    return room.board_tasks.each("rename", [board], act, detail=new, undo=back)


def tell_wifi(room: Room, ssid: str, password: str | None) -> BoardTask:
    """Keep a network and tell it to every real board, over the room or USB. Raises WifiRefused, FileUnwritten."""
    room.board_list.prefer_wifi(ssid, password)
    names = [row.name for row in room.board_list.rows() if row.state]
    told: dict[str, LabError | None] = {}

    def act(board: str, _tell: TellPart) -> None:
        trouble = told[board]
        if trouble is not None:
            raise trouble

    def work(do_parts: Callable[[Callable[[str, TellPart], object]], None]) -> None:
        report = board_updates.tell_wifi(room.folder.path, room.board_list, room.wifi.networks)
        for name in names:
            told[name] = report.errors.get(name)
        told.update(
            {name: report.errors.get(name) or board_updates.BoardOutOfReach(board=name) for name in report.left}
        )
        do_parts(act)

    return room.board_tasks.whole("wifi", names, work, detail=ssid)


def move(room: Room, learner: Learner, spare: BoardOverview, before: BoardOverview | None) -> BoardTask:
    """Give a learner another board, with what they were doing; it blinks so that they find it."""
    program, files = _program_of(room, learner, before)
    room.own_boards.give(spare.name, learner.id)

    def act(orders: BoardOrders, board: str, tell: TellPart) -> None:
        if program:
            orders.deliver(board, program, tell, files)
        if before is not None and before.is_online:
            with suppress(LabError):
                orders.stop(before.name)
        with suppress(LabError):
            orders.ask(board, "identify")

    def back() -> None:
        if before is None:
            room.own_boards.release(learner.id)
        else:
            room.own_boards.give(before.name, learner.id)

    return room.board_tasks.order("move", [spare.name], act, detail=learner.nickname, undo=back)


def wipe(room: Room, boards: Sequence[PluggedBoard], names: Mapping[str, str]) -> BoardTask:
    """Erase what plugged boards hold; each keeps its name in the room, and needs to be prepared again."""
    by_name = {f"{names[board.mac]} ({board.port.path})": board for board in boards}
    return room.board_tasks.each(
        "wipe", list(by_name), lambda name, _tell: wiping.wipe(by_name[name], room.board_list, is_forgotten=False)
    )


def _program_of(room: Room, learner: Learner, before: BoardOverview | None) -> tuple[str, dict[str, bytes]]:
    """Return what a learner's board was doing: what the room sent it last, else their newest work."""
    told = before.info.get("program") if before else None
    digest = told.get("sha256") if isinstance(told, dict) else None
    programs = [
        header.exercise for header in room.work.headers(learner.id) if not header.exercise.startswith(DASHBOARD)
    ]
    newest = room.work.program(learner.id, programs[0]) if programs else None
    sent = SentPrograms(room.folder.path).find(before.name, digest) if before else ""
    if newest is not None and (not sent or newest.text == sent):
        return newest.text, {name: text.encode() for name, text in newest.files.items() if name != MAIN}
    return sent, {}


def _rescue_on_usb(room: Room, board: str) -> None:
    from iot_lab.boards import usb_work  # esptool's 4 MB and third of a second are for who asks for USB

    port = board_updates.port_of(room.board_list, board)
    usb_work.on_board(port, list_board_ports, lambda held: board_updates.rescue_on_usb(held, room.board_list))
