"""`iot-lab take-home`: the course in a folder that a browser alone opens (docs/at-home.md)."""

from __future__ import annotations

from pathlib import Path

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.options import data_folder, data_option
from iot_lab.cli.say import say
from iot_lab.cli.written_file import writing_into
from iot_lab.texts import key


@click.command("take-home", cls=TextCommand, help=key("cli.take_home.help"))
@click.argument(
    "folder", cls=TextArgument, required=False, metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False)
)
@data_option
@click.option(
    "--pyodide",
    cls=TextOption,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help=key("cli.take_home.pyodide"),
)
@language_option
def take_home(folder: Path | None, data: Path | None, pyodide: Path | None) -> None:
    """Make the folder and say how to open it."""
    from iot_lab.web.take_home.folder import IN_THE_ROOM, make_folder

    folder = folder or data_folder(data) / IN_THE_ROOM
    with writing_into(folder):
        weight = make_folder(folder, pyodide)
    t = current_texts()
    say(t("cli.take_home.done", folder=folder, megabytes=t.decimal(weight / 1e6, 1)))
