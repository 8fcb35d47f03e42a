"""The pages: each reads what it needs, renders its template, and decides nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import segno
from flask import (
    Blueprint,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    stream_with_context,
)
from markupsafe import Markup

from iot_lab.errors import LabError
from iot_lab.web import cards
from iot_lab.web.api import known_board, services
from iot_lab.web.board import board_charts, reset_cause
from iot_lab.web.checking import Pending, ask, places, remember_browser, report_of
from iot_lab.web.format import clock_time, number, series_label
from iot_lab.web.language import page_language, page_texts
from iot_lab.web.mistakes import ExerciseUnknown, RequestWrong, TrainerOnly
from iot_lab.web.statement import to_html
from iot_lab.web.trainer import is_right_key, is_trainer, remember_trainer

if TYPE_CHECKING:
    from collections.abc import Iterator

LOG_LINES = 200
TROUBLES = frozenset({"refused", "taken-over", "write-denied"})
blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def live() -> str:
    """Every board of the room with its last values."""
    said = cards.snapshot(services().frames)
    found = cards.cards(said, page_texts())
    return render_template(
        "live.html",
        cards=found,
        online=sum(card.is_online for card in found),
        has_search=len(found) >= cards.SEARCH_FROM,
        clock_time=clock_time,
    )


@blueprint.get("/boards/<board>")
def board(board: str) -> str:
    """One board: its charts, counts and log."""
    record = known_board(board)
    found = cards.cards(cards.snapshot(services().frames), page_texts())
    card = next((one for one in found if one.name == board), None) or cards.card_of(record)
    window, charts = board_charts(services().store, board, page_texts(), request.args.get("window", ""))
    lines = services().store.log_lines(board, LOG_LINES)
    return render_template(
        "board.html",
        card=card,
        charts=charts,
        window=window,
        lines=lines,
        clock_time=clock_time,
        reset_cause=reset_cause(page_texts(), card.info.get("reset_cause")),
        has_knobs=bool(services().worlds.knobs(board)),
    )


@blueprint.get("/exercises")
def exercises() -> str:
    """The course."""
    return render_template("exercises.html", units=services().exercises.units(page_language()))


@blueprint.get("/exercises/<exercise>")
def exercise(exercise: str) -> Response:
    """One exercise, with its statement and an editor."""
    return remember_browser(make_response(_exercise_page(exercise)))


@blueprint.post("/exercises/<exercise>")
def check(exercise: str) -> str | Response:
    """The verdict: a whole page for a plain form; for a page with scripts the place in the queue, then the verdict."""
    program = request.form.get("program")
    if program is None:
        raise RequestWrong
    pending = ask(exercise, program.replace("\r\n", "\n"))
    if request.headers.get("X-Fragment") == "verdict":
        return Response(stream_with_context(_verdict_parts(exercise, pending)), mimetype="text/html")
    return _exercise_page(exercise, program, report_of(exercise, pending))


@blueprint.get("/trainer")
def trainer() -> Response:
    """The trainer's page, or how to open it."""
    has_key = is_trainer(services().trainer_key)
    name = "trainer.html" if has_key else "trainer_closed.html"
    context = _trainer_context() if has_key else {}
    return make_response(render_template(name, **context), 200 if has_key else TrainerOnly.status)


@blueprint.get("/join")
def join() -> Response:
    """Remember the trainer's browser, from the link printed at start."""
    key = services().trainer_key
    if not is_right_key(request.args.get("key", ""), key):
        raise TrainerOnly
    answer = make_response(redirect("/trainer", code=303))
    remember_trainer(answer, key)
    return answer


@blueprint.get("/health")
def health() -> Response:
    """Say whether the kit works, for a script."""
    return jsonify({"state": services().hub_state().state, "room": services().room})


@blueprint.app_template_global()
def label_of(series: str) -> str:
    """Return the name of a series in words."""
    return series_label(page_texts(), series)


def _exercise_page(exercise: str, program: str | None = None, report: dict[str, Any] | None = None) -> str:
    found = services().exercises.get(exercise, page_language())
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


def _verdict_parts(exercise: str, pending: Pending) -> Iterator[str]:
    """Yield pieces of HTML, each for the place of the one before: the queue, then the verdict or why there is none."""
    for place in places(pending):
        yield render_template("queue.html", place=place)
    try:
        report = report_of(exercise, pending)
    except LabError as refusal:
        yield render_template("queue.html", refusal=page_texts().explain(refusal))
    else:
        yield render_template("verdict.html", report=report, hints=_hints(exercise, report))


def _hints(exercise: str, report: dict[str, Any]) -> dict[str, list[Markup]]:
    """Return check id -> its hint's levels as HTML; the page shows the next only when it is asked for."""
    found = {}
    for check in report.get("checks", ()):
        if hint := check.get("hint"):
            levels = services().exercises.hint_levels(exercise, hint["id"], page_language()) or [hint["text"]]
            found[check["id"]] = [to_html(level) for level in levels]
    return found


def _trainer_context() -> dict[str, Any]:
    events = [event for event in services().broker_events() if event.get("kind") in TROUBLES]
    return {
        "addresses": services().addresses,
        "qr": _qr(services().addresses[0]) if services().addresses else None,
        "broker_address": services().broker_address,
        "hub": services().hub_state(),
        "counters": services().hub_state().as_json(),
        "events": events[:50],
        "data_folder": services().data_folder,
        "clock_time": clock_time,
        "in_words": lambda count: number(count, 0, page_language()),
    }


def _qr(address: str) -> Markup:
    drawn = segno.make(address, error="m").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return Markup(drawn)  # noqa: S704 (drawn here, from our own address)
