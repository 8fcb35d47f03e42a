"""The certificate: what passed, with its points, and a nickname only."""

from iot_lab.course import load_course, load_exercise
from iot_lab.course.certificate import certificate

DAY_MS = 86_400_000


def test_certificate_lists_what_passed_in_the_order_of_the_course():
    made = certificate("Zoé", {"button": 2 * DAY_MS, "blink": DAY_MS}, "fr")
    assert [(one.number, one.title) for one in made.exercises] == [
        (1, load_exercise("blink").titles["fr"]),
        (2, load_exercise("button").titles["fr"]),
    ]
    assert made.points == load_exercise("blink").points + load_exercise("button").points
    assert (made.nickname, made.latest_ms, made.is_complete) == ("Zoé", 2 * DAY_MS, False)


def test_certificate_leaves_out_what_the_course_does_not_list():
    made = certificate("Zoé", {"blink": DAY_MS, "of-last-year": DAY_MS}, "en")
    assert [one.title for one in made.exercises] == [load_exercise("blink").titles["en"]]


def test_whole_units_and_the_whole_course_are_said():
    course = load_course()
    made = certificate("Zoé", dict.fromkeys(course.exercise_ids, DAY_MS), "en")
    assert made.is_complete
    assert all(unit.is_complete for unit in made.units)
    assert made.points == made.points_total


def test_nothing_passed_is_no_unit():
    assert certificate("Zoé", {}, "fr").units == ()
    assert certificate("Zoé", {}, "fr").latest_ms is None
