"""What a command waits for, said again every ten seconds: silence looks like a computer that hangs."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from iot_lab.cli.say import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.texts import Texts

EVERY_S: Final = 10.0


class ToldWait:
    """`what` is waited for now; each line says it, and since when the command waits."""

    def __init__(self, what: str) -> None:
        self.what = what

    def tell(self, t: Texts, is_over: threading.Event) -> None:
        """Say it until the wait is over."""
        began_s = time.monotonic()
        while not is_over.wait(EVERY_S):
            say(t("cli.waits", what=self.what, seconds=round(time.monotonic() - began_s)), is_error=True)


@contextmanager
def told_wait(t: Texts, what: str) -> Iterator[ToldWait]:
    """Say what is waited for while the block lasts; the block may name something else."""
    wait, is_over = ToldWait(what), threading.Event()
    teller = threading.Thread(target=wait.tell, args=(t, is_over), name="told-wait", daemon=True)
    teller.start()
    try:
        yield wait
    finally:
        is_over.set()
        teller.join(EVERY_S)
