"""Accounts of devices and programs: added and revoked by the trainer, each with what to type where.

A secret is shown on this computer alone: to the trainer's phone it would travel through the room's air in clear.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, make_response, redirect, render_template, request

from iot_lab.web.errors import RequestWrong
from iot_lab.web.language import page_texts
from iot_lab.web.requests import room
from iot_lab.web.trainer import is_this_computer, refuse_others
from iot_lab.workshop.recipes import recipes

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")
blueprint.before_request(refuse_others)
LONGEST_FIELD = 120
_HIDDEN: Final = "••••••••"


@blueprint.get("/<name>")
def page(name: str) -> Response:
    """One account: its name and secret, and what to type."""
    account = room().accounts.account(name)
    is_hidden = not is_this_computer(request)
    if is_hidden:
        account = replace(account, secret=_HIDDEN)
    shown = recipes(account, room().name, page_texts())
    return make_response(render_template("account.html", account=account, recipes=shown, is_hidden=is_hidden))


@blueprint.post("/")
def add() -> AnyResponse:
    """Add one, and show it."""
    name, kind = _field("name"), _field("kind")
    if kind == "device":
        level = _field("level")
        number = int(level) if level.isascii() and level.isdigit() and len(level) < 3 else 0
        room().accounts.add_device(name, _field("root"), number)
    else:
        room().accounts.add_program(name, kind, _field("orders"), request.form.get("orders_devices") == "1")
    return redirect(f"/accounts/{name}", code=303)


@blueprint.post("/<name>/remove")
def remove(name: str) -> AnyResponse:
    """Revoke one where whoever asks is sure (its secret cannot come back), and go back to the trainer's page."""
    if _field("sure") != "yes":
        raise RequestWrong
    room().accounts.remove(name)
    return redirect("/trainer#accounts-title", code=303)


def _field(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST_FIELD]
