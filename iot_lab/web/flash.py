"""The Flash page and its API, for the trainer on this computer alone: look, agree to a plan, write, watch."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from iot_lab.boards import labels
from iot_lab.boards.plan import Choices
from iot_lab.boards.words import duration_words
from iot_lab.web.api import services
from iot_lab.web.language import back_to, page_texts
from iot_lab.web.laptop_only import refuse_elsewhere
from iot_lab.web.mistakes import RequestWrong
from iot_lab.web.stream import STOP_CHECK_S

if TYPE_CHECKING:
    import threading

    from iot_lab.web.flash_desk import FlashDesk

LONGEST_WAIT_S = 10
_MOST_PORTS = 64
blueprint = Blueprint("flash", __name__)
blueprint.before_request(refuse_elsewhere)


@blueprint.get("/flash")
def page() -> str:
    """The Flash page as things stand; with `?confirm`, the question before writing stands open."""
    t = page_texts()
    return render_template(
        "flash.html",
        desk=_desk().snapshot(t),
        is_asking="confirm" in request.args,
        duration=lambda seconds: duration_words(seconds, t),
    )


@blueprint.post("/flash/<step>")
def take_step_of_form(step: str) -> Response:
    """One step asked by a form; the page as it is afterwards."""
    take_step(_desk(), step, _body_of_form())
    return back_to("/flash")


@blueprint.get("/flash/labels")
def labels_page() -> Response:
    """The sheet of labels to print, for every board that the room knows."""
    address = next(iter(services().addresses), request.host_url)
    sheet = labels.sheet(_desk().label_names(), services().room, address, page_texts())
    answer = Response(sheet, mimetype="text/html")
    # The sheet stands alone, its styles inside it, so that it can be kept as one file.
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
    return answer


@blueprint.get("/api/flash")
def snapshot() -> Response:
    """Everything there is to show; with `after=NUMBER`, once something changed since or some seconds passed."""
    after = request.args.get("after", "")
    if after.isascii() and after.isdigit() and len(after) < 16:
        _wait(int(after))
    return _snapshot()


@blueprint.post("/api/flash/<step>")
def step(step: str) -> Response:
    """One step: look, plan, run, stop, watch or wifi; the answer is the snapshot that follows."""
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise RequestWrong
    take_step(_desk(), step, body)
    return _snapshot()


def take_step(desk: FlashDesk, step: str, body: dict[str, Any]) -> None:
    """Take one step of a desk, as plain JSON asks for it. Raises RequestWrong, and what the desk raises."""
    if step == "look":
        desk.look(_choices(body))
    elif step == "plan":
        desk.plan(_choices(body))
    elif step == "run":
        desk.run(_whole_number(body.get("plan")))
    elif step == "stop":
        desk.stop()
    elif step == "watch":
        desk.watch(_choices(body) if body.get("on") is True else None)
    elif step == "wifi":
        desk.prefer_wifi(_text(body, "ssid"), _text(body, "password") if "password" in body else None)
    else:
        raise RequestWrong


def _desk() -> FlashDesk:
    return services().desk


def _wait(after: int) -> None:
    """Wait for news of the desk, but never longer than the server lives."""
    stopping: threading.Event = current_app.extensions["iot_lab_stopping"]
    deadline_s = time.monotonic() + LONGEST_WAIT_S
    while time.monotonic() < deadline_s and not stopping.is_set():
        if _desk().wait(after, STOP_CHECK_S):
            break


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


def _snapshot() -> Response:
    return jsonify(_desk().snapshot(page_texts()))


def _choices(body: dict[str, Any]) -> Choices:
    ports = body.get("ports", [])
    if not isinstance(ports, list) or len(ports) > _MOST_PORTS or not all(isinstance(port, str) for port in ports):
        raise RequestWrong
    return Choices(
        asked=frozenset(ports),
        takes_all=body.get("all") is True,
        is_fresh=body.get("fresh") is True,
        word="",
        firmware=_text(body, "firmware"),
    )


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name, "")
    if not isinstance(value, str) or len(value) > 4096:
        raise RequestWrong
    return value


def _whole_number(value: object) -> int:
    if type(value) is not int:
        raise RequestWrong
    return value
