"""A verdict hangs on no built-in sum of floats: Python 3.12 and newer add them otherwise than 3.11."""

from __future__ import annotations

import builtins
import sys
from pathlib import Path

import pytest

from iot_lab.course import load_course, load_exercise
from iot_lab.grading.grade import grade
from iot_lab.sums import total

ROOT = Path(__file__).resolve().parents[2]
OURS = tuple(str(ROOT / folder) for folder in ("iot_lab", "exercises"))


def test_numbers_are_added_one_after_the_other():
    assert total([0.1] * 10) == 0.9999999999999999
    assert total([]) == 0.0


@pytest.mark.parametrize("exercise", load_course().exercise_ids)
def test_no_float_is_added_by_the_built_in_sum_in_a_grading(exercise, monkeypatch):
    add, found = builtins.sum, []

    def watched(values, /, start=0):
        kept = list(values)
        caller = sys._getframe(1).f_code
        if caller.co_filename.startswith(OURS) and any(isinstance(one, float) for one in kept):
            found.append(f"{caller.co_filename}: {caller.co_qualname}")
        return add(kept, start)

    monkeypatch.setattr(builtins, "sum", watched)
    loaded = load_exercise(exercise)
    report = grade(loaded, loaded.solution, language="en")

    assert report.verdict == "passed"
    assert found == []
