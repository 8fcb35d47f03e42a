"""`iot-lab firmware list|add|fetch`: the MicroPython builds kept on this computer, one for each chip."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iot_lab.boards.firmware_cache import FirmwareCache
from iot_lab.boards.official import official_address
from iot_lab.cli.language import TextArgument, TextCommand, TextGroup, TextOption, current_texts, language_option
from iot_lab.cli.options import data_folder, data_option
from iot_lab.cli.say import say
from iot_lab.texts import key
from iot_lab.workshop.data_folder import FIRMWARE_FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from iot_lab.boards.firmware_cache import Kept


@click.group(cls=TextGroup, help=key("cli.firmware.help"))
@language_option
def firmware() -> None:
    """Run one of the commands below."""


@firmware.command("list", cls=TextCommand, help=key("cli.firmware.list"))
@data_option
@language_option
def list_kept(data: Path | None) -> None:
    """Print what is kept, the one that boards get first."""
    t = current_texts()
    entries = _cache(data).entries()
    if not entries:
        say(t("cli.firmware.none"))
        return
    for kept in entries:
        say(f"{kept.chip:<9} {kept.version:<10} {kept.sha256[:16]}  {kept.source}")


@firmware.command("add", cls=TextCommand, help=key("cli.firmware.add"))
@click.argument("file", cls=TextArgument, type=click.Path(path_type=Path))
@data_option
@language_option
def add(file: Path, data: Path | None) -> None:
    """Check a file and keep a copy."""
    _say_kept(_cache(data).add(file))


@firmware.command("fetch", cls=TextCommand, help=key("cli.firmware.fetch"))
@click.argument("chip", cls=TextArgument, default="ESP32")
@click.option("--from", "address", cls=TextOption, metavar="URL", help=key("cli.firmware.from"))
@click.option("--accept", cls=TextOption, is_flag=True, help=key("cli.firmware.accept"))
@data_option
@language_option
def fetch(chip: str, address: str | None, accept: bool, data: Path | None) -> None:
    """Download a build, going on where an interrupted download stopped."""
    t, chosen = current_texts(), address or official_address(chip)
    say(t("cli.firmware.fetching", address=chosen))
    with _bar() as progress:
        kept = _cache(data).fetch(chosen, progress, accept=accept)
    _say_kept(kept)


def _cache(data: Path | None) -> FirmwareCache:
    return FirmwareCache(data_folder(data) / FIRMWARE_FOLDER)


def _say_kept(kept: Kept) -> None:
    t = current_texts()
    say(t("cli.firmware.kept", chip=kept.chip, version=kept.version))
    say(f"SHA-256 {kept.sha256}")


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """Draw a bar; give what is told of bytes done and bytes in all (0 where the server does not say)."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TransferSpeedColumn

    from iot_lab.cli.shown import CleanConsole

    # Standard error: what is printed on standard output can be kept.
    console = CleanConsole(is_error=True)
    with Progress(BarColumn(), DownloadColumn(), TransferSpeedColumn(), console=console, transient=True) as drawn:
        task = drawn.add_task("", total=None)
        yield lambda done, total: drawn.update(task, completed=done, total=total or None)
