"""How a command that runs until it is told to stop hears of it."""

from __future__ import annotations

import signal
import threading


def stop_on_signals() -> threading.Event:
    """Return the event that Ctrl-C and a polite kill set; the second Ctrl-C is Python's own."""
    stop = threading.Event()

    def ask(number: int, _frame: object) -> None:
        stop.set()
        signal.signal(number, signal.default_int_handler)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask)
    return stop
