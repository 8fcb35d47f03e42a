"""The API of the knobs around a simulated board: shown in the page's language, turned by whoever has the room open.

Simulated boards belong to everybody in the room; a real board has no knobs.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, jsonify, request

from iot_lab.web.api import known_board, services
from iot_lab.web.language import page_texts
from iot_lab.web.mistakes import KnobUnknown, RequestWrong

if TYPE_CHECKING:
    from iot_lab.texts import Texts
    from iot_lab.web.worlds import Knob

blueprint = Blueprint("knobs", __name__, url_prefix="/api/boards/<board>/knobs")


@blueprint.get("")
def knobs(board: str) -> Response:
    """What can be turned around a board, in the page's language."""
    known_board(board)
    return jsonify({"knobs": [_as_json(knob, page_texts()) for knob in services().worlds.knobs(board)]})


@blueprint.post("/<knob>")
def turn(board: str, knob: str) -> Response:
    """Turn a knob to `{"value": number}`, or let it go with `{"value": null}`."""
    known_board(board)
    found = next((one for one in services().worlds.knobs(board) if one.id == knob), None)
    if found is None:
        raise KnobUnknown(board=board, knob=knob[:40])
    services().worlds.turn(board, knob, _value(found))
    return knobs(board)


def _value(knob: Knob) -> float | None:
    body = request.get_json(silent=True)
    if not isinstance(body, dict) or "value" not in body:
        raise RequestWrong
    value = body["value"]
    if value is None:
        return None
    if type(value) not in (int, float) or not math.isfinite(value) or not knob.least <= value <= knob.most:
        raise RequestWrong
    return float(value)


def _as_json(knob: Knob, t: Texts) -> dict[str, Any]:
    return {
        "id": knob.id,
        "kind": knob.kind,
        "label": t(knob.label),
        "part": t(knob.part),
        "place": knob.place,
        "unit": knob.unit,
        "least": knob.least,
        "most": knob.most,
        "step": knob.step,
        "value": knob.value,
        "held": knob.is_held,
    }
