"""The API of a learner's own real board: claim it by the word on its label, run, stop, give back. Never another's."""

from __future__ import annotations

import contextlib
from typing import Any

from flask import Blueprint, Response, jsonify, render_template

from iot_lab.course import UnknownExercise, load_exercise
from iot_lab.grading.heard import is_judged_by_ear, judge_heard
from iot_lab.web.api.my_work import files_in
from iot_lab.web.errors import ExerciseUnknown, NoOwnBoard, RequestWrong
from iot_lab.web.language import page_language
from iot_lab.web.learner import required_learner
from iot_lab.web.order_places import order_place
from iot_lab.web.pages.format import number
from iot_lab.web.requests import json_object, room
from iot_lab.workshop.board_orders import RoomNotRunning
from iot_lab.workshop.learner_work import checked_files

blueprint = Blueprint("my_real_board", __name__, url_prefix="/api/my/real-board")


@blueprint.get("")
def mine() -> Response:
    """Which board is the learner's, and what it does."""
    return jsonify(_said())


@blueprint.post("")
def claim() -> Response:
    """Take the board with `{"word": "..."}` on its label."""
    learner, word = required_learner(), json_object().get("word")
    if not isinstance(word, str):
        raise RequestWrong
    room().own_boards.claim(learner.id, word)
    return jsonify(_said())


@blueprint.delete("")
def give_back() -> Response:
    """Make the board nobody's."""
    room().own_boards.release(required_learner().id)
    return jsonify(_said())


@blueprint.post("/run")
def run() -> Response:
    """Send `{"files": {"main.py": "..."}}` to the board; answers once it runs."""
    board, files = _own(), checked_files(files_in(json_object()))
    program = files.pop("main.py")
    with contextlib.suppress(OSError):  # then the order below says that no broker answers
        room().heard.listen(board, anew=True)
    with order_place() as orders:
        orders.deliver(
            board, program, lambda _sent, _parts: None, {name: text.encode() for name, text in files.items()}
        )
    return jsonify(_said())


@blueprint.post("/stop")
def stop() -> Response:
    """End the board's program."""
    board = _own()
    with order_place() as orders:
        orders.stop(board)
    return jsonify(_said())


@blueprint.post("/identify")
def identify() -> Response:
    """Let the board blink, so that its learner knows which it is."""
    board = _own()
    with order_place() as orders:
        orders.ask(board, "identify")
    return jsonify(_said())


@blueprint.get("/heard/<exercise>")
def heard(exercise: str) -> str:
    """What the broker heard of the board, judged by the public checks that make sense there: a piece of HTML."""
    board = _own()
    try:
        found = load_exercise(exercise, room().settings.exercises)
    except UnknownExercise as error:
        raise ExerciseUnknown(exercise=exercise[:40]) from error
    if not is_judged_by_ear(found):
        return render_template("heard.html", board=board, checks=())
    try:
        said = room().heard.heard(board)
    except OSError as error:
        raise RoomNotRunning(path=room().folder.path) from error
    checks = judge_heard(found, said, page_language())
    told = next((check for check in checks if check.expected), None)
    minutes = number(said.watched_s / 60, 1, page_language())
    return render_template("heard.html", board=board, checks=checks, told=told, minutes=minutes)


def _own() -> str:
    board = room().own_boards.of(required_learner().id)
    if board is None:
        raise NoOwnBoard
    return board


def _said() -> dict[str, Any]:
    board = room().own_boards.of(required_learner().id)
    known = next((one for one in room().store.boards() if one.name == board), None)
    return {"board": board, "online": known is not None and known.state == "online"}
