"""Numbers and small curves, as a person reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from iot_lab.texts import texts
from iot_lab.web.pages.format import clock_time, decimals_for, number, series_label, spark_path
from iot_lab.web.pages.program_words import TROUBLE, program_sign

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("value", "decimals", "french", "english"),
    [
        (1234.5, 1, "1\u202f234,5", "1,234.5"),
        (-0.04, 1, "0,0", "0.0"),
        (-3.25, 2, "−3,25", "−3.25"),
        (float("nan"), 1, "–", "–"),
    ],
)
def test_numbers_are_written_as_their_reader_writes_them(value, decimals, french, english):
    assert number(value, decimals, "fr") == french
    assert number(value, decimals, "en") == english


@pytest.mark.parametrize(
    ("values", "decimals"), [([1, 0, 1.0], 0), ([0.25, 3], 2), ([21.5, 22], 1), ([1013.2, 1014], 0), ([], 0)]
)
def test_decimals_suit_the_size_of_the_values(values, decimals):
    assert decimals_for(values) == decimals


def test_usual_series_have_names_in_words_and_others_keep_theirs():
    assert series_label(texts("fr"), "motion.ax") == "Mouvement ax"
    assert series_label(texts("en"), "co2") == "co2"


def test_small_curve_stays_in_its_box():
    assert spark_path([(0, 1.0), (10, 3.0)]) == "M0.0 29.0L120.0 3.0"
    assert spark_path([(0, 2.0), (10, 2.0)]) == "M0.0 16.0L120.0 16.0"
    assert spark_path([(0, 2.0)]) == ""


def test_small_curve_of_what_is_on_or_off_goes_in_steps():
    assert spark_path([(0, 0.0), (5, 1.0), (10, 0.0)]) == "M0 29.0H60.0V3.0H120.0V29.0"
    assert spark_path([(0, 1.0), (10, 1.0)]) == "M0 16.0H120.0V16.0"


def test_unknown_time_is_a_dash():
    assert clock_time(None) == "–"


@pytest.mark.parametrize(
    ("program", "line", "words", "is_trouble"),
    [
        ({"state": "running"}, None, "program running", False),
        ({"state": "running", "trial": True}, None, "new program on trial", False),
        ({"state": "failed"}, 15, "program stopped by an error, line 15", True),
        ({"state": "failed"}, None, "program stopped by an error", True),
        ({"state": "failed", "trial": True}, 3, "on trial: stopped by an error, line 3", True),
        ({"state": "restored"}, None, "the program before is back", True),
        ({"state": "ended"}, None, "program ended", False),
        ({"state": "none"}, None, "waits for a program", False),
        ({"state": "stopped"}, None, "program stopped", False),
        ({"state": "stopped", "reason": "stop"}, None, "program stopped", False),
        ({"state": "stopped", "reason": "console"}, None, "program waits: an editor is connected by USB", False),
        ({"state": "stopped", "reason": "watchdog"}, None, "program left out: it blocked the board", True),
        ({"state": "stopped", "reason": "memory"}, None, "program left out: it took all the memory", True),
        ({"state": "stopped", "reason": ["memory"]}, None, "program stopped", False),
    ],
)
def test_what_a_program_does_is_said_in_words(program, line, words, is_trouble):
    assert program_sign({"program": program}, line, texts("en")) == (words, is_trouble)


@pytest.mark.parametrize("said", [None, 7, {"state": 7}, {"state": ["failed"]}, {"state": "dancing"}, {}])
def test_odd_words_of_a_board_on_its_program_are_passed_over(said):
    assert program_sign({"program": said}, None, texts("en")) is None


def test_every_reason_of_the_protocol_has_words():
    document = (ROOT / "docs" / "protocol.md").read_text("utf-8")
    (listed,) = re.findall(
        r"`program.reason` says why a program was left out: (.*?)while an editor", document, re.DOTALL
    )
    reasons = set(re.findall(r"`([a-z]+)`", listed)) - {"stop"}
    told = {program_sign({"program": {"state": "stopped", "reason": one}}, None, texts("fr")).text for one in reasons}
    assert len(told) == len(reasons) == 8


def test_browser_reads_a_program_by_the_same_rules():
    script = (ROOT / "dashboard" / "src" / "program.ts").read_text("utf-8")
    source = (ROOT / "iot_lab" / "web" / "pages" / "program_words.py").read_text("utf-8")
    here, there = (sorted(set(re.findall(r't\("(program\.[a-z_.]+)"', text))) for text in (source, script))
    assert here == there
    assert len(here) > 10
    (listed,) = re.findall(r"new Set\(\[(.*?)\]\)", script)
    assert set(re.findall(r'"(\w+)"', listed)) == TROUBLE
