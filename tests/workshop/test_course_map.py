"""The course as one learner sees it: signs, and the one thing to do now."""

from __future__ import annotations

import pytest

from iot_lab.store.progress.records import ProgramHeader
from iot_lab.workshop.course_map import course_map
from iot_lab.workshop.exercise_texts import ExerciseText, UnitText
from iot_lab.workshop.learner_work import CheckSum

PASSED = CheckSum(checks=1, verdict="passed", passed_ms=5, best_parts=3, parts=3)
FAILED = CheckSum(checks=1, verdict="failed", best_parts=2, parts=3)


def exercise(name):
    return ExerciseText(name, name, "", "", "", 10)


UNITS = [
    UnitText("first", "First", (exercise("a"), exercise("b"))),
    UnitText("second", "Second", (exercise("c"), exercise("d"))),
]


def drawn(sums=None, saved=(), closed=()):
    headers = [ProgramHeader(name, 1, ms) for name, ms in saved]
    return course_map(UNITS, lambda unit: unit not in closed, sums or {}, headers)


@pytest.mark.parametrize(
    ("sums", "saved", "closed", "following"),
    [
        ({}, (), (), "a"),
        ({"a": PASSED}, (), (), "b"),
        ({"b": PASSED}, (), (), "c"),
        ({"c": PASSED, "d": PASSED}, (), (), "a"),
        ({"a": PASSED, "b": FAILED}, (), (), "b"),
        ({}, (("b", 10), ("c", 20)), (), "c"),
        ({"a": PASSED}, (("a", 30), ("b", 10)), (), "b"),
        ({"a": PASSED, "b": PASSED}, (), ("second",), None),
        ({}, (("c", 20),), ("second",), "a"),
        (dict.fromkeys("abcd", PASSED), (), (), None),
    ],
)
def test_one_exercise_is_the_one_to_do_now(sums, saved, closed, following):
    found = drawn(sums, saved, closed).next
    assert (found.id if found else None) == following


def test_each_exercise_has_its_sign_and_its_number():
    course = drawn({"a": PASSED, "b": FAILED}, (("c", 1),))
    assert [(one.id, one.number, one.sign) for one in course.nodes] == [
        ("a", 1, "passed"), ("b", 2, "begun"), ("c", 3, "begun"), ("d", 4, "new"),
    ]  # fmt: skip
    assert (course.passed, [lane.passed for lane in course.lanes]) == (1, [1, 0])
    assert (course.nodes[1].parts_passed, course.nodes[1].parts) == (2, 3)


@pytest.mark.parametrize(
    ("name", "closed", "following"),
    [("a", (), "b"), ("b", (), "c"), ("d", (), None), ("b", ("second",), None), ("x", (), None)],
)
def test_next_exercise_follows_in_the_course_and_is_open(name, closed, following):
    found = drawn(closed=closed).after(name)
    assert (found.id if found else None) == following
