"""`iot-lab backup PORT`: a board's whole flash in a file, so that it can be put back as it was."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from iot_lab.cli.language import TextArgument, TextCommand, TextOption, current_texts, language_option
from iot_lab.cli.say import say
from iot_lab.cli.written_file import write_file
from iot_lab.texts import key

if TYPE_CHECKING:
    from collections.abc import Callable

    from iot_lab.boards.usb_work import HeldBoard

_PIECE_BYTES: Final = 128 * 1024
_SPEEDS_BAUD: Final = (921600, 460800, 115200)


@click.command(cls=TextCommand, help=key("cli.backup.help"))
@click.argument("port", cls=TextArgument)
@click.option(
    "--out", cls=TextOption, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=key("cli.backup.out")
)
@click.option("--files", "is_files_only", cls=TextOption, is_flag=True, help=key("cli.backup.files"))
@language_option
def backup(port: str, out: Path | None, is_files_only: bool) -> None:
    """Read the flash and write the file, private: it holds the board's secrets."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

    from iot_lab.boards.find import list_board_ports
    from iot_lab.boards.usb_work import on_board
    from iot_lab.cli.shown import CleanConsole

    t = current_texts()
    columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=CleanConsole(is_error=True), transient=True) as drawn:
        task = drawn.add_task("", total=None)

        def progress(done: int, total: int) -> None:
            drawn.update(task, completed=done, total=total)

        name, start, content = on_board(
            port, list_board_ports, lambda held: _read(held, progress, is_files_only=is_files_only), _SPEEDS_BAUD
        )
    path = out or Path(f"{name}.bin")
    write_file(path, content, is_private=True)
    say("✓ " + t("cli.backup.done", board=name, file=str(path), kb=len(content) // 1024))
    say(f"SHA-256 {hashlib.sha256(content).hexdigest()}")
    say(t("cli.backup.restore", port=port, offset=f"0x{start:x}", file=str(path)))


def _read(held: HeldBoard, progress: Callable[[int, int], None], *, is_files_only: bool) -> tuple[str, int, bytes]:
    """Return the board's name (its MAC where it has none), where the bytes begin, and the bytes."""
    from iot_lab.boards.errors import BoardWithoutKit

    if is_files_only and held.region is None:
        raise BoardWithoutKit(port=held.port)
    start, size = held.region if is_files_only and held.region else (0, held.flash_bytes)
    pieces: list[bytes] = []
    for offset in range(0, size, _PIECE_BYTES):
        progress(offset, size)
        pieces.append(held.read(start + offset, min(_PIECE_BYTES, size - offset)))
    announced = held.announced()
    return announced.name if announced else held.mac.replace(":", ""), start, b"".join(pieces)
