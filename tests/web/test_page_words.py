"""Numbers and small curves, as a person reads them."""

from __future__ import annotations

import pytest

from iot_lab.texts import texts
from iot_lab.web.pages.format import clock_time, decimals_for, number, series_label, spark_path


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


def test_unknown_time_is_a_dash():
    assert clock_time(None) == "–"
