"""What holds for every test."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LONG = frozenset(
    f"{path}.py"
    for path in (
        *(f"browser/test_{name}" for name in ("accessibility", "ai_in_browser", "class_in_browser", "firefox_story")),
        *(f"browser/test_{name}" for name in ("learners_in_browser", "live_in_browser", "lost_server", "take_home")),
        *(f"cli/test_boards_{name}" for name in ("in_room", "with_firmware")),
        *(
            f"flash/test_{name}"
            for name in ("board_verbs", "flash_command", "flash_page", "flash_through_a_running_kit")
        ),
        *(f"grading/test_{name}" for name in ("every_exercise", "content_audit", "grading_pool")),
        *("boards/test_flash_room", "boards/test_flash_faults", "explain/test_any_program", "firmware/test_outages"),
        *("firmware/test_sleeping_laptop", "firmware/test_whole_day", "hostile/test_hostile_corpus", "kit/test_kill"),
        *("simulator/test_peripheral_calls", "web/test_web_protection", "workshop/test_damage"),
    )
)
"""Files of tests that take more than some thirty seconds: `make test` leaves them to `make check`."""


def pytest_configure() -> None:
    """A shell that starts tests in the background makes them, and every program they start, deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is long."""
    for item in items:
        if item.path.relative_to(TESTS).as_posix() in LONG:
            item.add_marker(pytest.mark.long)
