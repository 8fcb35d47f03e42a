"""The Flash page, for the trainer on this computer alone: look, agree to a plan, write, watch, print labels."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request

from iot_lab.boards import labels
from iot_lab.boards.words import duration_words
from iot_lab.contract.config import BoardIdentity, WifiNetwork
from iot_lab.contract.lab_file import FILE_NAME, lab_file
from iot_lab.web.language import back_to, page_texts
from iot_lab.web.requests import room
from iot_lab.web.trainer import refuse_elsewhere
from iot_lab.workshop.flash_session.steps import take_step

blueprint = Blueprint("flash", __name__, url_prefix="/flash")
blueprint.before_request(refuse_elsewhere)


@blueprint.get("")
def page() -> str:
    """The Flash page as things stand; with `?confirm`, the question before writing stands open."""
    t = page_texts()
    return render_template(
        "flash.html",
        session=room().flash.snapshot(t),
        firmware=room().flash.station.cache.entries(),
        is_asking="confirm" in request.args,
        duration=lambda seconds: duration_words(seconds, t),
    )


@blueprint.post("/<step>")
def take_step_of_form(step: str) -> Response:
    """One step asked by a form; the page as it is afterwards."""
    take_step(room().flash, step, _body_of_form())
    return back_to("/flash")


@blueprint.get("/labels")
def labels_page() -> Response:
    """The sheet of labels to print, for every board that the room knows."""
    address = next(iter(room().addresses), request.host_url)
    sheet = labels.sheet(room().flash.label_names(), room().name, address, page_texts())
    answer = Response(sheet, mimetype="text/html")
    # The sheet stands alone, its styles inside it, so that it can be kept as one file.
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return answer


@blueprint.post("/lab.py")
def lab_file_of_board() -> Response:
    """The `lab.py` of a board without the kit, which gets an account of its own. Raises NameRefused."""
    account = room().register.add(request.form.get("board", ""), "board")
    host, _, port = room().broker_address.rpartition(":")
    network = next(iter(room().wifi.networks), WifiNetwork(""))
    text = lab_file(BoardIdentity(room().name, account.name, account.secret), (host, int(port)), network)
    answer = Response(text, mimetype="text/x-python")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _body_of_form() -> dict[str, Any]:
    form = request.form
    body: dict[str, Any] = {name: form[name] for name in ("ssid", "password") if form.get(name)}
    plan = form.get("plan", "")
    if form.get("is_open") == "on":
        body["password"] = ""
    return {
        **body,
        "ports": form.getlist("port"),
        "fresh": form.get("fresh") == "on",
        "on": form.get("on") == "on",
        "plan": int(plan) if plan.isascii() and plan.isdigit() and len(plan) < 16 else None,
    }
