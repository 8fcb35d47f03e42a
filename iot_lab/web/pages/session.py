"""A session from its start to its end: name, results and samples to take away, certificates, what is kept or erased."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request, send_file

from iot_lab.web.errors import LearnerUnknown, RequestWrong
from iot_lab.web.language import back_to, page_language, page_texts
from iot_lab.web.pages.certificate import day_of, sheets
from iot_lab.web.pages.format import minute_of, number
from iot_lab.web.requests import now_ms, room
from iot_lab.web.trainer import is_this_computer, refuse_elsewhere, refuse_others
from iot_lab.workshop.class_results import results_csv, results_xapi
from iot_lab.workshop.erasing import KINDS, Erased, erase, held
from iot_lab.workshop.room_archive import write_archive
from iot_lab.workshop.sync.sender import read_note, to_send

blueprint = Blueprint("session", __name__, url_prefix="/session")
blueprint.before_request(refuse_others)
HERE = "/session"
SURE = "yes"
KEEP_CHOICES = (7, 30, 90, 365, 0)
"""Days; 0 is for ever."""


@blueprint.get("")
def page() -> str:
    """What there is, to take away or to erase."""
    return _page()


@blueprint.get("/results.csv")
def as_csv() -> Response:
    """Who passed what; the mark at its start tells a spreadsheet that the text is UTF-8."""
    text = "\ufeff" + results_csv(room().learners.people(), room().work.all_sums(), _exercises())
    return _file(text.encode(), "text/csv; charset=utf-8", "results.csv")


@blueprint.get("/results.json")
def as_xapi() -> Response:
    """The same as xAPI statements."""
    told = results_xapi(room().name, room().learners.people(), room().work.all_sums(), _exercises())
    return _file(json.dumps(told, ensure_ascii=False, indent=1).encode(), "application/json", "results-xapi.json")


@blueprint.get("/certificates")
def certificates() -> str:
    """Everybody's certificates, a sheet each."""
    return sheets(room().learners.people())


@blueprint.get("/certificates/<int:learner_id>")
def certificate(learner_id: int) -> str:
    """One learner's. Raises LearnerUnknown."""
    learner = room().learners.get(learner_id)
    if learner is None:
        raise LearnerUnknown
    return sheets([learner])


@blueprint.post("/start")
def start() -> Response:
    """Begin a session, with a name or without."""
    room().class_settings.start_session(request.form.get("name", ""), now_ms())
    return back_to(HERE)


@blueprint.post("/close")
def close() -> Response:
    """Let nobody new in; work goes on being kept. A pause ends."""
    room().class_settings.close_session(now_ms())
    room().signals.pause(is_paused=False)
    return back_to(HERE)


@blueprint.post("/reopen")
def reopen() -> Response:
    """Take the closing back."""
    room().class_settings.reopen_session()
    return back_to(HERE)


@blueprint.post("/keep")
def keep() -> Response:
    """Say for how many days work and measures are kept."""
    days = request.form.get("days", "")
    if days not in {str(one) for one in KEEP_CHOICES}:
        raise RequestWrong
    room().class_settings.keep_for(int(days))
    return back_to(HERE)


@blueprint.get("/archive.zip")
def archive() -> Response:
    """The whole room in one file, with its secrets: for the trainer at this computer."""
    refuse_elsewhere()
    made = write_archive(room())
    answer = send_file(made, "application/zip", as_attachment=True, download_name=f"{room().name}.zip")
    answer.call_on_close(made.unlink)
    return answer


@blueprint.post("/erase")
def erase_kinds() -> Response:
    """Erase what was chosen, once the box "I am sure" is ticked; then show the proof."""
    chosen = [kind for kind in KINDS if kind in request.form.getlist("kind")]
    if not chosen:
        raise RequestWrong
    if request.form.get("sure") != SURE:
        return make_response(_page(is_unsure=True), 400)
    return make_response(_page(erased=erase(room(), chosen)))


def _page(*, erased: Erased | None = None, is_unsure: bool = False) -> str:
    language = page_language()
    people = [
        (learner, sum(one.passed_ms is not None for one in room().work.sums(learner.id).values()))
        for learner in room().learners.people()
    ]
    return render_template(
        "session.html",
        people=people,
        session=room().class_settings.session,
        keep_days=room().class_settings.keep_days,
        keep_choices=KEEP_CHOICES,
        forgotten=room().retention.last,
        day_of=lambda ms: day_of(ms, page_texts()),
        minute_of=minute_of,
        held=held(room()),
        sync=_sync(),
        erased=erased,
        is_unsure=is_unsure,
        has_archive=is_this_computer(request) and room().folder.own_database is not None,
        in_words=lambda count: number(count, 0, language),
    )


def _exercises() -> list[str]:
    return [exercise.id for unit in room().course.units(page_language()) for exercise in unit.exercises]


def _file(content: bytes, kind: str, name: str) -> Response:
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{room().name}-{name}"'}
    return Response(content, content_type=kind, headers=headers)


def _sync() -> tuple[str, int] | None:
    """Return where `iot-lab sync` sends this room, and how many samples that centre has not."""
    note = read_note(room().folder.path)
    return None if note is None else (note.url, to_send(room().database, room().name, note))
