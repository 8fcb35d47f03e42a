"""The API of the grader."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from iot_lab.web.checking import ask, report_of
from iot_lab.web.errors import RequestWrong
from iot_lab.web.requests import json_object

blueprint = Blueprint("exercises_api", __name__, url_prefix="/api/exercises")


@blueprint.post("/<exercise>/check")
def check(exercise: str) -> Response:
    """The grader's report on `{"program": "..."}`."""
    program = json_object().get("program")
    if not isinstance(program, str):
        raise RequestWrong
    return jsonify(report_of(exercise, ask(exercise, program)))
