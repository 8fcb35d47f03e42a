"""The API of a learner's own dashboards, and of what their widgets send: to the learner's own board alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, jsonify

from iot_lab.web.errors import NoOwnBoard, RequestWrong, TooManyRuns
from iot_lab.web.learner import required_learner
from iot_lab.web.rate import RateLimit
from iot_lab.web.requests import json_object, room
from iot_lab.workshop.board_orders import RoomNotRunning
from iot_lab.workshop.dashboards import LONGEST_PAYLOAD, sent_topic

if TYPE_CHECKING:
    from flask import Flask

blueprint = Blueprint("my_dashboards", __name__, url_prefix="/api/my")
SENDS_AT_ONCE, SENDS_PER_S = 10, 5.0
"""Of one learner."""


def limit_sends(app: Flask) -> None:
    """Give an application its limit."""
    app.extensions["iot_lab_sends"] = RateLimit(SENDS_AT_ONCE, SENDS_PER_S)


@blueprint.put("/dashboards/<name>")
def keep(name: str) -> Response:
    """Keep `{"widgets": [...]}` as the dashboard."""
    widgets = room().free.keep_dashboard(required_learner().id, name, json_object().get("widgets"))
    return jsonify({"widgets": widgets})


@blueprint.post("/publish")
def publish() -> Response:
    """Publish `{"topic": "do/lamp", "payload": "1"}` below the learner's own board."""
    learner, body = required_learner(), json_object()
    topic, payload = sent_topic(body.get("topic")), body.get("payload")
    if not isinstance(payload, str) or len(payload) > LONGEST_PAYLOAD:
        raise RequestWrong
    board = room().own_boards.of(learner.id)
    if board is None:
        raise NoOwnBoard
    limit: RateLimit = current_app.extensions["iot_lab_sends"]
    if not limit.allows(str(learner.id)):
        raise TooManyRuns
    try:
        room().heard.publish(board, topic, payload)
    except OSError as error:
        raise RoomNotRunning(path=room().folder.path) from error
    said: dict[str, Any] = {"board": board, "topic": topic}
    return jsonify(said)
