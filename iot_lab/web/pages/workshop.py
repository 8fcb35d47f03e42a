"""The free workshop: a learner's own programs and dashboards; the trainer sees them, and shows them on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from iot_lab.texts import key
from iot_lab.web.api.my_work import as_json
from iot_lab.web.checking import board_owner
from iot_lab.web.errors import LearnerUnknown, RequestWrong
from iot_lab.web.language import back_to, page_texts
from iot_lab.web.learner import current_learner, required_learner
from iot_lab.web.pages.format import minute_of
from iot_lab.web.pages.statement import to_html
from iot_lab.web.requests import room
from iot_lab.web.trainer import refuse_others
from iot_lab.workshop.drawn_boards import topic_of
from iot_lab.workshop.free_workshop import DASHBOARD, OWN, STARTER, OwnWorkUnknown, own_program_text

if TYPE_CHECKING:
    from flask import Response

blueprint = Blueprint("workshop", __name__, url_prefix="/workshop")


@blueprint.get("")
def overview() -> str:
    """What there is, and where to begin."""
    learner = current_learner()
    programs = room().free.programs(learner.id) if learner else ()
    dashboards = room().free.dashboards(learner.id) if learner else ()
    return render_template("workshop.html", programs=programs, dashboards=dashboards, minute_of=minute_of)


@blueprint.post("/programs")
def begin_program() -> Response:
    """Begin a program under a name."""
    name = room().free.begin_program(required_learner().id, _name(), STARTER)
    return back_to(f"/workshop/programs/{name}")


@blueprint.post("/dashboards")
def begin_dashboard() -> Response:
    """Begin a dashboard under a name."""
    name = room().free.begin_dashboard(required_learner().id, _name())
    return back_to(f"/workshop/dashboards/{name}")


@blueprint.post("/remove")
def remove() -> Response:
    """Remove a program or a dashboard, with all its versions."""
    learner = required_learner()
    prefix = {"program": OWN, "dashboard": DASHBOARD}.get(request.form.get("kind", ""))
    if prefix is None:
        raise RequestWrong
    room().free.remove(learner.id, prefix + _name())
    return back_to("/workshop")


@blueprint.get("/programs/<name>")
def program(name: str) -> str:
    """One program: the page of an exercise, without a statement to fulfil."""
    learner, t = required_learner(), page_texts()
    kept = room().work.program(learner.id, OWN + name)
    if kept is None:
        raise OwnWorkUnknown(name=name[:32])
    room().learners.seen(learner.id)
    shown = own_program_text(name, t(key("own.memo")), STARTER, t)
    work = as_json(kept) | {"starter": shown.starter, "learner": learner.id, "hand": learner.hand_ms is not None}
    return render_template(
        "exercise.html",
        exercise=shown,
        is_own=True,
        node=None,
        statement=to_html(shown.statement),
        memo=to_html(shown.memo),
        program=kept.text,
        work=work,
        board_topic=topic_of(board_owner()),
    )


@blueprint.get("/dashboards/<name>")
def dashboard(name: str) -> str:
    """One dashboard of the learner's, to look at and to change."""
    learner = required_learner()
    widgets = room().free.dashboard(learner.id, name)
    own_board = room().own_boards.of(learner.id)
    return render_template("dashboard.html", name=name, widgets=widgets, own_board=own_board, owner=learner)


@blueprint.get("/of/<int:learner_id>/<name>")
def of_learner(learner_id: int, name: str) -> str:
    """A learner's dashboard, for the trainer: to look at, and to show on the wall."""
    refuse_others()
    owner = room().learners.get(learner_id)
    if owner is None:
        raise LearnerUnknown
    widgets, is_shown = room().free.dashboard(learner_id, name), room().free.is_on_wall(learner_id, name)
    return render_template(
        "dashboard.html", name=name, widgets=widgets, own_board=None, owner=owner, is_theirs=True, is_shown=is_shown
    )


@blueprint.post("/of/<int:learner_id>/<name>/wall")
def show_on_wall(learner_id: int, name: str) -> Response:
    """Show a learner's dashboard on the wall, or no more."""
    refuse_others()
    room().free.show_on_wall(learner_id, name, is_shown="show" in request.form)
    return back_to(f"/workshop/of/{learner_id}/{name}")


def _name() -> str:
    return request.form.get("name", "")
