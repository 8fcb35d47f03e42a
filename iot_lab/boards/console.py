"""What a board prints, for a terminal: its name in front of each line, nothing that steers the terminal. Pure."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from iot_lab.boards.boot_line import BootListener

if TYPE_CHECKING:
    from codecs import IncrementalDecoder


def _decoder() -> IncrementalDecoder:
    return codecs.getincrementaldecoder("utf-8")("replace")


@dataclass(slots=True)
class NamedLines:
    """Turns bytes into text as they come; `name` becomes the board's own once its kit announces itself."""

    name: str
    _listener: BootListener = field(default_factory=BootListener)
    _decode: IncrementalDecoder = field(default_factory=_decoder)
    _is_inside: bool = False

    def feed(self, content: bytes) -> str:
        """Return what to print for these bytes; a line may come in several pieces."""
        text = self._decode.decode(content).replace("\r", "")
        started = self._listener.feed(content)
        if started:
            self.name, self._listener = started.board, BootListener()
        return "".join(self._piece(piece) for piece in text.splitlines(keepends=True))

    def _piece(self, piece: str) -> str:
        front = "" if self._is_inside else f"{self.name} │ "
        self._is_inside = not piece.endswith("\n")
        return front + "".join(letter for letter in piece if letter.isprintable() or letter in "\n\t")
