"""The application factory: every page, the API, the stream, and what they say when something is wrong."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from iot_lab import resources
from iot_lab.errors import LabError
from iot_lab.texts import next_language, own_name
from iot_lab.web import assets, checking, language, order_places, requests, stream
from iot_lab.web.api import accounts as accounts_api
from iot_lab.web.api import (
    board_list,
    boards,
    exercises,
    export,
    flash,
    knobs,
    my_board,
    my_dashboards,
    my_real_board,
    my_work,
    packages,
)
from iot_lab.web.errors import FileTooLong, KitFault, PageUnknown, ProgramTooLong, RequestWrong, status_of
from iot_lab.web.expecting import expect_learners
from iot_lab.web.language import page_language, page_texts
from iot_lab.web.learner import current_code, current_learner
from iot_lab.web.pages import (
    accounts,
    ai_deploy,
    ai_record,
    ai_train,
    at_home,
    board,
    certificate,
    exercise,
    group,
    join,
    live,
    network,
    session,
    trainer,
    trainer_boards,
    wall,
    wipe,
    work_file,
    workshop,
)
from iot_lab.web.pages import flash as flash_page
from iot_lab.web.protection import LONGEST_BODY_BYTES, protect, style_nonce
from iot_lab.web.trainer import is_trainer
from iot_lab.web.visitors import count_visitors
from iot_lab.workshop.flash_session.steps import StepUnreadable
from iot_lab.workshop.offered import NotOffered

if TYPE_CHECKING:
    from iot_lab.workshop.room import Room

_PAGES = (
    ai_record,
    ai_train,
    ai_deploy,
    live,
    board,
    exercise,
    certificate,
    join,
    group,
    wall,
    workshop,
    work_file,
    at_home,
    session,
    trainer,
    trainer_boards,
    network,
    wipe,
    accounts,
    flash_page,
)
_PARTS = (
    *_PAGES,
    boards,
    board_list,
    accounts_api,
    exercises,
    export,
    flash,
    knobs,
    my_board,
    my_dashboards,
    my_real_board,
    my_work,
    packages,
    stream,
    assets,
    language,
)
_log = logging.getLogger(__name__)


def create_app(room: Room) -> Flask:
    """Return the room's application; raises `iot_lab.resources.NotBuilt` in a checkout that was never built."""
    app = Flask(__name__, static_folder=None, template_folder=str(resources.resource("dashboard/templates")))
    app.extensions["iot_lab_room"] = room
    app.extensions["iot_lab_stopping"] = threading.Event()
    stream.share_streams(app)
    app.extensions["iot_lab_assets"] = assets.built_assets()
    checking.limit_checks(app)
    join.limit_codes(app)
    my_board.limit_runs(app)
    order_places.limit_orders(app)
    my_dashboards.limit_sends(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    protect(app)
    count_visitors(app)
    expect_learners(app)
    for part in _PARTS:
        app.register_blueprint(part.blueprint)
    app.context_processor(_page_context)
    app.register_error_handler(Exception, _explain)
    return app


def _page_context() -> dict[str, object]:
    language_now = page_language()
    return {
        "t": page_texts(),
        "language": language_now,
        "other_language": (other := next_language(language_now)),
        "other_language_name": own_name(other),
        "room": requests.room().name,
        "learner": current_learner(),
        "personal_code": current_code(),
        "is_trainer": is_trainer(),
        "assets": assets.built_assets(),
        "style_nonce": style_nonce,
        # A script that reads a page again takes pieces of it only: styles with another password would be refused there.
        "is_opened": "text/html" in request.headers.get("Accept", ""),
        "here": request.full_path.rstrip("?") if request.method == "GET" else request.path,
    }


def _explain(error: Exception) -> tuple[Response, int]:
    mistake = _as_ours(error)
    status = status_of(mistake)
    said = page_texts().explain(mistake)
    if request.headers.get("X-Fragment"):
        return Response(render_template("queue.html", refusal=said)), status
    if request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json":
        words = {"code": mistake.code, "seen": said.seen, "cause": said.cause, "next": said.next_step}
        return jsonify({"error": words}), status
    return Response(render_template("error.html", said=said, status=status)), status


def _as_ours(error: Exception) -> LabError:
    """Turn the framework's refusals, and faults of ours, into what a person can read."""
    if isinstance(error, LabError):
        return error
    if isinstance(error, NotOffered | StepUnreadable):
        return RequestWrong()
    if not isinstance(error, HTTPException):
        _log.error("a page failed: %s %s", request.method, request.path, exc_info=error)
        return KitFault()
    if error.code == 413:
        most = request.max_content_length or 0
        return FileTooLong(most=most // 1_000_000) if most > LONGEST_BODY_BYTES else ProgramTooLong()
    return PageUnknown() if error.code in {404, 405} else RequestWrong()
