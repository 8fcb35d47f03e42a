"""Faults of content that reading shows, and the typography of the French texts."""

import re

import pytest

from iot_lab.course import course_folder, load_course, load_exercise
from iot_lab.course.audit import audit_order, audit_texts


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
        (lambda folder: (folder / "wrong" / "count.py").unlink(), "hint-without-program"),
        (lambda folder: (folder / "wrong" / "other.py").write_text(""), "program-without-hint"),
        (
            lambda folder: replace(
                folder / "statement.en.md", "Blinking an LED", "[Blinking](missing.md) [an](https://example.org) LED"
            ),
            "broken-link",
        ),
        (lambda folder: replace(folder / "statement.en.md", "5%", "4%"), "statement-numbers-differ"),
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


@pytest.mark.parametrize(
    "path", sorted(course_folder().glob("*/*.fr.*")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_french_punctuation_has_its_narrow_space(path):
    text = re.sub(r"`[^`]*`|https?://\S+", "", path.read_text(encoding="utf-8"))
    assert not re.findall(r".{0,20}(?<=[^\u202f\W])[;!?%]| [;:!?%].{0,10}|\b\w+'\w+", text)
