"""Boards that take another kit, in a terminal: a bar each, then a line each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from rich.progress import BarColumn, Progress, TextColumn

from iot_lab.cli.messages import print_error
from iot_lab.cli.say import say
from iot_lab.cli.shown import CleanConsole
from iot_lab.errors import LabError
from iot_lab.workshop import kit_updates
from iot_lab.workshop.board_orders import BoardOrders

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from iot_lab.texts import Texts

MOST_AT_ONCE: Final = 32


def update_all(folder: Path, names: Sequence[str], t: Texts) -> bool:
    """Update these boards, all at once; say whether each has the kit now. Raises RoomNotRunning."""
    label = TextColumn("{task.description}", markup=False)
    bars = Progress(label, BarColumn(), console=CleanConsole(is_error=True), transient=True)
    with BoardOrders(folder) as orders, bars, ThreadPoolExecutor(MOST_AT_ONCE) as pool:
        ends = list(pool.map(lambda board: _update(orders, board, bars, t), names))
    for board, end in zip(names, ends, strict=True):
        if isinstance(end, LabError):
            say(f"{board} ↓")
            print_error(end)
        else:
            say(_words(board, end, t))
    return not any(isinstance(end, LabError) for end in ends)


def _update(orders: BoardOrders, board: str, bars: Progress, t: Texts) -> kit_updates.Outcome | LabError:
    bar = bars.add_task(t("cli.boards.updating", board=board), total=None)

    def show(sent: int, pieces: int) -> None:
        is_sent = sent == pieces
        description = t("cli.boards.trying", board=board) if is_sent else None
        bars.update(bar, completed=sent, total=None if is_sent else pieces, description=description)

    try:
        return kit_updates.update(orders, board, kit_updates.installed_kit(), show)
    except LabError as error:
        return error
    finally:
        bars.remove_task(bar)


def _words(board: str, end: kit_updates.Outcome, t: Texts) -> str:
    if end == "updated":
        return "✓ " + t("cli.boards.updated", board=board, version=kit_updates.installed_kit().version)
    if end == "up-to-date":
        return "✓ " + t("cli.boards.up-to-date", board=board)
    return t("cli.boards.update-simulated", board=board)
