"""Erasing what plugged boards hold, at this computer: look, then erase those of the list that are ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, current_app, render_template, request

from iot_lab.web.errors import NoBoardChosen
from iot_lab.web.language import back_to, page_texts
from iot_lab.web.requests import room
from iot_lab.web.trainer import refuse_elsewhere
from iot_lab.workshop import board_commands, wiping

if TYPE_CHECKING:
    from iot_lab.workshop.wiping import WipePlan

blueprint = Blueprint("wipe", __name__, url_prefix="/trainer/wipe")
blueprint.before_request(refuse_elsewhere)
HERE: Final = "/trainer/wipe"
_PLAN: Final = "iot_lab_wipe_plan"
"""What was found when somebody looked last, in the application."""


@blueprint.get("")
def page() -> str:
    """The boards that were found, if somebody looked."""
    plan: WipePlan | None = current_app.extensions.get(_PLAN)
    return render_template("wipe.html", plan=plan, explain=page_texts().explain)


@blueprint.post("/look")
def look() -> Response:
    """Ask the plugged boards who they are; they restart. Raises NoBoardFound."""
    current_app.extensions[_PLAN] = wiping.look(room().board_list, room().name, ())
    return back_to(HERE)


@blueprint.post("")
def wipe() -> Response:
    """Erase the ticked boards of those that were found."""
    plan: WipePlan | None = current_app.extensions.pop(_PLAN, None)
    chosen = [board for board in (plan.boards if plan else []) if board.mac in request.form.getlist("mac")]
    if plan is None or not chosen:
        raise NoBoardChosen
    board_commands.wipe(room(), chosen, plan.names)
    return back_to("/trainer/boards")
