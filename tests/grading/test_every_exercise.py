"""The audit of each exercise of the course: what did not change since the last run is not graded again."""

import pytest

from iot_lab.course import course_folder, known_exercises, load_course, load_exercise
from iot_lab.course.audit import audit_order, audit_prerequisites
from iot_lab.grading.audit import audit_exercise


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", known_exercises(course_folder()))
def test_exercise_has_no_fault(name):
    exercise = load_exercise(name)
    faults = [*audit_prerequisites(exercise, load_course()), *audit_exercise(exercise)]
    assert [(fault.code, fault.details) for fault in faults] == []


def test_order_of_the_course_has_no_fault():
    assert [fault.code for fault in audit_order(load_course())] == []
