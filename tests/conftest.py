"""What holds for every test."""

from __future__ import annotations

import signal


def pytest_configure() -> None:
    """A shell that starts tests in the background makes them, and every program they start, deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
