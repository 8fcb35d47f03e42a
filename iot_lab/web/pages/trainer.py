"""The trainer's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, make_response, render_template, request

from iot_lab.web.errors import TrainerOnly
from iot_lab.web.language import back_to, page_language, page_texts
from iot_lab.web.pages.connection_words import shown_events
from iot_lab.web.pages.format import clock_time, number
from iot_lab.web.pages.qr_code import qr_code
from iot_lab.web.pages.refusal_words import refusal_words
from iot_lab.web.requests import room
from iot_lab.web.trainer import is_this_computer, is_trainer, refuse_elsewhere, remember_trainer
from iot_lab.workshop import running
from iot_lab.workshop.addresses import LOOPBACK
from iot_lab.workshop.troubles import troubles_of

if TYPE_CHECKING:
    from markupsafe import Markup


blueprint = Blueprint("trainer", __name__)


@blueprint.get("/trainer")
def page() -> Response:
    """The trainer's page, or how to open it."""
    if is_trainer():
        return make_response(render_template("trainer.html", **_shown()))
    return make_response(render_template("trainer_closed.html"), TrainerOnly.status)


@blueprint.post("/trainer/link")
def renew_link() -> Response:
    """End the trainer's link and every browser that it let in, but this one. At this computer only."""
    refuse_elsewhere()
    key = room().register.renew_trainer_key()
    running.renew_key(room().folder.path, key)
    answer = back_to("/trainer")
    remember_trainer(answer)
    return answer


def _shown() -> dict[str, Any]:
    state = room().hub.state()
    return {
        "addresses": room().addresses,
        "local_url": room().pages.local_url(),
        "qr": qr_code(room().join_address) if room().join_address else None,
        "room_code": room().class_settings.room_code,
        "phone_qr": _phone_qr(),
        "broker_address": room().broker_address,
        "hub": state,
        "counters": state.as_json(),
        "troubles": [page_texts().explain(one) for one in troubles_of(room())],
        "accounts": room().accounts.rows(),
        "refusals": room().hub.refusals(),
        "reasons": refusal_words(page_texts()),
        "events": shown_events(room().connections.recent(), page_texts()),
        "data_folder": room().folder.path,
        "measured_boards": list(dict.fromkeys(board for board, _ in room().store.series_names())),
        "clock_time": clock_time,
        "in_words": lambda count: number(count, 0, page_language()),
    }


def _phone_qr() -> Markup | None:
    """The trainer's link by the name that the Wi-Fi knows: drawn on this computer's page alone, it opens everything."""
    if not is_this_computer(request) or not room().addresses or LOOPBACK in room().addresses[0]:
        return None
    return qr_code(f"{room().addresses[0]}join?key={room().register.trainer_key}")
