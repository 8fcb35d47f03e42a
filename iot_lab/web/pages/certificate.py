"""The certificate of the learner who asks: one sheet of A4, on screen and on paper."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from iot_lab.course.certificate import certificate
from iot_lab.web.language import page_language, page_texts
from iot_lab.web.learner import required_learner
from iot_lab.web.requests import room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from iot_lab.course.certificate import Certificate
    from iot_lab.texts import Texts
    from iot_lab.workshop.learners import Learner

blueprint = Blueprint("certificate", __name__, url_prefix="/certificate")


@blueprint.get("")
def page() -> str:
    """What passed, with its points. Raises NotJoined."""
    return sheets([required_learner()])


def sheets(learners: Sequence[Learner]) -> str:
    """Return the page with these learners' certificates, a sheet each."""
    t = page_texts()
    return render_template(
        "certificate.html",
        certificates=[_certificate(learner) for learner in learners],
        session_name=room().class_settings.session.name,
        day_of=lambda ms: day_of(ms, t),
    )


def _certificate(learner: Learner) -> Certificate:
    sums = room().work.sums(learner.id)
    passed_ms = {name: one.passed_ms for name, one in sums.items() if one.passed_ms is not None}
    return certificate(learner.nickname, passed_ms, page_language(), room().settings.exercises)


def day_of(at_ms: int, t: Texts) -> str:
    """Return a day as the language writes it."""
    at = datetime.fromtimestamp(at_ms / 1000)  # noqa: DTZ006 - the day of the room's own clock
    return t("certificate.day", year=at.year, month=f"{at.month:02}", day=f"{at.day:02}")
