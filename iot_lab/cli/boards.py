"""`iot-lab boards ...`: the boards of the room: list, rename, identify, retire, their Wi-Fi, their labels.

Exit 0 done, 1 not, or not for all.
"""

from __future__ import annotations

import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextGroup, TextOption, current_texts, language_option
from iot_lab.cli.messages import print_error
from iot_lab.cli.open_room import open_room
from iot_lab.cli.options import PASSWORD_VARIABLE, agrees, ask, data_folder, data_option, yes_option
from iot_lab.cli.say import say, say_json
from iot_lab.cli.written_file import write_file
from iot_lab.texts import key
from iot_lab.workshop.settings import Settings

if TYPE_CHECKING:
    from iot_lab.cli.open_room import OpenedRoom, ReachedRoom
    from iot_lab.texts import Texts
    from iot_lab.workshop.board_list import ListedBoard
    from iot_lab.workshop.board_updates import UpdateReport

NOT_ALL: Final = 1
_STATES: Final = {
    "": key("boards.list.state.unknown"),
    "named": key("boards.list.state.named"),
    "writing": key("boards.list.state.writing"),
    "ready": key("boards.list.state.ready"),
    "failed": key("boards.list.state.failed"),
}
_PROGRAMS: Final = {
    "": key("boards.list.program.unknown"),
    "none": key("boards.list.program.none"),
    "running": key("boards.list.program.running"),
    "ended": key("boards.list.program.ended"),
    "failed": key("boards.list.program.failed"),
    "stopped": key("boards.list.program.stopped"),
    "restored": key("boards.list.program.restored"),
}


@click.group(cls=TextGroup, help=key("cli.boards.help"))
@language_option
def boards() -> None:
    """Run one of the commands below."""


@boards.command("list", cls=TextCommand, help=key("cli.boards.list"))
@click.option("--json", "is_json", cls=TextOption, is_flag=True, help=key("cli.boards.json"))
@data_option
@language_option
def list_boards(is_json: bool, data: Path | None) -> None:
    """Print one line a board."""
    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room:
        rows = room.board_list.rows()
    if is_json:
        for row in rows:
            say_json(asdict(row))
        return
    _print_table(rows, room, t)


@boards.command("rename", cls=TextCommand, help=key("cli.boards.rename"))
@click.argument("old", cls=TextArgument)
@click.argument("new", cls=TextArgument)
@data_option
@language_option
def rename(old: str, new: str, data: Path | None) -> None:
    """Give a board another name and tell it."""
    from iot_lab.workshop import board_updates

    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room:
        say(t("cli.boards.renaming", board=old))
        board_updates.rename(room.folder, room.board_list, old, new)
    say(t("cli.boards.renamed", board=old, new=new))


@boards.command("identify", cls=TextCommand, help=key("cli.boards.identify"))
@click.argument("board", cls=TextArgument)
@data_option
@language_option
def identify(board: str, data: Path | None) -> None:
    """Blink a board's LED."""
    from iot_lab.cli.shared_name import shared_name_said
    from iot_lab.workshop.board_orders import BoardOrders

    t = current_texts()
    folder = data_folder(data)
    with shared_name_said(folder, board, t.language), BoardOrders(folder) as room:
        say(t("cli.boards.blinking", board=board))
        room.ask(board, "identify")
    say(t("cli.boards.blinked", board=board))


@boards.command("retire", cls=TextCommand, help=key("cli.boards.retire"))
@click.argument("board", cls=TextArgument)
@yes_option
@data_option
@language_option
def retire(board: str, is_agreed: bool, data: Path | None) -> None:
    """Forget a board, once a person agreed."""
    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room:
        _check_known(board, room)
        say(t("cli.boards.retiring", board=board, room=room.name))
        if not agrees(t("cli.boards.ask-retire", board=board), is_agreed=is_agreed):
            say(t("cli.boards.nothing-done"))
            sys.exit(NOT_ALL)
        room.board_list.retire(board)
    say(t("cli.boards.retired", board=board))


@boards.command("wifi", cls=TextCommand, help=key("cli.boards.wifi"))
@click.argument("ssid", cls=TextArgument)
@click.option("--password", cls=TextOption, envvar=PASSWORD_VARIABLE, help=key("cli.boards.password"))
@data_option
@language_option
def wifi(ssid: str, password: str | None, data: Path | None) -> None:
    """Tell every known board a Wi-Fi network."""
    from iot_lab.workshop import board_updates
    from iot_lab.workshop.known_networks import KnownNetworks

    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room:
        if password is None and not KnownNetworks.open(room.folder).knows(ssid):
            password = ask(t("cli.boards.ask-password", ssid=ssid), is_hidden=True)
        room.board_list.prefer_wifi(ssid, password)
        say(t("cli.boards.wifi-kept", ssid=ssid))
        told = board_updates.tell_wifi(room.folder, room.board_list, KnownNetworks.open(room.folder).networks)
    _print_told(told, t)
    sys.exit(NOT_ALL if told.left else 0)


@boards.command("update", cls=TextCommand, help=key("cli.boards.update"))
@click.argument("names", cls=TextArgument, metavar="[NAME]...", nargs=-1)
@click.option("--all", "is_every", cls=TextOption, is_flag=True, help=key("cli.boards.update-all"))
@data_option
@language_option
def update(names: tuple[str, ...], is_every: bool, data: Path | None) -> None:
    """Bring boards' kits to this computer's version."""
    from iot_lab.cli import kit_view

    t = current_texts()
    if bool(names) == is_every:
        raise click.UsageError(t("cli.boards.update-which"))
    chosen, away = list(dict.fromkeys(names)), []
    if is_every:
        with open_room(Settings(data=data_folder(data)), t) as room:
            rows = room.board_list.rows()
        chosen = [row.name for row in rows if row.is_online]
        away = [row.name for row in rows if not (row.is_online or row.is_simulated)]
    is_done = kit_view.update_all(data_folder(data), chosen, t) if chosen else False
    if away:
        say("○ " + t("cli.boards.update-away", boards=", ".join(away)))
    elif not chosen:
        say(t("cli.boards.none"))
    sys.exit(0 if is_done and not away else NOT_ALL)


@boards.command("labels", cls=TextCommand, help=key("cli.boards.labels"))
@click.option(
    "--out", cls=TextOption, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=key("cli.boards.out")
)
@data_option
@language_option
def print_labels(out: Path | None, data: Path | None) -> None:
    """Write the sheet of labels."""
    from iot_lab.boards import labels

    t = current_texts()
    with open_room(Settings(data=data_folder(data)), t) as room:
        names = [row.name for row in room.board_list.rows() if not row.is_simulated]
    if not names:
        say(t("cli.boards.none"))
        sys.exit(NOT_ALL)
    path = out or Path(t("cli.boards.labels-file"))
    write_file(path, labels.sheet(names, room.name, room.address, t).encode())
    say(t("cli.boards.labels-written", file=str(path)))


def _check_known(board: str, room: OpenedRoom | ReachedRoom) -> None:
    from iot_lab.workshop.board_list import BoardSimulated
    from iot_lab.workshop.board_orders import BoardUnknown

    rows = {row.name: row for row in room.board_list.rows()}
    if board not in rows:
        raise BoardUnknown(board=board, known=", ".join(rows) or "-")
    if rows[board].is_simulated:
        raise BoardSimulated(board=board)


def _print_table(rows: list[ListedBoard], room: OpenedRoom | ReachedRoom, t: Texts) -> None:
    from rich.table import Table
    from rich.text import Text

    from iot_lab.cli.shown import CleanConsole, shown

    console = CleanConsole()
    if not rows:
        console.print(t("cli.boards.none"))
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", title_justify="left")
    for words in ("name", "presence", "program", "chip", "mac", "state"):
        table.add_column(t(_HEADERS[words]), overflow="fold")
    for row in rows:
        program = t(_PROGRAMS.get(row.program, _PROGRAMS[""]))
        state = t("boards.list.simulated") if row.is_simulated else t(_STATES.get(row.state, _STATES[""]))
        table.add_row(
            shown(row.name, "bold"),
            shown(presence(row, time.time(), t)),
            shown(program),
            shown(row.chip),
            shown(row.mac),
            shown(state),
        )
    console.print(Text(t("boards.list.title", room=room.name), style="bold"))
    console.print(table)


_HEADERS: Final = {
    "name": key("boards.list.name"),
    "presence": key("boards.list.presence"),
    "program": key("boards.list.program"),
    "chip": key("boards.list.chip"),
    "mac": key("boards.list.mac"),
    "state": key("boards.list.state"),
}


def presence(row: ListedBoard, now_s: float, t: Texts) -> str:
    """Return whether a board is there, or when it was last."""
    if row.is_online:
        return "● " + t("boards.list.online")
    if not row.seen_ms:
        return "○ " + t("boards.list.never")
    ago_s = max(0, round(now_s - row.seen_ms / 1000))
    for unit, length_s in ((key("boards.list.days"), 86400), (key("boards.list.hours"), 3600)):
        if ago_s >= length_s:
            return "○ " + t.count(unit, ago_s // length_s)
    return "○ " + t.count("boards.list.minutes", max(1, ago_s // 60))


def _print_told(told: UpdateReport, t: Texts) -> None:
    if told.over_room:
        say("✓ " + t("cli.boards.wifi-room", boards=", ".join(told.over_room)))
    if told.over_usb:
        say("✓ " + t("cli.boards.wifi-usb", boards=", ".join(told.over_usb)))
    for name, error in told.errors.items():
        say(f"{name} ↓")
        print_error(error)
    if told.left:
        say("→ " + t("cli.boards.wifi-left", boards=", ".join(told.left)))
    if not (told.over_room or told.over_usb or told.left):
        say(t("cli.boards.none"))
