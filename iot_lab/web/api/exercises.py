"""The API of the grader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify

from iot_lab.web.checking import ask, asked_before, has_verdict, has_verdict_in_time, report_of
from iot_lab.web.errors import RequestWrong
from iot_lab.web.requests import json_object

if TYPE_CHECKING:
    from iot_lab.web.asked_checks import AskedCheck

blueprint = Blueprint("exercises_api", __name__, url_prefix="/api")


@blueprint.post("/exercises/<exercise>/check")
def check(exercise: str) -> Response:
    """The grader's report on `{"program": "..."}`; where many wait for theirs, where to ask for it (202)."""
    program = json_object().get("program")
    if not isinstance(program, str):
        raise RequestWrong
    asked = ask(exercise, program)
    return jsonify(report_of(asked)) if has_verdict_in_time(asked) else _ask_again(asked)


@blueprint.get("/checks/<number>")
def check_again(number: str) -> Response:
    """The report on a check that was asked before, or where to ask again (202)."""
    asked = asked_before(number)
    return jsonify(report_of(asked)) if has_verdict(asked) else _ask_again(asked)


def _ask_again(asked: AskedCheck) -> Response:
    answer = jsonify({"check": asked.number, "place": asked.queued.position})
    answer.status_code, answer.headers["Location"] = 202, f"/api/checks/{asked.number}"
    return answer
