"""Nobody arrives? Who came so far, what this computer says of its network, what to do; and the laptop's own Wi-Fi."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from flask import Blueprint, Response, current_app, render_template, request

from iot_lab.web.language import back_to, page_language, page_texts
from iot_lab.web.pages.format import number
from iot_lab.web.pages.qr_code import qr_code
from iot_lab.web.requests import now_ms, room
from iot_lab.web.trainer import is_this_computer, refuse_elsewhere, refuse_others
from iot_lab.web.visitors import LATELY_MS, Visitors
from iot_lab.workshop.doctor.commands import system_name
from iot_lab.workshop.doctor.facts import Asked
from iot_lab.workshop.doctor.report import row
from iot_lab.workshop.doctor.steps import STEPS, take_all
from iot_lab.workshop.doctor.this_machine import ThisMachine
from iot_lab.workshop.own_wifi import USUAL_STATIONS, OwnNetwork
from iot_lab.workshop.room_wifi import open_own_wifi

if TYPE_CHECKING:
    from iot_lab.workshop.doctor.steps import StepResult

blueprint = Blueprint("network", __name__, url_prefix="/trainer/network")
blueprint.before_request(refuse_others)
HERE: Final = "/trainer/network"
NETWORK_STEPS: Final = ("ports", "firewall", "address", "reach")
"""The doctor's steps between a learner's device and this computer."""
_FOUND: Final = "iot_lab_network_steps"
"""What the doctor found last, in the application."""


@blueprint.get("")
def page() -> str:
    """Who came, and what can be done."""
    return _page()


@blueprint.post("/look")
def look() -> Response:
    """Take the doctor's steps now; that takes some seconds."""
    wanted = [step for step in STEPS if step.name in NETWORK_STEPS]
    current_app.extensions[_FOUND] = list(take_all(ThisMachine(room().folder.path), Asked(), wanted))
    return back_to(HERE)


@blueprint.post("/wifi/open")
def open_wifi() -> Response:
    """Make the room's Wi-Fi with this computer."""
    refuse_elsewhere()
    open_own_wifi(room())
    return back_to(HERE)


@blueprint.post("/wifi/close")
def close_wifi() -> Response:
    """End it."""
    refuse_elsewhere()
    room().own_wifi.end()
    return back_to(HERE)


def wifi_link(network: OwnNetwork) -> str:
    """Return what a phone's camera reads to join a Wi-Fi (the form that ZXing began)."""

    def safe(text: str) -> str:
        return "".join(f"\\{letter}" if letter in '\\;,":' else letter for letter in text)

    return f"WIFI:T:WPA;S:{safe(network.ssid)};P:{safe(network.password)};;"


def _page() -> str:
    found: list[StepResult] = current_app.extensions.get(_FOUND, [])
    visitors: Visitors = current_app.extensions["iot_lab_visitors"]
    language, wifi = page_language(), room().own_wifi.look()
    boards = room().board_list.rows()
    return render_template(
        "network.html",
        devices=visitors.count(),
        lately=visitors.count(now_ms() - LATELY_MS),
        people=len(room().learners.people()),
        boards=sum(not one.is_simulated for one in boards),
        boards_online=sum(one.is_online and not one.is_simulated for one in boards),
        addresses=room().addresses,
        local_url=room().pages.local_url(),
        room_code=room().class_settings.room_code,
        steps=[row(result, page_texts()) for result in found],
        wifi=wifi,
        wifi_qr=qr_code(wifi_link(wifi.network)) if wifi.network and wifi.network.password else None,
        stations=USUAL_STATIONS,
        is_here=is_this_computer(request),
        system=system_name(),
        in_words=lambda count: number(count, 0, language),
    )
