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
    from iot_lab.texts import Texts

blueprint = Blueprint("certificate", __name__, url_prefix="/certificate")


@blueprint.get("")
def page() -> str:
    """What passed, with its points. Raises NotJoined."""
    learner = required_learner()
    sums = room().work.sums(learner.id)
    passed_ms = {name: one.passed_ms for name, one in sums.items() if one.passed_ms is not None}
    made = certificate(learner.nickname, passed_ms, page_language(), room().settings.exercises)
    return render_template("certificate.html", certificate=made, day_of=lambda ms: day_of(ms, page_texts()))


def day_of(at_ms: int, t: Texts) -> str:
    """Return a day as the language writes it."""
    at = datetime.fromtimestamp(at_ms / 1000)  # noqa: DTZ006 - the day of the room's own clock
    return t("certificate.day", year=at.year, month=f"{at.month:02}", day=f"{at.day:02}")
