"""The API of the room's other accounts, for commands of the trainer on this computer alone (`workshop/offered.py`)."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from iot_lab.web.requests import json_object, room
from iot_lab.web.trainer import refuse_elsewhere
from iot_lab.workshop.offered import call

blueprint = Blueprint("account_list", __name__, url_prefix="/api/accounts")
blueprint.before_request(refuse_elsewhere)


@blueprint.post("/<verb>")
def verb(verb: str) -> Response:
    """Call one method with the arguments of the body, and answer its result."""
    return jsonify({"result": call(room().accounts, verb, json_object())})
