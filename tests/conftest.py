"""What holds for every test."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LONG = frozenset(
    {
        "boards/test_flash_faults.py",
        "boards/test_flash_room.py",
        "browser/test_accessibility.py",
        "browser/test_ai_in_browser.py",
        "browser/test_class_in_browser.py",
        "browser/test_firefox_story.py",
        "browser/test_learners_in_browser.py",
        "browser/test_live_in_browser.py",
        "browser/test_lost_server.py",
        "browser/test_take_home.py",
        "cli/test_boards_in_room.py",
        "cli/test_boards_with_firmware.py",
        "explain/test_any_program.py",
        "firmware/test_outages.py",
        "firmware/test_sleeping_laptop.py",
        "firmware/test_whole_day.py",
        "flash/test_board_verbs.py",
        "flash/test_flash_command.py",
        "flash/test_flash_page.py",
        "flash/test_flash_through_a_running_kit.py",
        "grading/test_content_audit.py",
        "grading/test_every_exercise.py",
        "grading/test_grading_pool.py",
        "hostile/test_hostile_corpus.py",
        "kit/test_kill.py",
        "simulator/test_peripheral_calls.py",
        "web/test_web_protection.py",
        "workshop/test_damage.py",
    }
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
