"""`iot-lab wheelhouse FOLDER`: all that a computer without a network needs to install and start iot-lab."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.say import say
from iot_lab.cli.written_file import writing_into
from iot_lab.texts import key
from iot_lab.workshop.wheelhouse import PLATFORMS, make_wheelhouse

_MB: Final = 1_000_000
_HERE: Final = {"win32": "windows", "darwin": "macos"}


class KindList(click.ParamType[tuple[str, ...]]):
    """Kinds of computers, joined by commas."""

    name = "kinds"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Return them, each known."""
        chosen = tuple(dict.fromkeys(word.strip() for word in value.split(",") if word.strip()))
        for one in chosen:
            click.Choice(list(PLATFORMS)).convert(one, param, ctx)
        return chosen


@click.command(cls=TextCommand, help=key("cli.wheelhouse.help"))
@click.argument("folder", cls=TextArgument, metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--for", "kinds", cls=TextOption, type=KindList(), metavar="KINDS", help=key("cli.wheelhouse.for"))
@language_option
def wheelhouse(folder: Path, kinds: tuple[str, ...] | None) -> None:
    """Fill the folder and say what to do with it."""
    t = current_texts()
    wanted = kinds or (_HERE.get(sys.platform, "linux"),)
    with writing_into(folder):
        made = make_wheelhouse(folder, wanted, lambda what: say(t("cli.wheelhouse.fetching", what=what)))
    size_mb = round(made.size_bytes / _MB)
    say(t("cli.wheelhouse.made", folder=str(folder), wheels=made.wheels, size=size_mb))
