"""`iot-lab restore ARCHIVE`: the data folder of a room that was taken away as one file. Exit 0 done, 1 not."""

from __future__ import annotations

from pathlib import Path

import click

from iot_lab.cli.language import TextArgument, TextCommand, current_texts, language_option
from iot_lab.cli.options import data_folder, data_option
from iot_lab.cli.say import say
from iot_lab.texts import key
from iot_lab.workshop.room_archive import unpack_archive


@click.command(cls=TextCommand, help=key("cli.restore.help"))
@click.argument(
    "archive", cls=TextArgument, metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@data_option
@language_option
def restore(archive: Path, data: Path | None) -> None:
    """Unpack it, and say what to type next."""
    t, folder = current_texts(), data_folder(data)
    room = unpack_archive(archive, folder)
    say(t("cli.restore.done", room=room, folder=str(folder)))
