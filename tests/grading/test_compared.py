"""What was seen beside what a program that passes does: which tracks, and which stretch of them."""

from __future__ import annotations

import pytest

from iot_lab.grading import grade
from iot_lab.grading.compared import MOMENTS_AFTER, MOMENTS_BEFORE, Tracks, compare
from tests.rigs.course_programs import program_of

LED = ("pin", "2")


def pulses(*starts_s, lasts_s=0.5):
    return tuple(moment for start_s in starts_s for moment in ((start_s, 1.0), (start_s + lasts_s, 0.0)))


def compared(expected, seen, *, end_s=10.0):
    return compare(Tracks(end_s, {LED: expected} if expected else {}), Tracks(end_s, {LED: seen} if seen else {}))


@pytest.mark.parametrize(
    ("expected", "seen", "differs_s"),
    [
        (pulses(0, 1, 2), pulses(0, 1), 2.0),
        (pulses(0, 1), pulses(0, 1, 2), 2.0),
        (pulses(0, 1), pulses(0, 1, lasts_s=0.7), 0.5),
        (((0.0, 0.5),), ((0.0, 0.9),), 0.0),
        (pulses(0, 1), (), 0.0),
    ],
)
def test_first_difference_is_the_first_moment_that_one_lacks_or_has_elsewhere(expected, seen, differs_s):
    assert compared(expected, seen).differs_s == differs_s


def test_tracks_that_agree_within_a_twentieth_of_a_second_are_not_drawn():
    assert compared(pulses(0, 1), pulses(0.04, 1.04)) is None


def test_long_track_is_shown_around_its_first_difference():
    seconds = [float(second) for second in range(600)]
    found = compare(
        Tracks(600, {("topic", "climate"): tuple((at_s, 1.0) for at_s in seconds)}),
        Tracks(600, {("topic", "climate"): tuple((at_s, 1.0) for at_s in seconds if at_s < 300)}),
    )
    assert (found.start_s, found.end_s) == (300.0 - MOMENTS_BEFORE, 300.0 + MOMENTS_AFTER)
    assert found.rows[0].expected[0] == (found.start_s - 1, 1.0)


def test_what_is_expected_comes_before_what_only_the_program_does():
    found = compare(Tracks(5, {LED: pulses(0)}), Tracks(5, {("pin", "4"): pulses(0), ("topic", "x"): ((1.0, 1.0),)}))
    assert [row.where for row in found.rows] == ["2", "4", "x"]


def test_report_compares_with_the_solution_and_never_after_a_breakdown(blink):
    report = grade(blink, program_of(blink.wrong_programs(), "count"), language="fr").as_json()
    (row,) = report["compared"]["rows"]
    assert (len(row["expected"]), len(row["seen"])) == (10, 8)
    assert grade(blink, "1 / 0", language="fr").compared is None
    assert grade(blink, blink.solution, language="fr").compared is None


@pytest.mark.parametrize(
    ("program", "line"),
    [
        ("import time\n\ntime.slep(1)\n", 3),
        ("x = 1\nif x:\nprint(x)\n", 3),
    ],
)
def test_line_to_look_at_is_a_field(blink, program, line):
    checks = grade(blink, program, language="en").as_json()["checks"]
    assert next(check["line"] for check in checks if check["expected"]) == line
