"""What somebody types in the terminal reaches the program of a board in wall time, as on a USB console."""

from __future__ import annotations

import codecs
import os
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES = 1024


def say_typed_lines(say: Callable[[str], None]) -> None:
    """Pass on what comes from the standard input, in a thread that ends with it or with the process."""
    try:
        number = sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):
        return  # there is none
    threading.Thread(target=_pass_on, args=(number, say), name="typed-lines", daemon=True).start()


def _pass_on(number: int, say: Callable[[str], None]) -> None:
    """Read bytes and no lines of Python's own: a thread that waits in those keeps the process from its end."""
    text = codecs.getincrementaldecoder("utf-8")("replace")
    try:
        while data := os.read(number, MOST_BYTES):
            say(text.decode(data))
    except OSError:
        return
