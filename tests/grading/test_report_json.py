"""The report's JSON is what docs/report.md says."""

import json
import re
from pathlib import Path

from iot_lab.grading import REPORT_VERSION, grade
from tests.rigs.course_programs import program_of

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "report.md").read_text(encoding="utf-8")


def shape(value):
    """Return the field names of an object, deep; of a list, those of its first item."""
    if isinstance(value, dict):
        return {name: shape(one) for name, one in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else None


def test_report_has_the_documented_fields(blink):
    report = json.loads(json.dumps(grade(blink, program_of(blink.wrong_programs(), "count"), language="en").as_json()))
    example = json.loads(re.search(r"```json\n(.*?)```", DOCUMENT, re.DOTALL)[1])
    assert report["report"] == example["report"] == REPORT_VERSION
    assert shape(report) == shape(example)
    assert {**report["checks"][-2], "at_s": None} == {**example["checks"][-1], "at_s": None}


def test_every_field_is_explained(blink):
    report = grade(blink, blink.solution, language="fr").as_json()
    assert [name for name in report if f"`{name}`" not in DOCUMENT] == []


def test_timeline_of_an_endless_program_is_cut_and_says_so(blink):
    report = grade(blink, program_of(blink.wrong_programs(), "endless"), language="fr").as_json()
    assert (len(report["timeline"]), report["timeline_left_off"] > 1000) == (200, True)


def test_events_that_json_does_not_know_become_words(blink):
    program = "import time\nfor n in range(3):\n    print('\\x00\\u2028é', n)\n    time.sleep(1)\n"
    report = grade(blink, program, language="fr").as_json()
    assert json.loads(json.dumps(report)) == report
