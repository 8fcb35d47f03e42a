"""docs/writing-exercises.md names exactly the words that exist, and its exercise can be followed."""

import inspect
import re
import shutil
from pathlib import Path

import pytest

from iot_lab.course import load_exercise
from iot_lab.grading import vocabulary
from iot_lab.grading.audit import audit_exercise
from iot_lab.grading.trial import Trial

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "writing-exercises.md").read_text(encoding="utf-8")


SUBJECTS = {
    "pin": vocabulary.PinExpectations,
    "pwm": vocabulary.PwmExpectations,
    "traffic": vocabulary.BusExpectations,
    "messages": vocabulary.MessageExpectations,
    "connections": vocabulary.ConnectionExpectations,
    "wifi": vocabulary.WifiExpectations,
    "answers": vocabulary.AnswerExpectations,
    "card": vocabulary.CardExpectations,
    "prints": vocabulary.PrintExpectations,
}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_document_names_every_expectation_and_no_other(subject):
    documented = set(re.findall(rf"`expect\({subject}\)\.(\w+)\(", DOCUMENT))
    words = vars(SUBJECTS[subject]).items()
    assert documented == {name for name, word in words if inspect.isfunction(word) and not name.startswith("_")}


def test_document_knows_every_subject():
    assert set(SUBJECTS.values()) == {
        getattr(vocabulary, name) for name in vocabulary.__all__ if name.endswith("Expectations")
    }


@pytest.mark.parametrize("name", [name for name in vars(Trial) if not name.startswith("_")])
def test_document_names_what_a_trial_tells(name):
    of_the_grader = {"of", "end", "virtual_us", "error", "fuel", "output", "fault", "heap_peak_bytes", "asleep_us"}
    assert name in of_the_grader or f"`trial.{name}" in DOCUMENT


def test_document_names_every_file_of_an_exercise(blink):
    missing = [path.name for path in blink.folder.iterdir() if path.is_file() and path.name not in DOCUMENT]
    assert missing == []


def test_copied_exercise_stands_at_once(course):
    shutil.copytree(course / "blink", course / "my-blink")
    assert list(audit_exercise(load_exercise("my-blink", course))) == []
