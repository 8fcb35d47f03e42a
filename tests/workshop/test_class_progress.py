"""Who needs help first, and which mistakes are common now."""

from __future__ import annotations

import pytest

from iot_lab.workshop.class_progress import NOW_MS, STUCK_MS, CommonMistake, common_mistakes, people_of
from iot_lab.workshop.learner_work import CheckSum
from iot_lab.workshop.learners import Learner

NOW = 1_764_000_000_000


def learner(number, exercise="blink", **more):
    return Learner(number, f"n{number}", NOW - 3_600_000, NOW, exercise, **more)


def failed(mistake="rhythm", times=1, first_ago_ms=60_000, last_ago_ms=1000):
    return CheckSum(
        checks=times,
        verdict="failed",
        mistake=mistake,
        same_mistake=times,
        first_ms=NOW - first_ago_ms,
        last_ms=NOW - last_ago_ms,
        since_pass=times,
    )


PASSED = CheckSum(checks=1, verdict="passed", passed_ms=NOW - 1000, first_ms=NOW - 1000, last_ms=NOW - 1000)


def people(learners, sums, here=lambda _: True):
    return people_of(learners, sums, here, NOW)


@pytest.mark.parametrize(
    ("done", "asks"),
    [
        ({}, ""),
        ({"blink": PASSED}, ""),
        ({"blink": failed(times=1)}, ""),
        ({"blink": failed(times=3)}, "same-mistake"),
        ({"blink": failed(times=2, first_ago_ms=STUCK_MS)}, "stuck"),
        ({"blink": failed(times=1, first_ago_ms=STUCK_MS)}, ""),
        ({"blink": failed(times=3, first_ago_ms=7 * 86_400_000, last_ago_ms=NOW_MS + 1)}, ""),
        ({"button": failed(times=5)}, ""),
    ],
)
def test_what_was_checked_says_who_may_need_help(done, asks):
    assert people([learner(1)], {1: done})[0].asks == asks


def test_who_raised_a_hand_first_comes_first_then_the_repeated_mistake_then_who_is_stuck():
    learners = [
        learner(1),
        learner(2),
        learner(3, hand_ms=NOW - 100),
        learner(4, hand_ms=NOW - 900),
        learner(5),
        learner(6),
    ]
    sums = {
        1: {"blink": failed(times=2, first_ago_ms=STUCK_MS)},
        2: {"blink": failed(times=3)},
        5: {"blink": failed(times=6)},
    }
    assert [one.learner.id for one in people(learners, sums)] == [4, 3, 5, 2, 1, 6]


def test_person_who_left_asks_by_a_hand_only():
    sums = {1: {"blink": failed(times=4)}}
    assert people([learner(1)], sums, here=lambda _: False)[0].asks == ""
    assert people([learner(1, hand_ms=NOW)], sums, here=lambda _: False)[0].asks == "hand"


def test_table_shows_trouble_where_the_person_is_and_signs_elsewhere():
    (one,) = people([learner(1, "button")], {1: {"blink": PASSED, "button": failed(times=3), "climate": failed()}})
    cells = [one.cell(name) for name in ("blink", "button", "climate", "filter")]
    assert cells == ["passed", "trouble", "begun", "new"]


def test_exercise_that_is_open_is_begun_before_any_check():
    assert people([learner(1, "button")], {})[0].cell("button") == "begun"


def test_mistake_of_most_people_comes_first_and_old_or_mended_ones_do_not_count():
    sums = {
        1: {"blink": failed("rhythm"), "button": failed("bounce")},
        2: {"button": failed("bounce")},
        3: {"button": failed("bounce", last_ago_ms=NOW_MS + 1), "blink": PASSED},
    }
    assert common_mistakes(sums, NOW) == [CommonMistake("button", "bounce", 2), CommonMistake("blink", "rhythm", 1)]
