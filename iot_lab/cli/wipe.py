"""`iot-lab wipe`: learners' programs and all secrets off the boards, at the end of a session.

Exit 0 all are wiped, 1 some are not or nobody agreed.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.messages import print_error
from iot_lab.cli.open_room import open_room
from iot_lab.cli.options import agrees, data_folder, data_option, yes_option
from iot_lab.cli.say import say
from iot_lab.errors import LabError
from iot_lab.texts import key
from iot_lab.workshop.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.boards.probe import PluggedBoard
    from iot_lab.cli.open_room import OpenedRoom, ReachedRoom

NOT_ALL = 1


@click.command(cls=TextCommand, help=key("cli.wipe.help"))
@click.argument("ports", cls=TextArgument, nargs=-1, metavar="[PORT]...")
@click.option("--all", "takes_all", cls=TextOption, is_flag=True, help=key("cli.wipe.all"))
@click.option("--forget", "is_forgotten", cls=TextOption, is_flag=True, help=key("cli.wipe.forget"))
@yes_option
@data_option
@language_option
def wipe(ports: tuple[str, ...], takes_all: bool, is_forgotten: bool, is_agreed: bool, data: Path | None) -> None:
    """Look, name the boards, ask, blank them all at once."""
    from iot_lab.workshop import wiping

    t = current_texts()
    if bool(ports) == takes_all:
        raise click.UsageError(t("cli.wipe.ports-or-all"))
    with open_room(Settings(data=data_folder(data)), t) as room:
        plan = wiping.look(room.board_list, room.name, ports)
        for error in plan.errors:
            print_error(error)
        for board in plan.left_alone:
            say(t("cli.wipe.left-alone", port=board.port.path, mac=board.mac))
        if not plan.boards:
            say(t("cli.wipe.none"))
            sys.exit(NOT_ALL)
        _show(plan.boards, plan.names, is_forgotten=is_forgotten)
        if not agrees(t.count("cli.wipe.ask", len(plan.boards)), is_agreed=is_agreed):
            say(t("cli.boards.nothing-done"))
            sys.exit(NOT_ALL)
        wiped = _wipe_all(plan.boards, plan.names, room, is_forgotten=is_forgotten)
    say(t.count("cli.wipe.done", wiped))
    sys.exit(NOT_ALL if plan.errors or wiped < len(plan.boards) else 0)


def _show(boards: list[PluggedBoard], names: dict[str, str], *, is_forgotten: bool) -> None:
    t = current_texts()
    say(t("cli.wipe.plan"))
    for board in boards:
        say(f"  {names[board.mac]:<16} {board.port.path:<16} {board.chip.name:<9} {board.mac}")
    say(t("cli.wipe.plan-forget") if is_forgotten else t("cli.wipe.plan-keep"))


def _wipe_all(
    boards: list[PluggedBoard], names: dict[str, str], room: OpenedRoom | ReachedRoom, *, is_forgotten: bool
) -> int:
    """Wipe in parallel, say how each board ended, return how many are wiped."""
    from iot_lab.workshop import wiping

    t = current_texts()

    def wipe_one(board: PluggedBoard) -> LabError | None:
        try:
            wiping.wipe(board, room.board_list, is_forgotten=is_forgotten)
        except LabError as error:
            return error
        return None

    wiped = 0
    with ThreadPoolExecutor(max_workers=len(boards), thread_name_prefix="wipe") as pool:
        for board, error in zip(boards, pool.map(wipe_one, boards), strict=True):
            if error:
                print_error(error)
            else:
                wiped += 1
                say("✓ " + t("cli.wipe.one", board=names[board.mac], port=board.port.path))
    return wiped
