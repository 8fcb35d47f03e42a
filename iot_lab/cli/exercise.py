"""`iot-lab exercise new NAME`: start an exercise of a trainer's own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextGroup, TextOption, current_texts, language_option
from iot_lab.cli.say import say
from iot_lab.cli.written_file import FileNotWritten
from iot_lab.course.course import load_course
from iot_lab.course.new_exercise import start_exercise
from iot_lab.texts import key

FOLDER: Final = "my-exercises"


@click.group(cls=TextGroup, help=key("cli.exercise.help"))
@language_option
def exercise() -> None:
    """Run the command below."""


@exercise.command("new", cls=TextCommand, help=key("cli.exercise.new"))
@click.argument("name", cls=TextArgument)
@click.option(
    "--exercises",
    "folder",
    cls=TextOption,
    type=click.Path(path_type=Path, file_okay=False),
    default=FOLDER,
    metavar="DIR",
    help=key("cli.exercise.folder"),
)
@language_option
def new(name: str, folder: Path) -> None:
    """Write the folder and say what comes next."""
    try:
        made = start_exercise(name, folder)
    except OSError as error:
        raise FileNotWritten(file=str(error.filename or folder), reason=error) from error
    t = current_texts()
    commands = {
        "audit": f"iot-lab audit {name} --exercises {folder}",
        "up": f"iot-lab up --exercises {folder}",
    }
    say(t("cli.exercise.made", folder=str(made), **commands))
    if name not in load_course(folder).exercise_ids:
        say(t("cli.exercise.list", file=str(folder / "course.toml")))
