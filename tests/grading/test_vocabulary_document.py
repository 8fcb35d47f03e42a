"""docs/writing-exercises.md names exactly the words that exist, and its exercise can be followed."""

import re
import shutil
from pathlib import Path

from iot_lab.course import load_exercise
from iot_lab.grading.audit import audit_exercise
from iot_lab.grading.pin_words import PinExpectation

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "writing-exercises.md").read_text(encoding="utf-8")


def test_document_names_every_expectation_about_pins_and_no_other():
    documented = set(re.findall(r"`expect\(pin\)\.(\w+)\(", DOCUMENT))
    assert documented == {name for name in vars(PinExpectation) if not name.startswith("_") and name != "pin"}


def test_document_names_every_file_of_an_exercise(blink):
    missing = [path.name for path in blink.folder.iterdir() if path.is_file() and path.name not in DOCUMENT]
    assert missing == []


def test_copied_exercise_stands_at_once(course):
    shutil.copytree(course / "blink", course / "my-blink")
    assert list(audit_exercise(load_exercise("my-blink", course))) == []
