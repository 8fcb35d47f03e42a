from __future__ import annotations

import logging
import sys

import pytest

from iot_lab.cli.language import choose_language

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
