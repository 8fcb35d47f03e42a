"""`iot-lab exercise new`: it passes the audit but for what a person must write, and joins the kit's course."""

import pytest

from iot_lab.course import load_course, load_exercise
from iot_lab.course.audit import audit_order, audit_texts
from iot_lab.course.errors import ExerciseNameTaken, ExerciseNameWrong
from iot_lab.course.faults import TextUnwritten
from iot_lab.course.new_exercise import MARKS, start_exercise
from iot_lab.grading import grade


@pytest.fixture
def own(tmp_path):
    start_exercise("night-lamp", tmp_path / "own")
    return tmp_path / "own"


def test_new_exercise_lacks_only_what_a_person_writes(own):
    faults = list(audit_texts(load_exercise("night-lamp", own)))
    assert faults
    assert {type(fault) for fault in faults} == {TextUnwritten}
    files = {fault.details["file"].rpartition("/")[2] for fault in faults}
    assert files == {"exercise.toml", "statement.fr.md", "statement.en.md", "design.md"}
    exercise = load_exercise("night-lamp", own)
    for language, mark in MARKS.items():
        assert exercise.titles[language].startswith(mark)
        assert exercise.summaries[language].startswith(mark)


def test_new_exercise_is_clean_once_its_marks_are_written_over(own):
    for path in (own / "night-lamp").glob("*.*"):
        text = path.read_text(encoding="utf-8")
        for mark in MARKS.values():
            text = text.replace(mark, "words")
        path.write_text(text, encoding="utf-8")
    assert list(audit_texts(load_exercise("night-lamp", own))) == []
    assert list(audit_order(load_course(own))) == []


def test_new_exercise_can_be_tried_at_once(own):
    exercise = load_exercise("night-lamp", own)
    assert grade(exercise, exercise.solution, language="en").verdict == "passed"


def test_own_exercises_stand_after_those_of_the_kit(own):
    assert load_course(own).exercise_ids == (*load_course().exercise_ids, "night-lamp")
    assert load_exercise("blink", own) is load_exercise("blink")


@pytest.mark.parametrize("name", ["", "Night", "a b", "..", "a/b", "a" * 33])
def test_name_that_is_no_folder_of_ours_is_refused(tmp_path, name):
    with pytest.raises(ExerciseNameWrong):
        start_exercise(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["blink", "night-lamp"])
def test_name_that_is_taken_is_refused(own, name):
    with pytest.raises(ExerciseNameTaken):
        start_exercise(name, own)
