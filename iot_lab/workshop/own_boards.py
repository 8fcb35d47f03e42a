"""Which real board is whose: a learner types the word on its label, or the trainer gives it. Kept in `class.json`.

A board has one learner and a learner one board; who takes another gives the first one back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.errors import LabError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from iot_lab.workshop.class_settings import ClassSettings


class BoardWordWrong(LabError):
    """No board of this room has this word on its label. Details: word."""

    code = "board-word-wrong"


class BoardTaken(LabError):
    """The board is somebody else's: they give it back, or the trainer does. Details: board."""

    code = "board-taken"


class OwnBoards:
    """The boards of learners. `names` returns the boards that were ever heard in the room."""

    def __init__(self, settings: ClassSettings, names: Callable[[], Iterable[str]]) -> None:
        self._settings, self._names = settings, names

    def of(self, learner_id: int) -> str | None:
        """Return a learner's board."""
        return next((board for board, owner in self._settings.boards.items() if owner == learner_id), None)

    def owner(self, board: str) -> int | None:
        """Return the learner whose board it is."""
        return self._settings.boards.get(board)

    def owners(self) -> dict[str, int]:
        """Return every board that is somebody's."""
        return dict(self._settings.boards)

    def claim(self, learner_id: int, word: str) -> str:
        """Make a board a learner's by the word on its label; return its name. Raises BoardWordWrong, BoardTaken."""
        board = next((name for name in self._names() if _plain(name) == _plain(word)), None)
        if board is None:
            raise BoardWordWrong(word=word[:40])
        owner = self.owner(board)
        if owner not in {None, learner_id}:
            raise BoardTaken(board=board)
        self.give(board, learner_id)
        return board

    def give(self, board: str, learner_id: int) -> None:
        """Give a board to a learner, whosever it was; the one they had is nobody's then. Raises FileUnwritten."""
        others = {name: owner for name, owner in self._settings.boards.items() if owner != learner_id}
        self._settings.keep_boards({**others, board: learner_id})

    def release(self, learner_id: int) -> None:
        """Make a learner's board nobody's; nothing happens where they have none. Raises FileUnwritten."""
        left = {name: owner for name, owner in self._settings.boards.items() if owner != learner_id}
        self._settings.keep_boards(left)


def _plain(name: str) -> str:
    return "".join(letter for letter in name[:64].casefold() if letter.isalnum())
