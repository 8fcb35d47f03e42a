"""The API of the knobs around a simulated board: shown in the page's language, turned by whoever has the room open.

Simulated boards belong to everybody in the room; a real board has no knobs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, jsonify

from iot_lab.foreign_text import finite_number
from iot_lab.web.errors import KnobUnknown, RequestWrong
from iot_lab.web.language import page_texts
from iot_lab.web.learner import current_learner
from iot_lab.web.requests import json_object, known_board, room
from iot_lab.web.trainer import is_trainer
from iot_lab.workshop.own_boards import BoardTaken

if TYPE_CHECKING:
    from iot_lab.simulator.live.knobs import KnobState

blueprint = Blueprint("knobs", __name__, url_prefix="/api/boards/<board>/knobs")


@blueprint.get("")
def knobs(board: str) -> Response:
    """What can be turned around a board, in the page's language."""
    known_board(board)
    return jsonify({"knobs": [knob.as_json(page_texts()) for knob in room().simulated.knobs(board)]})


@blueprint.post("/<knob>")
def turn(board: str, knob: str) -> Response:
    """Turn a knob to `{"value": number}`, or let it go with `{"value": null}`."""
    known_board(board)
    _refuse_anothers(board)
    found = next((one for one in room().simulated.knobs(board) if one.id == knob), None)
    if found is None:
        raise KnobUnknown(board=board, knob=knob[:40])
    room().simulated.turn(board, knob, _value(found))
    return knobs(board)


def _refuse_anothers(board: str) -> None:
    """A board that is somebody's is turned by them and by the trainer. Raises BoardTaken."""
    owner, learner = room().own_boards.owner(board), current_learner()
    if owner is not None and not is_trainer() and (learner is None or learner.id != owner):
        raise BoardTaken(board=board)


def _value(knob: KnobState) -> float | None:
    body = json_object()
    if "value" not in body:
        raise RequestWrong
    if body["value"] is None:
        return None
    value = finite_number(body["value"])
    if value is None or not knob.least <= value <= knob.most:
        raise RequestWrong
    return value
