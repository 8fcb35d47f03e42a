"""`iot-lab rescue PORT|NAME`: a board starts once without its learner's program; no file is lost. Exit 0 done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from iot_lab.cli.language import TextArgument, TextCommand, current_texts, language_option
from iot_lab.cli.open_room import open_room
from iot_lab.cli.options import data_folder, data_option
from iot_lab.cli.say import say
from iot_lab.contract.topics import is_name
from iot_lab.texts import key
from iot_lab.workshop.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from iot_lab.texts import Texts


@click.command(cls=TextCommand, help=key("cli.rescue.help"))
@click.argument("board", cls=TextArgument, metavar="PORT|NAME")
@data_option
@language_option
def rescue(board: str, data: Path | None) -> None:
    """Ask the board over the room where it has a name there, else write its state over USB."""
    from iot_lab.boards import usb_work
    from iot_lab.boards.find import list_board_ports
    from iot_lab.cli.shared_name import shared_name_said
    from iot_lab.cli.told_wait import told_wait
    from iot_lab.workshop import board_updates

    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room, told_wait(t, t("cli.send.answers", board=board)):
        if is_name(board) and board_updates.rescue_in_room(
            room.folder, board, lambda: say(t("cli.asleep", board=board))
        ):
            _say(board, t)
            return
        with shared_name_said(room.folder, board, t.language):
            port = board_updates.port_of(room.board_list, board) if is_name(board) else board
        say(t("cli.rescue.on-usb", port=port))
        name = usb_work.on_board(
            port, list_board_ports, lambda held: board_updates.rescue_on_usb(held, room.board_list)
        )
    _say(name, t)


def _say(name: str, t: Texts) -> None:
    say("✓ " + t("cli.rescue.done", board=name))
