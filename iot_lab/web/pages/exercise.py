"""The course, and one exercise: its statement, an editor, and the verdict on a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, make_response, render_template, request, stream_with_context

from iot_lab.errors import LabError
from iot_lab.web.checking import ask, places, remember_browser, report_of
from iot_lab.web.errors import ExerciseUnknown, RequestWrong
from iot_lab.web.language import page_language, page_texts
from iot_lab.web.pages.statement import to_html
from iot_lab.web.requests import room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from iot_lab.grading import Ticket

blueprint = Blueprint("exercise", __name__, url_prefix="/exercises")


@blueprint.get("")
def course() -> str:
    """The course."""
    return render_template("exercises.html", units=room().course.units(page_language()))


@blueprint.get("/<exercise>")
def page(exercise: str) -> Response:
    """One exercise, with its statement and an editor."""
    return remember_browser(make_response(_page(exercise)))


@blueprint.post("/<exercise>")
def check(exercise: str) -> str | Response:
    """The verdict: a whole page for a plain form; for a page with scripts the place in the queue, then the verdict."""
    program = request.form.get("program")
    if program is None:
        raise RequestWrong
    ticket = ask(exercise, program.replace("\r\n", "\n"))
    if request.headers.get("X-Fragment") == "verdict":
        return Response(stream_with_context(_verdict_parts(exercise, ticket)), mimetype="text/html")
    return _page(exercise, program, report_of(exercise, ticket))


def _page(exercise: str, program: str | None = None, report: dict[str, Any] | None = None) -> str:
    found = room().course.get(exercise, page_language())
    if found is None:
        raise ExerciseUnknown(exercise=exercise[:40])
    return render_template(
        "exercise.html",
        exercise=found,
        statement=to_html(found.statement),
        program=found.starter if program is None else program,
        report=report,
        hints=_hints(exercise, report) if report else {},
    )


def _verdict_parts(exercise: str, ticket: Ticket) -> Iterator[str]:
    """Yield pieces of HTML, each for the place of the one before: the queue, then the verdict or why there is none."""
    for place in places(ticket):
        yield render_template("queue.html", place=place)
    try:
        report = report_of(exercise, ticket)
    except LabError as refusal:
        yield render_template("queue.html", refusal=page_texts().explain(refusal))
    else:
        yield render_template("verdict.html", report=report, hints=_hints(exercise, report))


def _hints(exercise: str, report: dict[str, Any]) -> dict[str, list[Markup]]:
    """Return check id -> its hint's levels as HTML; the page shows the next only when it is asked for."""
    found = {}
    for check in report.get("checks", ()):
        if hint := check.get("hint"):
            levels = room().course.hint_levels(exercise, hint["id"], page_language()) or [hint["text"]]
            found[check["id"]] = [to_html(level) for level in levels]
    return found
