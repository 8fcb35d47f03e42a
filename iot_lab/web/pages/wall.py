"""The projector's page: how to come in, every board in large figures, and what the group did, without a name.

Everybody may open it: it shows nothing that the live page does not, and of people only sums; and the dashboards that
the trainer chose to show, with their makers' nicknames.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from iot_lab.texts import key
from iot_lab.web.language import page_language, page_texts
from iot_lab.web.pages import cards
from iot_lab.web.pages.format import minute_of, number
from iot_lab.web.pages.qr_code import qr_code
from iot_lab.web.requests import now_ms, room
from iot_lab.workshop.ai.coverage import shown_label
from iot_lab.workshop.class_progress import common_mistakes

blueprint = Blueprint("wall", __name__)
LARGE_UP_TO = 12
"""Boards that are shown large; more are shown dense."""
ANSWER_MS = 10_000
DENSE_AT_ONCE = 30
"""The script turns the pages of more boards than these."""


@blueprint.get("/wall")
def wall() -> str:
    """All of it; the script reads it again every few seconds."""
    language, found, sums = page_language(), cards.cards(page_texts()), room().work.all_sums()
    done = [one for mine in sums.values() for one in mine.values()]
    passed = sum(one.passed_ms is not None for one in done)
    common = common_mistakes(sums, now_ms())
    return render_template(
        "wall.html",
        cards=found,
        is_dense=len(found) > LARGE_UP_TO,
        at_once=DENSE_AT_ONCE,
        address=_short(room().addresses[0]) if room().addresses else "",
        local_address=_short(room().pages.local_url()),
        wifi=room().own_wifi.current,
        session_name=room().class_settings.session.name,
        qr=qr_code(room().join_address, border=1) if room().join_address else None,
        room_code=room().class_settings.room_code,
        people=len(room().learners.people()),
        passed=passed,
        tried=len(done) - passed,
        counters=room().hub.state().as_json(),
        question=room().course.spoken_hint(common[0].exercise, common[0].mistake, language) if common else "",
        in_words=lambda count: number(count, 0, language),
        minute_of=minute_of,
        dashboards=_dashboards(),
        answers={one.name: said for one in found if (said := _answer(one.name))},
    )


def _answer(board: str) -> str:
    """Return what the model on a board says now, empty where it runs none or is silent."""
    names = room().ai_projects.names_on(board)
    latest = room().store.recent(board, "answer.label", 1) if names else []
    if not latest or latest[0][0] < now_ms() - ANSWER_MS:
        return ""
    label, t = round(latest[0][1]), page_texts()
    return shown_label(t, names[label]) if 0 <= label < len(names) else t(key("ai.unknown"))


def _dashboards() -> list[dict[str, Any]]:
    """Return the learners' dashboards that the trainer chose, each with whose it is."""
    found = []
    for learner_id, name, widgets in room().free.on_wall():
        owner = room().learners.get(learner_id)
        if owner is not None:
            found.append({"name": name, "nickname": owner.nickname, "widgets": widgets})
    return found


def _short(address: str) -> str:
    return address.removeprefix("http://").rstrip("/")
