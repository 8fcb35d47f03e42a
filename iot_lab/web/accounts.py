"""An account for a computer that becomes a board (`iot-lab node`), for the trainer on this computer alone."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from iot_lab.web.api import services
from iot_lab.web.laptop_only import refuse_elsewhere
from iot_lab.web.mistakes import RequestWrong

blueprint = Blueprint("accounts", __name__)
blueprint.before_request(refuse_elsewhere)


@blueprint.post("/api/accounts")
def add() -> Response:
    """Give a board's account, made where there is none: its room, name and secret, and the broker's address."""
    body = request.get_json(silent=True)
    name = body.get("name") if isinstance(body, dict) else None
    if not isinstance(name, str):
        raise RequestWrong
    found = services()
    account = found.add_board(name)
    answer = {"room": found.room, "name": account.name, "secret": account.secret, "broker": found.broker_address}
    return jsonify(answer)
