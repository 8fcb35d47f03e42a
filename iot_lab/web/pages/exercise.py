"""The course, and one exercise: its statement, an editor, and the verdict on a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, make_response, render_template, request

from iot_lab.errors import LabError
from iot_lab.foreign_text import ForeignRefused, checked_json
from iot_lab.web.api.my_work import as_json
from iot_lab.web.checking import ask, asked_before, board_owner, has_verdict, remember_browser, report_of
from iot_lab.web.errors import ExerciseUnknown, RequestWrong, SolutionClosed
from iot_lab.web.first_alone import first_alone
from iot_lab.web.language import page_language, page_texts
from iot_lab.web.learner import current_learner
from iot_lab.web.pages.at_home import is_offered
from iot_lab.web.pages.compared import drawn_comparison
from iot_lab.web.pages.format import minute_of
from iot_lab.web.pages.statement import goal_size, to_html, to_statement
from iot_lab.web.pages.verdict import guilty_line, told_check
from iot_lab.web.requests import room
from iot_lab.web.trainer import is_trainer
from iot_lab.workshop.course_map import course_map
from iot_lab.workshop.drawn_boards import topic_of
from iot_lab.workshop.learner_work import checked_files

if TYPE_CHECKING:
    from markupsafe import Markup

    from iot_lab.web.asked_checks import AskedCheck
    from iot_lab.workshop.course_map import CourseMap
    from iot_lab.workshop.exercise_texts import ExerciseText

blueprint = Blueprint("exercise", __name__, url_prefix="/exercises")


@blueprint.get("")
@first_alone
def course() -> str:
    """The course, with what the learner did of it."""
    return render_template("exercises.html", course=_course_map(), clock_time=minute_of, home_link=is_offered())


@blueprint.get("/<exercise>")
@first_alone
def page(exercise: str) -> Response:
    """One exercise, with its statement and an editor."""
    return remember_browser(make_response(_page(exercise)))


@blueprint.get("/<exercise>/solution")
def solution(exercise: str) -> str:
    """The solution, while the trainer shows it."""
    found = room().course.get(exercise, page_language())
    if found is None:
        raise ExerciseUnknown(exercise=exercise[:40])
    if not is_trainer() and not room().signals.is_solution_shown(exercise):
        raise SolutionClosed
    return render_template("solution.html", exercise=found, solution=room().course.solution(exercise))


@blueprint.post("/<exercise>")
def check(exercise: str) -> Response:
    """Ask for a verdict: a page with scripts is given it as a piece of HTML, a plain form as a whole page."""
    program = request.form.get("program")
    if program is None:
        raise RequestWrong
    is_kept = "again" not in request.form
    return _answer(ask(exercise, program.replace("\r\n", "\n"), files=_files_beside(), is_kept=is_kept))


def _files_beside() -> dict[str, str]:
    """Return the files that a page with scripts sends beside the program. Raises RequestWrong, FilesRefused."""
    try:
        files = checked_json(request.form.get("files", "{}"))
    except ForeignRefused as refused:
        raise RequestWrong from refused
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        raise RequestWrong
    kept = checked_files({**files, "main.py": ""})
    del kept["main.py"]
    return kept


@blueprint.get("/<exercise>/checks/<number>")
def check_again(exercise: str, number: str) -> Response:  # noqa: ARG001 - the check knows its exercise
    """Answer a check that was asked before."""
    return _answer(asked_before(number))


def _course_map() -> CourseMap:
    learner, units = current_learner(), room().course.units(page_language())
    if learner is None:
        return course_map(units, room().units.is_open, {}, ())
    room().learners.seen(learner.id)
    return course_map(units, room().units.is_open, room().work.sums(learner.id), room().work.headers(learner.id))


def _answer(check: AskedCheck) -> Response:
    """Answer the verdict, or the place in the queue and where to ask again (202)."""
    is_there = has_verdict(check)
    if is_there and _wants_fragment():
        return _verdict(check)
    if is_there:
        return make_response(_page(check.exercise, check.program, report_of(check)))
    again = {"Location": f"/exercises/{check.exercise}/checks/{check.number}"}
    if _wants_fragment():
        return Response(render_template("queue.html", place=check.queued.position), 202, again)
    if request.method == "POST":
        return Response(status=303, headers=again)
    return Response(_page(check.exercise, check.program, place=check.queued.position), headers={"Refresh": "1"})


def _verdict(check: AskedCheck) -> Response:
    try:
        report = report_of(check)
    except LabError as refusal:
        return Response(render_template("queue.html", refusal=page_texts().explain(refusal)))
    following = _course_map().after(check.exercise)
    return Response(
        render_template(
            "verdict.html",
            report=report,
            hints=_hints(check.exercise, report),
            told=told_check(report),
            line=guilty_line(report),
            compared=drawn_comparison(report, page_texts()),
            next=following,
        )
    )


def _wants_fragment() -> bool:
    return request.headers.get("X-Fragment") == "verdict"


def _page(
    exercise: str, program: str | None = None, report: dict[str, Any] | None = None, place: int | None = None
) -> str:
    found = room().course.get(exercise, page_language())
    if found is None:
        raise ExerciseUnknown(exercise=exercise[:40])
    if not is_trainer():
        room().units.refuse_closed(exercise)
    work = _work(found, program)
    course, statement = _course_map(), to_statement(found.statement)
    return render_template(
        "exercise.html",
        exercise=found,
        node=next((node for node in course.nodes if node.id == exercise), None),
        total=len(course.nodes),
        next=course.after(exercise),
        statement=statement,
        goal_size=goal_size(statement),
        memo=to_html(found.memo),
        program=work["files"]["main.py"],
        work=work,
        board_topic=topic_of(board_owner()),
        report=report,
        is_waiting=place is not None,
        place=place,
        hints=_hints(exercise, report) if report else {},
        told=told_check(report) if report else None,
        line=guilty_line(report) if report else None,
        compared=drawn_comparison(report, page_texts()) if report else None,
    )


def _work(exercise: ExerciseText, program: str | None) -> dict[str, Any]:
    """Return what the editor begins with: what was just sent, what the learner has on the server, or the starter."""
    learner = current_learner()
    kept = None
    if learner is not None:
        room().learners.seen(learner.id, exercise.id)
        kept = room().work.program(learner.id, exercise.id)
    begin = as_json(kept)
    files = {"main.py": program} if program is not None else begin["files"] or {"main.py": exercise.starter}
    whose = None if learner is None else learner.id
    hand = learner is not None and learner.hand_ms is not None
    return begin | {"files": files, "starter": exercise.starter, "learner": whose, "hand": hand}


def _hints(exercise: str, report: dict[str, Any]) -> dict[str, list[Markup]]:
    """Return check id -> its hint's levels as HTML; the page shows the next only when it is asked for."""
    found = {}
    for check in report.get("checks", ()):
        if hint := check.get("hint"):
            levels = room().course.hint_levels(exercise, hint["id"], page_language()) or [hint["text"]]
            found[check["id"]] = [to_html(level) for level in levels]
    return found
