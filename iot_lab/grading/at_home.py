"""What the worker of a browser asks of the kit (`dashboard/src/home_worker.ts`): the report on a program."""

from __future__ import annotations

import json

from iot_lab.contract.program_parts import MAIN
from iot_lab.course import load_exercise
from iot_lab.errors import LabError
from iot_lab.grading.grade import grade
from iot_lab.texts import texts


def checked(exercise: str, files: str, language: str) -> str:
    """Return JSON: `report` (docs/report.md), or `refused`, in words for a person; `files` is JSON too."""
    beside = json.loads(files)
    program = beside.pop(MAIN)
    try:
        report = grade(load_exercise(exercise), program, language=language, files=beside)
    except LabError as error:
        return json.dumps({"refused": str(texts(language).explain(error))})
    return json.dumps({"report": report.as_json()})
