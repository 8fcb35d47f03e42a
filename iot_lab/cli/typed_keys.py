"""The keys that a person types in a terminal, one by one; Ctrl-C stays an interruption."""

from __future__ import annotations

import os
import select
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

END: Final = b"\x1d"
"""Ctrl-]."""


@contextmanager
def typed_keys() -> Iterator[Callable[[], bytes]]:
    """Give a function that returns what was typed since it was last called; nothing where there is no terminal."""
    if not sys.stdin.isatty():
        yield lambda: b""
    elif sys.platform == "win32":
        yield _windows_keys
    else:
        import termios
        import tty

        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
        tty.setcbreak(handle)
        try:
            yield lambda: os.read(handle, 1024) if select.select([handle], [], [], 0)[0] else b""
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)


def _windows_keys() -> bytes:
    import msvcrt

    typed = b""
    while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]
        typed += msvcrt.getwch().encode()  # type: ignore[attr-defined,unused-ignore]
    return typed
