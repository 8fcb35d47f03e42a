"""`iot-lab export FILE`: samples of the room, a board or a series as CSV or Parquet. Exit 0 done, 1 not."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.open_room import open_room
from iot_lab.cli.options import data_folder, data_option
from iot_lab.cli.say import say
from iot_lab.cli.written_file import write_pieces
from iot_lab.texts import key
from iot_lab.workshop.export.asked import ExportAsked
from iot_lab.workshop.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

_OPTIONS: Final = (
    ("--board", "NAME", key("cli.export.board")),
    ("--series", "NAME", key("cli.export.series")),
    ("--start", "TIME", key("cli.export.start")),
    ("--end", "TIME", key("cli.export.end")),
    ("--zone", "ZONE", key("cli.export.zone")),
)


def _window_options(command: Callable[..., None]) -> Callable[..., None]:
    for name, shown, words in reversed(_OPTIONS):
        command = click.option(name, cls=TextOption, default="", metavar=shown, help=words)(command)
    return command


@click.command(cls=TextCommand, help=key("cli.export.help"))
@click.argument("file", cls=TextArgument, type=click.Path(path_type=Path, dir_okay=False))
@_window_options
@click.option("--database", cls=TextOption, envvar="IOT_LAB_DATABASE", metavar="URL", help=key("cli.up.database"))
@data_option
@language_option
def export(
    file: Path, board: str, series: str, start: str, end: str, zone: str, database: str | None, data: Path | None
) -> None:
    """Write one file; its ending says which kind."""
    t = current_texts()
    kind = file.suffix.removeprefix(".").lower()
    asked = ExportAsked.of(kind, board, series, start, end, zone, int(time.time() * 1000))
    with open_room(Settings(data=data_folder(data), database=database), t) as room:
        size = write_pieces(file, room.export(asked))
    say(t("cli.export.written", file=str(file), size=t.decimal(size / 1e6, 1)))
