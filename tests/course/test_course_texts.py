"""Faults of content that reading shows, and the typography of the French texts."""

import re

import pytest

from iot_lab.course import course_folder, known_exercises, load_course, load_exercise
from iot_lab.course.audit import audit_order, audit_prerequisites, audit_texts
from iot_lab.course.errors import EditNotFound


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def codes(faults):
    return {fault.code for fault in faults}


def test_the_course_has_no_fault_of_text():
    assert codes(audit_order(load_course())) == set()
    assert codes(audit_texts(load_exercise("blink"))) == set()


def test_folder_that_the_course_does_not_list_is_found(course):
    (course / "blink").rename(course / "blank")
    assert codes(audit_order(load_course(course))) == {"exercise-not-listed", "listed-exercise-missing"}


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda folder: (folder / "design.md").unlink(), "course-file-missing"),
        (lambda folder: (folder / "wrong" / "count.toml").unlink(), "hint-without-program"),
        (lambda folder: (folder / "wrong" / "other.py").write_text(""), "program-without-hint"),
        (
            lambda folder: replace(
                folder / "statement.en.md", "Blinking an LED", "[Blinking](missing.md) [an](https://example.org) LED"
            ),
            "broken-link",
        ),
        (
            lambda folder: replace(folder / "statement.en.md", "puts it at 0", "puts it at 1"),
            "statement-numbers-differ",
        ),
        (lambda folder: (folder / "notes.txt").write_text("later"), "stray-file"),
        (lambda folder: (folder / "wrong" / "end.txt").write_text(""), "stray-file"),
        (lambda folder: replace(folder / "exercise.toml", '2 = "wrong-pin"\n', ""), "constant-unproved"),
        (
            lambda folder: replace(folder / "exercise.toml", "[constants]", '[constants]\n7 = "count"'),
            "constant-unknown",
        ),
        (lambda folder: replace(folder / "exercise.toml", '"wrong-pin"', '"no-pin"'), "constant-program-missing"),
        (lambda folder: replace(folder / "statement.en.md", "# How", "How"), "statement-sections-differ"),
    ],
)
def test_fault_of_text_is_found(course, spoil, code):
    spoil(course / "blink")
    assert codes(audit_texts(load_exercise("blink", course))) == {code}


def test_hint_of_one_language_only_is_found(course):
    path = course / "blink" / "hints.en.toml"
    path.write_text(path.read_text().split("[end]")[0])
    faults = list(audit_texts(load_exercise("blink", course)))
    assert [(fault.code, fault.details["hint"]) for fault in faults] == [("hint-in-one-language", "end")]
    assert faults[0].details["file"].endswith("hints.en.toml")


def french_texts(name):
    exercise = load_exercise(name)
    hints = [level for hint in exercise.hints["fr"].values() for level in hint.levels]
    texts = (exercise.titles, exercise.summaries, exercise.statements, exercise.starters)
    return "\n".join([*(text["fr"] for text in texts), *exercise.parts["fr"], *hints])


@pytest.mark.parametrize("name", known_exercises(course_folder()))
def test_french_punctuation_has_its_narrow_space(name):
    text = re.sub(r"`[^`]*`|https?://\S+", "", french_texts(name))
    assert not re.findall(r".{0,20}(?<=[^\u202f\W])[;!?%]| [;:!?%].{0,10}|\b\w+'\w+", text)


def test_prerequisite_that_comes_later_is_found(course):
    replace(course / "blink" / "exercise.toml", "points = 5", 'points = 5\nprerequisites = ["button"]')
    faults = audit_prerequisites(load_exercise("blink", course), load_course(course))
    assert [(fault.code, fault.details["exercise"]) for fault in faults] == [("prerequisite-misplaced", "button")]


def test_edit_that_does_not_apply_once_is_told_with_its_file(course):
    replace(course / "blink" / "wrong" / "count.toml", "range(5)", "range(55)")
    with pytest.raises(EditNotFound) as refused:
        load_exercise("blink", course).wrong_programs()
    assert (refused.value.details["times"], refused.value.details["file"].endswith("count.toml")) == (0, True)


def test_program_written_as_edits_is_the_solution_otherwise():
    blink = load_exercise("blink")
    (count,) = [one for one in blink.wrong_programs() if one.name == "count"]
    assert count.source == blink.solution.replace("range(5)", "range(1, 5)")


def test_exercise_has_its_unit_and_number():
    unit, number = load_course().place("button")
    assert (unit.id, number) == ("sense-and-act", 2)
    assert load_course().place("draft") is None
