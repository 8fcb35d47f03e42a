"""Every message of the table is said in both languages, and none of Python's own English reaches a French page."""

from __future__ import annotations

import os
import re

import pytest

from iot_lab.simulator import Scenario, run_virtual
from iot_lab.simulator.errors import from_traceback
from tests.explain.messages import ROWS, diagnosis_of, told, write_anew

# Words of Python's messages that are also French, or that are code.
ALSO_FRENCH = {
    "import",
    "module",
    "pin",
    "type",
    "base",
    "format",
    "argument",
    "arguments",
    "code",
    "page",
    "table",
    "json",
    "expression",
    "variable",
    "indentation",
}
EVERY = [pytest.param(row, id=f"{row['by']}: {row['type']}: {row['message'][:40]}") for row in ROWS]
ON_A_BOARD = [
    row for row in ROWS if row["by"] == "MicroPython" and row["type"] not in ("SyntaxError", "IndentationError")
]


def test_table_is_long_and_of_every_version():
    messages = {(row["type"], row["message"]) for row in ROWS}
    assert len(messages) >= 150
    assert {row["by"].rpartition(" ")[2] for row in ROWS} >= {"MicroPython", "3.11", "3.12", "3.13", "3.14"}


def test_every_message_is_said_as_the_table_says():
    if os.environ.get("UPDATE_GOLDEN"):
        write_anew()
        pytest.skip("written anew")
    wrong = [(row["message"], told(row, language)) for row in ROWS for language in ("fr", "en")
             if told(row, language) != row[language]]  # fmt: skip
    assert wrong == []


def test_most_messages_are_explained_and_not_only_translated():
    assert sum(diagnosis_of(row).is_specific for row in ROWS) / len(ROWS) > 0.85


@pytest.mark.parametrize("row", EVERY)
def test_no_english_word_of_the_message_is_on_a_french_page(row):
    """What stands between backticks or guillemets is code or the learner's own text."""
    plain = re.sub(r"`[^`]*`|«[^»]*»|f\"[^\"]*\"", " ", row["fr"])
    said = {word.casefold() for word in re.findall(r"[^\W\d]{4,}", plain)}
    english = {word.casefold() for word in re.findall(r"[^\W\d]{4,}", re.sub(r"'[^']*'", " ", row["message"]))}
    assert said & english - ALSO_FRENCH == set()
    assert row["type"] == "Full" or row["type"] not in plain


@pytest.mark.parametrize("row", ON_A_BOARD, ids=lambda row: row["message"][:40])
def test_what_the_simulated_board_says_today_gets_the_same_explanation(row):
    outcome = run_virtual(row["program"], Scenario(duration_s=5))
    error = outcome.error
    if error is None:
        told_there = next(event.value for event in outcome.events if event.kind == "callback-error")
        error = from_traceback(str(told_there), row["program"])
    today = {**row, "type": error.type, "message": error.message, "line": error.line or 0}
    assert diagnosis_of(today).id == diagnosis_of(row).id
