"""The API of the room's list of boards, for `iot-lab boards` of the trainer on this computer alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from iot_lab.web.api import services
from iot_lab.web.laptop_only import refuse_elsewhere
from iot_lab.web.mistakes import RequestWrong

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_TEXT = 256
blueprint = Blueprint("roster", __name__, url_prefix="/api/roster")
blueprint.before_request(refuse_elsewhere)


@blueprint.get("")
def rows() -> Response:
    """Every board with an account or an entry in the journal, and where learners find the pages."""
    return _answer()


@blueprint.post("/<step>")
def step(step: str) -> Response:
    """One change: rename, drop, retire, note or renew; the answer is the list that follows."""
    roster = services().roster
    steps: dict[str, tuple[Callable[..., None], tuple[str, ...]]] = {
        "rename": (roster.rename, ("name", "new")),
        "drop": (roster.drop, ("name",)),
        "retire": (roster.retire, ("name",)),
        "note": (roster.note, ("mac", "state")),
        "renew": (roster.renew, ("mac",)),
    }
    body = request.get_json(silent=True)
    if step not in steps or not isinstance(body, dict):
        raise RequestWrong
    act, names = steps[step]
    act(*(_text(body, name) for name in names))
    return _answer()


def _answer() -> Response:
    found = services()
    return jsonify({"room": found.room, "address": next(iter(found.addresses), ""), "boards": found.roster.json_rows()})


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT:
        raise RequestWrong
    return value
