"""What holds for every test."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
LONG = (
    "browser/test_accessibility.py",
    "hostile/test_hostile_corpus.py",
    "browser/test_learners_in_browser.py",
    "flash/test_board_verbs.py",
    "browser/test_class_in_browser.py",
    "grading/test_content_audit.py",
    "browser/test_lost_server.py",
    "workshop/test_damage.py",
    "browser/test_live_in_browser.py",
    "explain/test_any_program.py",
    "flash/test_flash_page.py",
    "kit/test_up.py",
    "workshop/test_wheelhouse.py",
    "kit/test_class_checks.py",
    "browser/test_ai_in_browser.py",
    "firmware/test_outages.py",
    "cli/test_boards_with_firmware.py",
    "flash/test_flash_in_a_terminal.py",
    "grading/test_every_exercise.py",
    "firmware/test_whole_day.py",
    "workshop/test_board_orders.py",
    "browser/test_firefox_story.py",
    "store/test_database_of_a_room.py",
    "cli/test_boards_in_room.py",
    "browser/test_exercise_in_browser.py",
    "browser/test_knobs_in_browser.py",
    "node/test_command.py",
    "hostile/test_determinism.py",
    "browser/test_model_report.py",
    "kit/test_kill.py",
    "kit/test_without_wasmtime.py",
    "flash/test_flash_command.py",
    "boards/test_flash_room.py",
    "flash/test_flash_through_a_running_kit.py",
    "firmware/test_sleeping_laptop.py",
    "boards/test_flash_faults.py",
    "grading/test_grading_pool.py",
    "web/test_web_protection.py",
    "browser/test_take_home.py",
    "simulator/test_peripheral_calls.py",
    "web/test_export_api.py",
    "firmware/test_trials.py",
    "web/test_foreign_words_on_pages.py",
    "firmware/test_costly_programs.py",
)
"""Files of tests that take some twenty seconds or more, the longest first: `make test` leaves them to `make check`."""


def pytest_configure() -> None:
    """A shell that starts tests in the background makes them, and every program they start, deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is long, and take it first: at the end the cores share what is short."""
    places = {name: place for place, name in enumerate(LONG)}
    of = {item: places.get(item.path.relative_to(TESTS).as_posix(), len(LONG)) for item in items}
    items.sort(key=of.__getitem__)
    for item in items:
        if of[item] < len(LONG):
            item.add_marker(pytest.mark.long)
