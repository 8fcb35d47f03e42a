"""A board that is thrown out again and again by another device of its name: said in the words of the trainer's page.

To a command such a board is away, and "check its cable" helps nobody. Only the open room sees who replaces whom.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from iot_lab.cli.open_room import ReachedRoom
from iot_lab.errors import LabError
from iot_lab.workshop import running
from iot_lab.workshop.board_orders import BoardAway, OrderUnanswered
from iot_lab.workshop.board_updates import BoardOutOfReach
from iot_lab.workshop.trial_errors import BoardLeftAfterSending
from iot_lab.workshop.troubles import TwoUnderOneName

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOOKS_AWAY = (BoardAway, BoardLeftAfterSending, BoardOutOfReach, OrderUnanswered)


@contextmanager
def shared_name_said(folder: Path, board: str, language: str) -> Iterator[None]:
    """Raise TwoUnderOneName in place of what a board that is thrown out looks like."""
    try:
        yield
    except _LOOKS_AWAY as error:
        shared = _shared(folder, board, language)
        if shared is None:
            raise
        raise shared from error


def _shared(folder: Path, board: str, language: str) -> TwoUnderOneName | None:
    kit = running.find(folder)
    if kit is None:
        return None
    try:
        found = ReachedRoom(folder, kit, language).board_list.shared()
    except LabError:  # what the board looked like is said then
        return None
    return next(
        (TwoUnderOneName(name=one.name, one=one.one, other=one.other) for one in found if one.name == board), None
    )
