"""The program that the room last sent to each board, in `programs/` of the data folder, for its errors to be explained.

A board's log tells lines of a program that only its sender knows. The copy is used only as long as the board says that
it runs this very program (`sha256` of its `info`): another one, saved by an editor, is not taken for it. A copy that
cannot be written or read costs an explanation some words, nothing else.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from iot_lab.contract.limits import SIMULATED_PROGRAM_BYTES
from iot_lab.contract.topics import is_name
from iot_lab.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = "programs"


class SentPrograms:
    """The programs sent from one data folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def keep(self, board: str, program: str, digest: str) -> None:
        """Keep what a board was sent; `digest` is the sum that it will tell."""
        if is_name(board):
            with contextlib.suppress(OSError):
                self._folder.mkdir(exist_ok=True)
                write_whole(self._folder / f"{board}.py", f"# {digest}\n{program}")

    def find(self, board: str, digest: object) -> str:
        """Return the program of a board that tells this sum, empty where another one was sent, or none."""
        if not is_name(board) or not isinstance(digest, str) or not digest:
            return ""
        try:
            with (self._folder / f"{board}.py").open("rb") as file:
                head, _, program = file.read(2 * SIMULATED_PROGRAM_BYTES).decode("utf-8", "replace").partition("\n")
        except OSError:
            return ""
        return program if head == f"# {digest}" else ""

    def sent_ms(self, board: str, digest: object) -> int | None:
        """Return when the program of a board that tells this sum was sent (ms since 1970), None where another was."""
        if not self.find(board, digest):
            return None
        try:
            return int(1000 * (self._folder / f"{board}.py").stat().st_mtime)
        except OSError:
            return None
