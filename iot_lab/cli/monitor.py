"""`iot-lab monitor PORT`: what a board prints, with its name in front, until Ctrl-] or Ctrl-C."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.say import say
from iot_lab.cli.typed_keys import END, typed_keys
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.boards.cable import Cable
    from iot_lab.boards.console import NamedLines
    from iot_lab.boards.usb_work import HeldBoard

_LOOK_S: Final = 0.05
_COMES_BACK_S: Final = 10.0


@click.command(cls=TextCommand, help=key("cli.monitor.help"))
@click.argument("port", cls=TextArgument)
@click.option("--write", "may_write", cls=TextOption, is_flag=True, help=key("cli.monitor.write"))
@click.option("--no-restart", "is_left_running", cls=TextOption, is_flag=True, help=key("cli.monitor.no-restart"))
@language_option
def monitor(port: str, may_write: bool, is_left_running: bool) -> None:
    """Ask the board its name unless it must not restart, then show what it prints."""
    from iot_lab.boards.cable import open_cable
    from iot_lab.boards.console import NamedLines
    from iot_lab.boards.errors import BoardSilent, BootModeRefused
    from iot_lab.boards.find import list_board_ports
    from iot_lab.boards.usb_work import on_board

    t = current_texts()

    def watch(held: HeldBoard) -> None:
        announced = held.announced()
        lines = NamedLines(announced.name if announced else port)
        _show(port, held.restart(), lines, may_write=may_write)

    def watch_as_it_is() -> None:
        cable = open_cable(port, lambda: [one.path for one in list_board_ports()])
        with cable:
            _show(port, cable, NamedLines(port), may_write=may_write)

    say(t("cli.monitor.ends"), is_error=True)
    try:
        if is_left_running:
            watch_as_it_is()
        else:
            on_board(port, list_board_ports, watch)
    except (BoardSilent, BootModeRefused):
        say(t("cli.monitor.nameless", port=port), is_error=True)
        _until_interrupted(watch_as_it_is)
    except KeyboardInterrupt:
        pass
    say()


def _until_interrupted(work: Callable[[], None]) -> None:
    try:
        work()
    except KeyboardInterrupt:
        return


def _show(port: str, cable: Cable, lines: NamedLines, *, may_write: bool) -> None:
    """Print what comes until a key ends it. Raises KeyboardInterrupt, BoardUnplugged."""
    with typed_keys() as typed:
        while True:
            keys = typed()
            if END in keys:
                return
            if keys and may_write:
                cable.write(keys.replace(b"\n", b"\r"))
            say(lines.feed(_hear(port, cable)), ends_line=False)


def _hear(port: str, cable: Cable) -> bytes:
    """Read for a moment; a chip with USB inside leaves the bus while it restarts, so open again then."""
    from iot_lab.boards.cable import CABLE_ERRORS
    from iot_lab.boards.errors import BoardUnplugged

    deadline_s = time.monotonic() + _COMES_BACK_S
    while True:
        try:
            if not cable.is_open:
                cable.open()
            cable.timeout = _LOOK_S
            return cable.read(max(1, cable.in_waiting))
        except CABLE_ERRORS as error:
            cable.close()
            if time.monotonic() > deadline_s:
                raise BoardUnplugged(port=port) from error
            time.sleep(_LOOK_S)
