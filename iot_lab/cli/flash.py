"""`iot-lab flash`: boards on USB become boards of the room. Exit 0 all are ready, 1 some are not, 2 nothing was done.

The flash session (here, or in the running kit) does everything; this file asks, shows and waits.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from iot_lab.boards.find import list_board_ports
from iot_lab.cli.flash_view import View, make_view
from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.open_room import open_room
from iot_lab.cli.options import PASSWORD_VARIABLE, WholeNumber, agrees, ask, data_folder, data_option
from iot_lab.texts import key
from iot_lab.workshop.settings import MQTT_PORT, Settings

if TYPE_CHECKING:
    from iot_lab.cli.open_room import OpenedRoom, ReachedRoom

ALL_READY, SOME_FAILED, NOTHING_DONE = 0, 1, 2
_UNDER_WAY: Final = frozenset({"looking", "writing"})


@click.command(cls=TextCommand, help=key("cli.flash.help"))
@click.argument("ports", cls=TextArgument, nargs=-1, metavar="[PORT]...")
@click.option("--all", "takes_all", cls=TextOption, is_flag=True, help=key("cli.flash.all"))
@click.option(
    "--firmware",
    cls=TextOption,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help=key("cli.flash.firmware"),
)
@click.option("--fresh", cls=TextOption, is_flag=True, help=key("cli.flash.fresh"))
@click.option("--room", cls=TextOption, metavar="NAME", help=key("cli.flash.room"))
@click.option("--wifi", cls=TextOption, metavar="SSID", help=key("cli.flash.wifi"))
@click.option("--wifi-password", cls=TextOption, envvar=PASSWORD_VARIABLE, help=key("cli.flash.wifi-password"))
@click.option("--json", "is_json", cls=TextOption, is_flag=True, help=key("cli.flash.json"))
@click.option("--yes", "is_agreed", cls=TextOption, is_flag=True, help=key("cli.flash.yes"))
@click.option("--watch", "is_watching", cls=TextOption, is_flag=True, help=key("cli.flash.watch"))
@click.option(
    "--mqtt-port",
    cls=TextOption,
    type=WholeNumber(1, 65535),
    default=MQTT_PORT,
    show_default=True,
    help=key("cli.flash.mqtt-port"),
)
@data_option
@language_option
def flash(
    ports: tuple[str, ...],
    takes_all: bool,
    firmware: Path | None,
    fresh: bool,
    room: str | None,
    wifi: str | None,
    wifi_password: str | None,
    is_json: bool,
    is_agreed: bool,
    is_watching: bool,
    mqtt_port: int,
    data: Path | None,
) -> None:
    """Look, show the plan, ask, write, and exit with how it went."""
    t = current_texts()
    settings = Settings(data=data_folder(data), mqtt_port=mqtt_port, room=room, language=t.language)
    choices = {
        "ports": list(ports),
        "all": takes_all,
        "fresh": fresh,
        "firmware": str(firmware.resolve()) if firmware else "",
    }
    may_ask = not (is_json or is_agreed)
    with open_room(settings, t) as opened, make_view(t, is_json=is_json) as view:
        work = _Work(opened, view)
        sees_board = bool(ports) or any(port.may_be_board for port in list_board_ports())
        work.choose_wifi(wifi, wifi_password, may_ask=may_ask, sees_board=sees_board)
        code = work.prepare(choices, is_agreed=is_agreed, may_ask=may_ask)
        has_agreed = is_agreed or code != NOTHING_DONE
        if is_watching and (has_agreed or (may_ask and work.found_nothing and work.may_watch())):
            code = work.watch(choices)
        view.end(opened.flash_snapshot(), code)
    sys.exit(code)


class _Work:
    """One command's way along the steps of the flash session."""

    def __init__(self, room: OpenedRoom | ReachedRoom, view: View) -> None:
        self.room = room
        self.view = view
        self.found_nothing = False

    def choose_wifi(self, ssid: str | None, password: str | None, *, may_ask: bool, sees_board: bool) -> None:
        """Tell the session which network boards join; ask once in the life of the room, with a board there."""
        known = self.room.flash_snapshot()["wifi"]
        t = current_texts()
        if ssid is None and not known and may_ask and sees_board:
            ssid = ask(t("cli.flash.ask-wifi"))
        if not ssid:
            return
        if ssid in known and password is None:
            self.room.flash_step("wifi", ssid=ssid)
            return
        if password is None and not may_ask:
            raise click.UsageError(t("cli.flash.no-password", ssid=ssid, variable=PASSWORD_VARIABLE))
        if password is None:
            password = ask(t("cli.flash.ask-password", ssid=ssid), is_hidden=True)
        self.room.flash_step("wifi", ssid=ssid, password=password)

    def prepare(self, choices: dict[str, Any], *, is_agreed: bool, may_ask: bool) -> int:
        """Look, show, ask, write; return the exit code."""
        shown = self._follow(self.room.flash_step("look", **choices))
        if shown["state"] != "planned":
            self.found_nothing = True
            self.view.no_plan(shown)
            return NOTHING_DONE
        self.view.plan(shown)
        is_hindered = any(row.get("refusal") and not row["may_be_asked"] for row in shown["boards"])
        if not shown["totals"]["planned"]:
            return SOME_FAILED if is_hindered else NOTHING_DONE
        if not (is_agreed or (may_ask and self._asks(shown))):
            self.view.nothing_written()
            return NOTHING_DONE
        shown = self._follow(self.room.flash_step("run", plan=shown["plan"]))
        self.view.results(shown)
        return SOME_FAILED if is_hindered or shown["totals"]["failed"] or shown["error"] else ALL_READY

    def may_watch(self) -> bool:
        """Ask a person who has not agreed to anything yet."""
        t = current_texts()
        return agrees(t("cli.flash.ask-watch"))

    def watch(self, choices: dict[str, Any]) -> int:
        """Write each board that is plugged from now on, until Ctrl-C."""
        shown = self.room.flash_step("watch", on=True, **choices)
        self.view.watching()
        try:
            while shown["is_watching"]:
                self.view.show(shown)
                shown = self.room.flash_snapshot(shown["number"])
        except KeyboardInterrupt:
            shown = self._follow(self.room.flash_step("stop"))
        self.view.results(shown)
        totals = shown["totals"]
        return SOME_FAILED if totals["failed"] else ALL_READY if totals["ready"] else NOTHING_DONE

    def _asks(self, shown: dict[str, Any]) -> bool:
        """Ask a person, naming what will be lost."""
        t = current_texts()
        erased = sum(row.get("erases", False) for row in shown["boards"])
        question = t.count("cli.flash.ask", shown["totals"]["planned"])
        if erased:
            question = f"{t.count('cli.flash.ask-erased', erased)} {question}"
        if not shown["wifi"]:
            question = f"{t('flash.no_wifi')}\n{question}"
        return agrees(question)

    def _follow(self, shown: dict[str, Any]) -> dict[str, Any]:
        """Show what happens until the step is over; Ctrl-C stops the boards, a second one this command."""
        has_stopped = False
        while shown["state"] in _UNDER_WAY:
            try:
                self.view.show(shown)
                shown = self.room.flash_snapshot(shown["number"])
            except KeyboardInterrupt:
                if has_stopped:
                    raise
                has_stopped = True
                self.view.stopping()
                shown = self.room.flash_step("stop")
        return shown
