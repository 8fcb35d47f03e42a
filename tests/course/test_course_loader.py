"""Reading the course: what is there is read, what is wrong is named."""

import pytest

from iot_lab.course import (
    CourseFieldWrong,
    CourseFileMissing,
    CourseFileUnreadable,
    UnknownExercise,
    load_course,
    load_exercise,
)
from iot_lab.texts import LANGUAGES


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_exercise_of_the_course_loads_in_both_languages():
    for name in load_course().exercise_ids:
        exercise = load_exercise(name)
        assert set(exercise.titles) == set(exercise.statements) == set(exercise.hints) == set(LANGUAGES)


def test_exercise_is_loaded_before_the_course_lists_it(course):
    (course / "blink").rename(course / "draft")
    assert load_exercise("draft", course).id == "draft"


@pytest.mark.parametrize("name", ["", "blonk", "..", "../course", "blink/wrong", "/etc", "BLINK", "a" * 500, "blink\0"])
def test_what_is_no_exercise_is_refused_with_the_names_there_are(name):
    with pytest.raises(UnknownExercise) as refused:
        load_exercise(name)
    assert "blink" in refused.value.details["known"]


@pytest.mark.parametrize("name", ["statement.en.md", "starter.fr.py", "hints.fr.toml"])
def test_missing_file_is_named(course, name):
    (course / "blink" / name).unlink()
    with pytest.raises(CourseFileMissing) as refused:
        load_exercise("blink", course)
    assert refused.value.details["file"].endswith(name)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("minutes = 15", "minutes = 0", "minutes"),
        ("minutes = 15", 'minutes = "15"', "minutes"),
        ("minutes = 15", "minutes = true", "minutes"),
        ("minutes = 15", "minute = 15", "minute"),
        ('en = "Five blinks"', 'en = " "', "title.en"),
        ('en = "Five blinks"', 'de = "Fünf"', "title.de"),
        ("[summary]", "[resume]", "resume"),
    ],
)
def test_wrong_field_is_named_with_its_file(course, old, new, field):
    replace(course / "blink" / "exercise.toml", old, new)
    with pytest.raises(CourseFieldWrong) as refused:
        load_exercise("blink", course)
    assert refused.value.details["field"] == field
    assert refused.value.details["file"].endswith("exercise.toml")


def test_hint_without_its_three_levels_is_refused(course):
    replace(course / "blink" / "hints.en.toml", "[count]\nwhere", "[count]\nlevel")
    with pytest.raises(CourseFieldWrong) as refused:
        load_exercise("blink", course)
    assert refused.value.details["field"] == "count.level"


def test_toml_that_does_not_parse_is_told_with_its_line(course):
    (course / "course.toml").write_text("[[unit]\n", encoding="utf-8")
    with pytest.raises(CourseFileUnreadable) as refused:
        load_course(course)
    assert "line 1" in refused.value.details["problem"]


def test_file_that_is_not_utf8_is_told(course):
    (course / "blink" / "statement.fr.md").write_bytes(b"\xe9t\xe9")
    with pytest.raises(CourseFileUnreadable):
        load_exercise("blink", course)


def test_levels_of_a_hint_stay_between_one_and_two():
    hint = load_exercise("blink").hints["en"]["count"]
    assert [hint.text(level) for level in (0, 1, 2, 9)] == [
        hint.levels[0],
        hint.levels[0],
        hint.levels[1],
        hint.levels[1],
    ]
