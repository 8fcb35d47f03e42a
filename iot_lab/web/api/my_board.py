"""The API of one's own drawn board: run, stop, turn, type. A learner has one, on any computer; another browser too.

What the board does comes over the live stream (`/live?topic=board-...`); nothing here names anybody else's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Response, current_app, jsonify, request

from iot_lab.course import UnknownExercise, load_exercise
from iot_lab.foreign_text import finite_number
from iot_lab.web.api.my_work import files_in
from iot_lab.web.checking import board_owner, remember_browser
from iot_lab.web.errors import ExerciseUnknown, KnobUnknown, RequestWrong, TooManyRuns
from iot_lab.web.language import page_texts
from iot_lab.web.learner import current_learner
from iot_lab.web.rate import RateLimit
from iot_lab.web.requests import json_object, room
from iot_lab.web.trainer import is_trainer
from iot_lab.workshop.drawn_boards import DrawnWorld, drawn_world, topic_of
from iot_lab.workshop.free_workshop import OWN, workbench
from iot_lab.workshop.learner_work import checked_files

if TYPE_CHECKING:
    from flask import Flask

blueprint = Blueprint("my_board", __name__, url_prefix="/api/my/board")
RUNS_AT_ONCE, RUNS_PER_S = 20, 2.0
"""Of one computer."""
LONGEST_LINE: Final = 1000


def limit_runs(app: Flask) -> None:
    """Give an application its limit."""
    app.extensions["iot_lab_runs"] = RateLimit(RUNS_AT_ONCE, RUNS_PER_S)


@blueprint.post("/run/<exercise>")
def run(exercise: str) -> Response:
    """Run `{"files": {"main.py": "..."}}` in the world of an exercise, in the place of what runs."""
    limit: RateLimit = current_app.extensions["iot_lab_runs"]
    if not limit.allows(request.remote_addr or "nowhere"):
        raise TooManyRuns
    world, files = _world(exercise), checked_files(files_in(json_object()))
    if (learner := current_learner()) is not None:
        room().learners.seen(learner.id, None if exercise.startswith(OWN) else exercise)
    owner = board_owner()
    number = room().drawn.run(owner, exercise, world, files, page_texts())
    return remember_browser(jsonify({"run": number, "topic": topic_of(owner)}))


@blueprint.post("/stop")
def stop() -> Response:
    """Stop the program."""
    room().drawn.halt(board_owner())
    return jsonify({"state": room().drawn.state(board_owner())})


@blueprint.get("/knobs/<exercise>")
def knobs(exercise: str) -> Response:
    """What can be turned around the board in this exercise, and where each stands in the drawing."""
    found = room().drawn.knobs(board_owner(), _world(exercise))
    return jsonify({"knobs": [state.as_json(page_texts()) | {"drawn": part} for state, part in found]})


@blueprint.post("/knobs/<exercise>/<knob>")
def turn(exercise: str, knob: str) -> Response:  # noqa: ARG001 - the board knows its exercise
    """Turn a knob to `{"value": number}`, or let it go with `{"value": null}`."""
    try:
        room().drawn.turn(board_owner(), knob[:40], _value())
    except KeyError as error:
        raise KnobUnknown(board=page_texts()("drawn.title"), knob=knob[:40]) from error
    except ValueError as error:
        raise RequestWrong from error
    return Response(status=204)


@blueprint.post("/type")
def type_line() -> Response:
    """Type `{"text": "..."}` at the console."""
    text: Any = json_object().get("text")
    if not isinstance(text, str) or len(text) > LONGEST_LINE:
        raise RequestWrong
    room().drawn.say(board_owner(), text)
    return Response(status=204)


def _value() -> float | None:
    given = json_object().get("value")
    value = finite_number(given)
    if given is not None and value is None:
        raise RequestWrong
    return value


def _world(exercise: str) -> DrawnWorld:
    """Return the world of an exercise that the asker may begin, or the workbench of their own programs.

    Raises ExerciseUnknown, UnitClosed.
    """
    if (learner := current_learner()) is not None and room().free.has_program(learner.id, exercise):
        return workbench()
    try:
        found = load_exercise(exercise, room().settings.exercises)
    except UnknownExercise as error:
        raise ExerciseUnknown(exercise=exercise[:40]) from error
    if not is_trainer():
        room().units.refuse_closed(exercise)
    return drawn_world(found)
