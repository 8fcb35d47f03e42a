from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from iot_lab.cli.language import choose_language

TESTS = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(TESTS / name) for name in ("boards", "flash", "kit") if str(TESTS / name) not in sys.path]

if sys.platform == "win32":  # no ptys there
    collect_ignore_glob = ["test_doctor_command.py"]


@pytest.fixture(autouse=True)
def nothing_left():
    """The command speaks a language and keeps a log: neither outlives a test."""
    ours = logging.getLogger("iot_lab")
    handlers = list(ours.handlers)
    yield
    ours.handlers[:] = handlers
    ours.propagate = True
    choose_language(["--lang", "fr"])
