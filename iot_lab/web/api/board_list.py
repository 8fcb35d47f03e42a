"""The API of the room's list of boards, for commands of the trainer on this computer alone.

It gives the methods that `workshop/board_list.py` offers, by their names (`workshop/offered.py`).
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from iot_lab.web.requests import json_object, room
from iot_lab.web.trainer import refuse_elsewhere
from iot_lab.workshop.offered import call

blueprint = Blueprint("board_list", __name__, url_prefix="/api/board-list")
blueprint.before_request(refuse_elsewhere)


@blueprint.post("/<verb>")
def verb(verb: str) -> Response:
    """Call one method with the arguments of the body, and answer its result."""
    return jsonify({"result": call(room().board_list, verb, json_object())})
